// One search engine for the whole site, fetched the first time somebody goes to a search field.

import { ROOT } from "./start.js";

let engine = null;

/** Returns the engine as a promise; the index and the rules are fetched once. */
export function ready() {
  engine ??= import("./sok/motor.js").then((module) => module.opprett(ROOT.href));
  engine.catch(() => (engine = null)); // a lost connection may come back
  return engine;
}
