// One search engine for the whole site, fetched the first time somebody goes to a search field.

import { HOME } from "./start.js";

/** Makes a function that fetches once and keeps what it got; what failed is fetched anew, a lost connection may be back. */
function once(get) {
  let got = null;
  return () =>
    (got ??= get().catch((error) => {
      got = null;
      throw error;
    }));
}

/** Returns the engine as a promise, with the index and the rules. */
export const ready = once(async () => (await import("./sok/motor.js")).opprett(HOME.href));

/** Returns the names that suggestions show as a promise: of measures, themes and help lines. */
export const names = once(async () => (await fetch(new URL("sok/navn.json", HOME))).json());
