// The fragment of the address (#bti=1&kommune=namsos&liste=a,b) has one owner: this module.
// A fragment is never sent to a server. Unknown keys are kept; a plain anchor (#samtykke) is no state.

import "./start.js";

const CARRIED = ["kommune", "liste", "vis"]; // what follows along when one goes on to another page of the site
const same = (link) => link.matches(".sprakvalg a"); // the same page in another language: everything follows along

const decode = (text) => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text; // a broken % sequence is shown as it stands
  }
};
const encode = (text) => encodeURIComponent(text).replaceAll("%2C", ",");

/** Reads a fragment ("#a=1&b") into a Map in its own order, null for a key alone; a plain anchor gives an empty one. */
export function parse(hash) {
  const state = new Map();
  if (!hash.includes("=")) return state;
  for (const pair of hash.replace(/^#/, "").split("&")) {
    const cut = pair.indexOf("=");
    if (cut > 0) state.set(decode(pair.slice(0, cut)), decode(pair.slice(cut + 1)));
    else if (cut < 0 && pair) state.set(decode(pair), null);
  }
  return state;
}

/** Writes a Map as a fragment, without the sign in front. */
export const format = (state) =>
  [...state].map(([key, value]) => (value === null ? encode(key) : `${encode(key)}=${encode(value)}`)).join("&");

/** The state of this page. */
export const read = () => parse(location.hash);

const MARK = "tiltak-ord:";

/** Hands words on to the search page that is opened next: by the name of the window, which stands in no address, so
 *  the browser's history never has them. */
export function hand(words) {
  window.name = words ? MARK + words : "";
}

// Whatever page comes next takes them: where it is not the search page, nobody shall find them in the window later.
const received = window.name.startsWith(MARK) ? window.name.slice(MARK.length) : null;
if (received !== null) window.name = "";

/** Returns the words that were handed on to this page, or null. */
export const handed = () => received;

/** Takes the words of a shared link (q=) out of the address at once, on whatever page; they lie in history.state.
 *  We never write «?q=», but others link so, and there they would stand for all to see. */
function receive() {
  const asked = new URLSearchParams(location.search);
  const q = read().get("q") ?? asked.get("q");
  if (q === null) return;
  if (asked.has("q")) {
    asked.delete("q");
    history.replaceState(history.state, "", location.pathname + (String(asked) && `?${asked}`) + location.hash);
  }
  write({ q: null }, { words: q });
}
addEventListener("popstate", () => {
  receive(); // before those who listen, who come later
  carry();
});

const spoken = new Map(); // the words of the steps that lie behind, by their numbers: in memory, not in the history

/** Sets keys (null or "" removes one), keeps the rest, and tells those who listen.
 *  `push` makes a step that the back button undoes; `words` lie in history.state, never in the address. */
export function write(changes, { push = false, words = history.state?.words } = {}) {
  const state = read();
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === "") state.delete(key);
    else state.set(key, String(value));
  }
  const hash = format(state);
  const address = location.pathname + location.search + (hash && `#${hash}`);
  const step = history.state?.step ?? 0;
  if (push) {
    // Whoever leaves in a hurry and is followed by the back button must not show what was searched for.
    spoken.set(step, history.state?.words);
    history.replaceState({ ...history.state, words: undefined }, "");
  }
  history[push ? "pushState" : "replaceState"]({ ...history.state, step: step + (push ? 1 : 0), words }, "", address);
  carry();
  dispatchEvent(new CustomEvent("fragment", { detail: state }));
}

/** Keeps words for a reload and for the back button; null forgets them. */
export function keep(words) {
  history.replaceState({ ...history.state, words }, "");
}

/** Calls `listener(state)` when the fragment changes: by us, by the back button, by a typed address. */
export function listen(listener) {
  addEventListener("fragment", (event) => listener(event.detail));
  addEventListener("popstate", () => {
    const { step, words } = history.state ?? {};
    if (words === undefined && spoken.has(step)) {
      history.replaceState({ ...history.state, words: spoken.get(step) }, "");
    }
    listener(read());
  });
}

/** Lets the site's own links take the choices along. A link that has nothing to take stays as it is written. */
export function carry(root = document) {
  const state = read();
  for (const link of root.querySelectorAll("a[href]")) {
    const written = link.getAttribute("href");
    if (link.origin !== location.origin || link.target || written.startsWith("#")) continue;
    if (link.hash && !link.hash.includes("=")) continue; // it leads to a place on the page
    const own = parse(link.hash);
    const before = link.dataset.carried?.split(" ") ?? [];
    const says = (key) => own.has(key) && !before.includes(key); // «Se Namsos i søket» leads to Namsos
    const taken = [...state.keys()].filter((key) => (CARRIED.includes(key) && !says(key)) || same(link));
    for (const key of before) own.delete(key);
    for (const key of taken) own.set(key, state.get(key));
    link.dataset.carried = taken.join(" ");
    const hash = format(own);
    const next = written.split("#")[0] + (hash && `#${hash}`);
    if (next !== written && own.size + parse(link.hash).size) link.setAttribute("href", next);
  }
}

// A jump inside the page must not wipe the state out of the address.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || event.defaultPrevented || !read().size) return;
  const target = document.getElementById(decode(link.getAttribute("href").slice(1)));
  if (!target) return;
  event.preventDefault();
  target.scrollIntoView();
  target.tabIndex = target.tabIndex < 0 ? -1 : target.tabIndex;
  target.focus({ preventScroll: true });
});

receive();
carry();
