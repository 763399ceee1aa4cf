// My list: which measures one has picked. It lies in the fragment alone (liste=a,b), which fragment.js lets
// the site's own links carry. This module keeps the number in the header and the buttons on the pages in step.

import { listen, parse, read, write } from "./fragment.js";
import { names } from "./sokemotor.js";

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The ids picked, in their order; what is no id is left out. */
export const picked = (state = read()) => [
  ...new Set((state.get("liste") ?? "").split(",").filter((id) => ID.test(id))),
];

/** Puts a whole list in place of the old one. */
export const pick = (ids, options) => write({ liste: ids.join(",") }, options);

/** Puts a measure last in the list, or takes it out. */
function toggle(id) {
  const ids = picked();
  pick(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
}

const header = document.querySelector("[data-minliste]");
let known = null; // the measures there are, asked for when something is picked

/** Shows on every button whether its measure is in the list, and in the header how many are. */
export function show(state = read()) {
  const ids = picked(state);
  for (const button of document.querySelectorAll("[data-liste]")) showOn(button, ids.includes(button.dataset.liste));
  tell(ids);
  if (ids.length && !known) {
    const learn = ({ tiltak }) => {
      known = tiltak;
      tell(picked());
    };
    names().then(learn, () => {}); // without them all that is picked counts
  }
}

/** Says in the header how many of the measures picked there still are. */
function tell(ids) {
  const here = (id) => !known || Object.hasOwn(known, id) || document.querySelector(`[data-liste="${id}"]`);
  const n = ids.filter(here).length;
  if (header) header.querySelector("[data-tall]").textContent = n || "";
  header?.classList.toggle("har-valgt", n > 0);
}

function showOn(button, on) {
  button.setAttribute("aria-pressed", on);
  const word = button.querySelector("[data-ord]");
  word.dataset.legg ??= word.textContent;
  word.textContent = on ? (word.dataset.lagt ?? header?.dataset.lagt) : word.dataset.legg;
  const use = button.querySelector("use");
  const icon = use?.getAttribute("href").replace(/#.*/, on ? "#i-hake" : "#i-pluss");
  if (icon) use.setAttribute("href", icon);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-liste]");
  if (button) toggle(button.dataset.liste);
});
listen(show);

// Going back opens a page as its address was then, before the last picks. Where the browser tells which page
// of ours one came back from, its list is taken along; nothing is stored for it.
addEventListener("pageshow", () => {
  const { from, entry, navigationType } = globalThis.navigation?.activation ?? {};
  if (navigationType !== "traverse" || !from?.url || from.index <= entry.index) return;
  const list = picked(parse(new URL(from.url).hash));
  if (list.join() !== picked().join()) pick(list);
});

show();
