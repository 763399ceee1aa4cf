// Narrows the measures of a BTI level by age, municipality and theme. The choices live in the fragment.
// A measure whose age is unknown is never left out by an age: it stands last, and says so.
import { meets, spans, wanted } from "./alder.js";
import { listen, read, write } from "./fragment.js";
import { fill } from "./ord.js";
import { choose } from "./velger.js";

const form = document.querySelector("[data-avgrens]");
const status = document.querySelector("[data-status]");
const reset = form.querySelector("[data-nullstill]");
const list = document.querySelector("#tiltak .rader");
const facts = JSON.parse(document.querySelector("[data-avgrens-fakta]").textContent);
const NAMES = [...form.elements].map((field) => field.name).filter(Boolean);

const idOf = (row) => /tiltak\/([a-z0-9-]+)\/?$/.exec(new URL(row.querySelector("a[href]").href).pathname)[1];
const rows = [...(list?.children ?? [])].map((row) => {
  const fact = facts[idOf(row)];
  return { row, years: spans(fact.alder), kommune: fact.kommune, tema: fact.tema, mark: null };
});

const holds = (own, chosen) => !chosen.length || chosen.some((value) => own.includes(value));

/** Marks a row whose age is unknown while an age is chosen. */
function mark(item, on) {
  if (on && !item.mark) {
    item.mark = document.createElement("p");
    item.mark.className = "uten-alder";
    item.mark.textContent = status.dataset.merke;
    item.row.firstElementChild.append(item.mark);
  }
  if (item.mark) item.mark.hidden = !on;
}

/** Says how many are shown, and by which choices: on paper there is nothing else that tells. */
function tell(shown, unknown) {
  const words = status.dataset;
  const chosen = NAMES.map((name) => form.elements[name]).filter((field) => field.value);
  const values = { antall: shown, alle: rows.length, uten: unknown };
  const first = shown === rows.length ? words.alle : shown ? words.noen : words.ingen;
  const parts = [fill(first, values)];
  if (unknown && shown) parts.push(fill(words.uten, values));
  const names = chosen.map((field) => field.selectedOptions[0].text).join(", ");
  if (names) parts.push(fill(words.valgt, { valg: names }));
  status.textContent = parts.join(" ");
}

function show(state) {
  const chosen = Object.fromEntries(NAMES.map((name) => [name, (state.get(name) ?? "").split(",").filter(Boolean)]));
  const looked = wanted(state.get("alder"));
  const fits = ({ years, kommune, tema }) =>
    (!looked.length || !years.length || meets(years, looked)) &&
    holds(kommune, chosen.kommune) &&
    holds(tema, chosen.tema);
  const shown = rows.filter(fits);
  const unknown = looked.length ? shown.filter((item) => !item.years.length) : [];
  for (const item of rows) {
    item.row.hidden = !shown.includes(item);
    mark(item, unknown.includes(item));
  }
  list?.append(...rows.filter((item) => !unknown.includes(item)).map(({ row }) => row), ...unknown.map(({ row }) => row));
  for (const name of NAMES) choose(form.elements[name], state.get(name) ?? "");
  reset.hidden = !NAMES.some((name) => state.get(name));
  tell(shown.length, unknown.length);
}

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => write({ [event.target.name]: event.target.value }, { push: true }));
form.addEventListener("reset", (event) => {
  event.preventDefault();
  write(Object.fromEntries(NAMES.map((name) => [name, null])), { push: true });
  form.elements[NAMES[0]].focus();
});
listen(show);
show(read());
