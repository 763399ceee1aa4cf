// Suggestions while one types in the header and on the home page: a combobox by the ARIA pattern.
// What is typed never leaves the page; Enter without a choice opens the search page with the words.

import { carry, hand, keep, listen, read } from "./fragment.js";
import { say } from "./ord.js";
import { names, ready } from "./sokemotor.js";
import { HOME } from "./start.js";

const MOST = 6;
const fetched = () => Promise.all([ready(), names()]);

/** Says that the service is not in the overview, or nothing like the best hit in the municipality that is asked for. */
function lacking(answer, known) {
  if (answer.savnet) return say("mangler_tjeneste", { tjeneste: answer.savnet });
  const chosen = (read().get("kommune") ?? "").split(",").filter((id) => Object.hasOwn(known.kommune, id));
  const asked = new Set([...answer.kommuner, ...chosen]);
  const near = answer.treff.filter((hit) => hit.nar && known.tiltak[hit.id]).map((hit) => known.tiltak[hit.id]);
  const best = known.tiltak[answer.treff[0]?.id];
  if (!asked.size || !answer.sikker || !best) return "";
  const here = ([, , places, staff]) =>
    (best[3] || !staff) && places.split(" ").some((place) => place === "alle" || asked.has(place));
  if (near.some(here)) return "";
  return say("mangler_forslag", { sted: [...asked].map((id) => known.kommune[id]).join(say("eller")) });
}

function suggestions(answer, known) {
  const groups = [];
  if (answer.trygghet) {
    groups.push([say("hjelp"), known.hjelp.map(([tel, number, name]) => [`tel:${tel}`, `${number} ${name}`, ""])]);
  }
  const found = answer.treff.filter((hit) => known.tiltak[hit.id]);
  const rows = found.slice(0, MOST).map(({ id }) => {
    const [name, place, , staff] = known.tiltak[id];
    const lang = known.fremmede?.includes(id) && known.sprak; // the name is in another language than the page
    return [new URL(`tiltak/${id}/`, HOME).href, name, [place, staff].filter(Boolean).join(" · "), !!staff, lang];
  });
  rows.sort((a, b) => a[3] - b[3]); // what is for staff alone is last
  if (found.length > MOST) rows.push([new URL("finn/", HOME).href, say("se_alle", { n: found.length }), ""]);
  groups.push([say("tiltak"), rows]);
  const themes = answer.tema.filter((id) => known.tema[id]).slice(0, 3);
  groups.push([say("tema"), themes.map((id) => [new URL(`tema/${id}/`, HOME).href, known.tema[id], ""])]);
  const page = answer.sikker && known.sider[answer.side];
  groups.push([say("ansatte"), page ? [[new URL(answer.side, HOME).href, page, ""]] : []]);
  return groups.filter(([, options]) => options.length);
}

function makeOption(id, [href, text, small, , lang]) {
  const option = document.createElement("li");
  option.id = id;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.href = href;
  const name = document.createElement("b");
  name.textContent = text;
  if (lang) name.lang = lang;
  option.append(name);
  if (small) {
    const place = document.createElement("span");
    place.textContent = small;
    option.append(" ", place);
  }
  return option;
}

function combobox(form) {
  const field = form.querySelector('input[type="search"]');
  const popup = document.createElement("div");
  popup.className = "forslag";
  popup.hidden = true;
  const note = document.createElement("p"); // beside the list, which may hold choices alone
  const list = document.createElement("div");
  list.id = `${field.id}-forslag`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", say("forslag"));
  popup.append(note, list);
  const status = document.createElement("span");
  status.className = "skjult";
  status.setAttribute("role", "status");
  form.append(popup, status);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  let active = -1;
  let asked = 0;

  const options = () => [...popup.querySelectorAll('[role="option"]')];

  function close() {
    asked += 1; // an answer on its way comes too late
    popup.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    const all = options();
    active = (place + all.length) % all.length;
    for (const [i, option] of all.entries()) option.setAttribute("aria-selected", String(i === active));
    field.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }

  function go(href) {
    if (href === new URL("finn/", HOME).href) hand(field.value.trim());
    const link = document.createElement("a");
    link.href = href;
    document.body.append(link); // so that the choices follow along
    if (!href.startsWith("tel:")) carry(link.parentElement);
    link.click();
    link.remove();
  }

  function show(groups, lack) {
    let n = 0;
    note.textContent = lack;
    note.hidden = !lack;
    list.replaceChildren(
      ...groups.map(([title, rows], g) => {
        const group = document.createElement("ul");
        group.setAttribute("role", "group");
        const head = document.createElement("li");
        head.setAttribute("role", "presentation");
        head.id = `${list.id}-${g}`;
        head.textContent = title;
        group.setAttribute("aria-labelledby", head.id);
        group.append(head, ...rows.map((row) => makeOption(`${list.id}-v${n++}`, row)));
        return group;
      }),
    );
    active = -1;
    popup.hidden = !n;
    field.setAttribute("aria-expanded", String(!!n));
    field.removeAttribute("aria-activedescendant");
    status.textContent = n ? `${lack} ${say("forslag_antall", { n })}`.trim() : "";
  }

  async function suggest() {
    const q = field.value.trim();
    if (q.length < 2) return close();
    const mine = ++asked;
    try {
      const [engine, known] = await fetched();
      if (mine !== asked) return undefined;
      const answer = engine.sok(q, { maks: Object.keys(known.tiltak).length }); // all, to tell what is not there
      return show(suggestions(answer, known), lacking(answer, known));
    } catch {
      return mine === asked ? close() : undefined; // the form still leads to the search page
    }
  }

  field.addEventListener("focus", () => fetched().catch(() => {}), { once: true });
  field.addEventListener("input", suggest);
  field.addEventListener("blur", () => setTimeout(close, 150)); // a click on a suggestion comes first
  field.addEventListener("keydown", (event) => {
    if (popup.hidden) return undefined;
    if (event.key === "Escape") {
      event.preventDefault(); // the list closes, and what is typed stays
      return close();
    }
    if (event.key === "ArrowDown") choose(active + 1);
    else if (event.key === "ArrowUp") choose(active < 0 ? -1 : active - 1);
    else if (event.key === "Enter" && active >= 0) go(options()[active].dataset.href);
    else return undefined;
    return event.preventDefault();
  });
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  popup.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) go(option.dataset.href);
  });
  // The browser may keep the page as it stands, and someone else press the back button.
  addEventListener("pagehide", () => {
    field.value = "";
    close();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(new URL("finn/", HOME).href);
  });
}

const forms = [...document.querySelectorAll("form[data-forslag]")];
forms.forEach(combobox);

/** The words of a shared link wait in the field, and nowhere else, for whoever wants to search. */
function receive() {
  const words = history.state?.words;
  if (!words || !forms.length) return; // the search page keeps its own
  for (const form of forms) form.querySelector('input[type="search"]').value = words;
  keep(null);
}
listen(receive);
receive();

// An example is words to search for; a tab of its own has another name, and gets the search page without them.
for (const example of document.querySelectorAll("a[data-ord]")) {
  example.addEventListener("click", (event) => {
    if (!(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) hand(example.textContent);
  });
}
