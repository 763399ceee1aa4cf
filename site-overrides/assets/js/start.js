// Runs first on every page: says that JavaScript is there, so that what needs it may be shown.
document.documentElement.classList.replace("no-js", "js");

/** The address of the site's root, wherever the site lies. */
export const ROOT = new URL("../../", import.meta.url);
