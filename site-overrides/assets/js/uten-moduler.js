// Runs only in a browser that has JavaScript, but is too old for our modules: the page is then as without JavaScript.
// What stands in <noscript> is text where scripts are on. Made HTML, it brings its style sheet and its words.
// This file is no module, and is written for such a browser.
(function () {
  var parts = document.getElementsByTagName("noscript");
  for (var n = 0; n < parts.length; n += 1) parts[n].insertAdjacentHTML("afterend", parts[n].textContent);
})();
