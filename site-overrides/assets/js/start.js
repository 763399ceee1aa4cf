// Runs first on every page: says that JavaScript is there, so that what needs it may be shown. A browser from before
// 2022 cannot run the search. There the page stays as it is without JavaScript, and shows no control that does nothing.
if (Object.hasOwn) document.documentElement.classList.replace("no-js", "js");

/** The address of the site's root, wherever the site lies. */
export const ROOT = new URL("../../", import.meta.url);
