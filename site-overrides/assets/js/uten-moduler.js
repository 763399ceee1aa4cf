// Runs on every page, and does its work where no module has: in a browser that is too old for them, or that did not get
// them. The page is then as without JavaScript. What stands in <noscript> is text where scripts are on. Made HTML, it
// brings its style sheet and its words. This file is no module, and is written for such a browser.
(function () {
  window.addEventListener("load", function () {
    if (!/(^| )no-js( |$)/.test(document.documentElement.className)) return;
    var parts = document.getElementsByTagName("noscript");
    for (var n = 0; n < parts.length; n += 1) parts[n].insertAdjacentHTML("afterend", parts[n].textContent);
  });
})();
