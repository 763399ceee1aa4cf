// Runs first on every page: says that JavaScript is there, so that what needs it may be shown. A browser from before
// 2022 cannot run the search. There the page is as it is without JavaScript, and shows no control that does nothing.

/** The address of the front page in the language of this page, wherever the site lies. */
export const HOME = new URL(document.querySelector("a.merke").href);

if (Object.hasOwn) document.documentElement.classList.replace("no-js", "js");
else {
  const script = document.createElement("script");
  script.src = new URL("uten-moduler.js", import.meta.url);
  document.head.append(script);
}
