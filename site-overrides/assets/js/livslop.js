// «Barnet mitt er __»: narrows the life course in place. Without it the ages are plain links to lists.
import { meets, spans, wanted } from "./alder.js";
import { listen, read, write } from "./fragment.js";
import { fill } from "./ord.js";

const root = document.querySelector("[data-livslop]");
const form = root.querySelector("[data-velg]");
const select = form.querySelector("select");
const links = [...root.querySelectorAll("[data-fase]")];
const status = root.querySelector("[data-status]");
const groups = [...root.querySelectorAll("tbody")];
const rows = [...root.querySelectorAll("tbody [data-aldre]")].map((row) => ({ row, years: spans(row.dataset.aldre) }));
const alsos = [...root.querySelectorAll("tr.ogsa")];
const SHOWN = "[data-aldre]:not([hidden])";
const columns = [...root.querySelectorAll(".tett [data-aldre]")];

/** Says what is shown; a choice that is no option of ours ("3,7") is said as it stands. */
function tell(ids, chosen) {
  const words = status.dataset;
  const option = [...select.options].find((one) => one.value === chosen);
  const alder = option ? option.text : chosen;
  if (!chosen) {
    status.textContent = fill(words.alle, { antall: ids.size });
    return;
  }
  const said = [fill(ids.size ? words.noen : words.ingen, { antall: ids.size, alder })];
  const staff = root.querySelectorAll(".ansatte tr[data-id]:not([hidden])").length; // the bars above count families' alone
  const unknown = Number(words.antallUten);
  if (staff) said.push(fill(words.ansatte, { antall: staff }));
  if (unknown) said.push(fill(words.uten, { antall: unknown }));
  status.textContent = said.join(" ");
}

function show(state) {
  const looked = wanted(state.get("alder"));
  const chosen = looked.length ? state.get("alder") : "";
  const ids = new Set();
  for (const { row, years } of rows) {
    row.hidden = Boolean(chosen) && !meets(years, looked);
    if (!row.hidden && row.dataset.id) ids.add(row.dataset.id);
  }
  for (const also of alsos) also.hidden = !also.querySelector(SHOWN);
  for (const group of groups) group.hidden = !group.querySelector(SHOWN);
  for (const column of columns) column.classList.toggle("valgt", meets(spans(column.dataset.aldre), looked));
  for (const link of links) {
    if (link.dataset.fase === chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  select.value = [...select.options].some((one) => one.value === chosen) ? chosen : "";
  tell(ids, chosen);
}

for (const list of root.querySelectorAll("[data-uten-js]")) list.remove(); // the table does their work now
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
select.addEventListener("change", () => write({ alder: select.value }, { push: true }));
for (const link of links) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const again = read().get("alder") === link.dataset.fase; // a second press takes the choice away
    write({ alder: again ? null : link.dataset.fase }, { push: true });
  });
}
listen(show);
show(read());
if (read().has("alder")) root.scrollIntoView(); // the list the address pointed at is gone
