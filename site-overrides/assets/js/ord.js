// The words the modules put in, written by the build from tekster/<language>.yml.

const node = document.querySelector("template[data-ord]");
const words = node ? JSON.parse(node.content.textContent) : {};

/** Returns a text with its blanks filled: fill("{n} tilbud", { n: 7 }). */
export const fill = (text, blanks) => text.replace(/\{(\w+)\}/g, (whole, name) => blanks[name] ?? whole);

/** Returns a word with its blanks filled: say("antall", { n: 7 }). */
export const say = (key, blanks = {}) => fill(words[key] ?? key, blanks);
