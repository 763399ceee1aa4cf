// The guide: shows one section at a time. Without this module the style sheet does, by the address; with it the
// answer is kept beside what else the address holds (#svar=barn-6-12-mobbing&liste=a,b), and focus follows.

import { carry, format, listen, read, write } from "./fragment.js";
import { show as showButtons } from "./liste.js";
import { fill } from "./ord.js";
import { choose } from "./velger.js";

const root = document.querySelector("[data-veiviser]");
const steps = new Map([...root.querySelectorAll(".steg")].map((step) => [step.id, step]));
const first = steps.values().next().value;
const shared = [...root.querySelectorAll("[data-for]")]; // what stands with some sections, once for all of them
const place = root.querySelector("#sted");
const there = root.querySelector("[data-sted]"); // to all that fits, on the search page
const places = JSON.parse(root.querySelector("[data-steder]").content.textContent); // of what is not everywhere
const button = root.querySelector("[data-listeknapp]").content.firstElementChild;

/** The section an address asks for: by our key, or as the plain anchor of a link made without JavaScript. */
const asked = (state) => steps.get(state.get("svar")) ?? steps.get(location.hash.slice(1)) ?? first;

function show(state = read()) {
  const step = asked(state);
  for (const other of steps.values()) other.classList.toggle("vist", other === step);
  for (const part of shared) part.classList.toggle("vist", step.matches(part.dataset.for));
  // Where the exit is not needed, its warning only frightens.
  for (const exit of document.querySelectorAll(".forlat, .forlat-hopp")) exit.hidden = !step.matches(".forst, .sensitivt");
  choose(place, state.get("kommune") ?? "");
  if (step.matches(".svarsteg")) lead(step);
  for (const list of step.querySelectorAll(".forslag")) settle(list, place.value);
  for (const item of step.querySelectorAll("[data-id]")) if (!item.querySelector("[data-liste]")) addButton(item);
  return step;
}

/** The question before a section, by its id. */
const before = (id) => steps.get(id).querySelector(".stegnav a").hash.slice(1);

/** Puts what is not listed in the chosen municipality after the rest, and says so of each. */
function settle(list, kommune) {
  const items = [...list.children];
  for (const [index, item] of items.entries()) item.dataset.plass ??= index;
  items.sort((a, b) => a.dataset.plass - b.dataset.plass);
  const elsewhere = items.filter(({ dataset: { id } }) => kommune && places[id] && !places[id].includes(kommune));
  list.append(...items.filter((item) => !elsewhere.includes(item)), ...elsewhere);
  for (const item of items) {
    item.querySelector(".ikke-her")?.remove();
    if (!elsewhere.includes(item)) continue;
    const note = Object.assign(document.createElement("strong"), { className: "ikke-her" });
    note.textContent = `${fill(root.dataset.ikkeHer, { sted: place.selectedOptions[0].text })} `;
    item.querySelector(".fordi").prepend(note);
  }
}

/** Lets the links below the short list lead to the same answers: on the search page, and on the pages of BTI.
 *  The answers are in the ids: barn, barn-6-12, barn-6-12-mobbing. */
function lead(step) {
  const asked = before(step.id);
  const chosen = new Map([["tema", step.id.slice(asked.length + 1)], ["alder", asked.slice(before(asked).length + 1)]]);
  for (const link of root.querySelectorAll(".nivavalg a")) {
    link.href = `${link.getAttribute("href").split("#")[0]}#${format(chosen)}`;
    carry(link.parentElement);
  }
  if (step.matches(".ansattflate")) chosen.set("vis", "ansatt");
  there.href = `${there.getAttribute("href").split("#")[0]}#${format(chosen)}`;
  carry(there.parentElement); // where one lives follows along
}

/** Gives a measure of the short list its button. They are made when they are seen: the page holds hundreds. */
function addButton(item) {
  const mine = button.cloneNode(true);
  mine.dataset.liste = item.dataset.id;
  const { textContent, lang } = item.querySelector("h3 a");
  const name = Object.assign(document.createElement("span"), { textContent });
  if (lang) name.lang = lang; // the post may be in another language than the page
  mine.querySelector(".skjult").replaceChildren(": ", name);
  item.append(mine);
}

function go(step) {
  step.querySelector("h2").focus({ preventScroll: true });
  root.scrollIntoView();
  showButtons();
  carry(step);
}

root.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const step = link && steps.get(link.getAttribute("href").slice(1));
  if (!step) return;
  event.preventDefault();
  const there = step === shown;
  write({ svar: step === first ? "" : step.id }, { push: true });
  if (there) go(step); // else whoever listens has gone
});

place.addEventListener("change", () => write({ kommune: place.value }));

root.querySelector(".veiviser").classList.add("styrt"); // from here on the style sheet leaves it to us
let shown = show();
listen((state) => {
  const step = show(state);
  if (step !== shown) go(step);
  shown = step;
});
showButtons();
