// The words the modules put in, written by the build from tekster/<language>.yml.

const node = document.querySelector("template[data-ord]");
const words = node ? JSON.parse(node.content.textContent) : {};

/** Returns a word with its blanks filled: say("antall", { n: 7 }). */
export const say = (key, blanks = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => blanks[name] ?? whole);
