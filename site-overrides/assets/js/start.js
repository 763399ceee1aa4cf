// Runs first on every page: says that JavaScript is there, so that what needs it may be shown. A browser from before
// 2022 cannot run the search. There the page is as it is without JavaScript, and shows no control that does nothing.

/** The address of the site's root, wherever the site lies. */
export const ROOT = new URL("../../", import.meta.url);

if (Object.hasOwn) document.documentElement.classList.replace("no-js", "js");
else {
  const script = document.createElement("script");
  script.src = new URL("assets/js/uten-moduler.js", ROOT);
  document.head.append(script);
}
