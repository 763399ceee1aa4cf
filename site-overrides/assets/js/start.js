// Runs first on every page: says that JavaScript is there, so that what needs it may be shown. A browser from before
// 2022 cannot run the search. There this module stops, and with it each that imports it, in one link or more: all that
// a page loads. The page is then as it is without JavaScript, and shows no control that does nothing.

if (!Object.hasOwn) throw new Error("Nettleseren er for gammel. Siden er som uten JavaScript.");

document.documentElement.classList.replace("no-js", "js");

/** The address of the front page in the language of this page, wherever the site lies. */
export const HOME = new URL(document.querySelector("a.merke").href);
