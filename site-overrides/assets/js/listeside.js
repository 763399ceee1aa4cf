// The page of my list: shows what is picked, in its order, and prints, shares, copies and changes it.

import { copy, share } from "./deling.js";
import { carry, format, listen, read } from "./fragment.js";
import { pick, picked } from "./liste.js";
import { fill } from "./ord.js";
import { HOME } from "./start.js";

const root = document.querySelector("[data-listeside]");
const find = (name) => root.querySelector(`[data-${name}]`);
const words = JSON.parse(find("listeord").content.textContent);
const say = (key, blanks = {}) => fill(words[key], blanks);
const rows = find("rader");
const day = new Intl.DateTimeFormat(say("dato_som"), { dateStyle: "long" });

let known = null; // {qr, sprak, tiltak: {id: facts}}, fetched when something is picked

const address = (id) => new URL(`tiltak/${id}/`, HOME).href;
const mine = () => picked().filter((id) => known && Object.hasOwn(known.tiltak, id));
const number = (n) => say("tall").split(" ")[n] ?? n;

async function fetchFacts() {
  const answer = await fetch(root.dataset.listeside);
  if (!answer.ok) throw new Error(answer.status);
  known = await answer.json();
}

/** Shows the page as the list is now. */
async function show() {
  const ids = picked();
  try {
    if (ids.length && !known) await fetchFacts();
  } catch {
    reply(say("feil"));
    return;
  }
  const there = mine();
  find("tom").hidden = there.length > 0;
  find("fylt").hidden = !there.length;
  find("ingress").textContent = there.length ? say("valgt", { tall: number(there.length) }) : "";
  rows.replaceChildren(...there.map(row));
  const told = new Set(); // what several measures have from their unit stands once on paper
  for (const note of rows.querySelectorAll(".merk")) {
    note.classList.toggle("gjentatt", told.has(note.textContent));
    told.add(note.textContent);
  }
  find("somtekst").hidden = true;
  const sensitive = there.some((id) => known.tiltak[id].sensitiv);
  code(there.length > 0 && known.qr);
  for (const exit of document.querySelectorAll("[data-utgang], .forlat-hopp")) exit.hidden = !sensitive;
  carry(root);
  const asked = new Set((read().get("liste") ?? "").split(",").filter(Boolean)); // what is no id is gone too
  const gone = asked.size - there.length;
  find("tom").querySelector("p").hidden = gone > 0; // a list of what is gone is not empty
  if (gone) reply(say(gone === 1 ? "ukjente_en" : "ukjente", { n: gone }));
}

/** Draws the code that opens this list on another phone; a site that does not know its own address has no codes. */
async function code(wanted) {
  const drawn = wanted ? await draw(listAddress()) : "";
  for (const picture of root.querySelectorAll("[data-kode]")) Object.assign(picture, { src: drawn, hidden: !drawn });
  for (const box of root.querySelectorAll("[data-kodeboks]")) box.hidden = !drawn;
}

/** Returns an address as the picture of a QR code, or nothing where it is too long for one. */
async function draw(text) {
  try {
    const { qrcode } = await import("./qrcode.js");
    const made = qrcode(0, "L"); // the address is long, and a code that is worn can be printed again
    made.addData(text);
    made.make();
    return `data:image/svg+xml,${encodeURIComponent(made.createSvgTag({ scalable: true }))}`;
  } catch {
    return "";
  }
}

function row(id, place, all) {
  const facts = known.tiltak[id];
  const item = find("rad").content.firstElementChild.cloneNode(true);
  item.dataset.id = id;
  const link = item.querySelector("h2 a");
  link.textContent = facts.navn;
  link.href = address(id);
  item.querySelector(".hvem").textContent = facts.hvem.join(" · ");
  const brief = item.querySelector("[data-kort]");
  brief.textContent = facts.kort;
  if (facts.sprak?.navn) link.lang = facts.sprak.navn;
  if (facts.sprak?.kort) brief.lang = facts.sprak.kort;
  item.querySelector("dl").append(...facts.linjer.map(line));
  for (const name of item.querySelectorAll("[data-navn]")) {
    name.textContent = facts.navn;
    if (link.lang) name.lang = link.lang;
  }
  const code = item.querySelector(".qr");
  if (known.qr) Object.assign(code, { src: `${address(id)}qr.svg`, alt: say("qr", { navn: facts.navn }) });
  else code.remove();
  if (place === 0) item.querySelector("[data-gjor=opp]").remove();
  if (place === all.length - 1) item.querySelector("[data-gjor=ned]").remove();
  return item;
}

/** Makes a line; `own` is what the unit has written itself, in another language than the page. */
function line([name, value, kind, own]) {
  const pair = document.createElement("div");
  if (kind) pair.className = kind;
  const [dt, dd] = [document.createElement("dt"), document.createElement("dd")];
  dt.textContent = name;
  dd.textContent = own && value ? `${value} ` : value;
  if (own) dd.append(Object.assign(document.createElement("span"), { lang: known.sprak, textContent: own }));
  pair.append(dt, dd);
  return pair;
}

/** Says what was done; `undo` gives a button that puts the list back. */
function reply(text, undo = null) {
  find("svar").textContent = text;
  if (!undo) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "lenkeknapp" });
  button.textContent = say("angre");
  button.addEventListener("click", () => {
    pick(undo, { push: true });
    reply("");
    root.querySelector("h1").focus();
  });
  find("svar").append(" ", button);
}

const actions = {
  fjern(id, ids, place) {
    pick(ids.filter((other) => other !== id), { push: true });
    reply(say("fjernet", { navn: known.tiltak[id].navn }), ids);
    const next = rows.children[Math.min(place, rows.children.length - 1)];
    (next?.querySelector("[data-gjor=fjern]") ?? root.querySelector("h1")).focus();
  },
  opp: (id, ids, place) => move(id, ids, place - 1, "opp"),
  ned: (id, ids, place) => move(id, ids, place + 1, "ned"),
};

function move(id, ids, to, way) {
  const next = ids.filter((other) => other !== id);
  next.splice(to, 0, id);
  pick(next, { push: true });
  reply(say("flyttet", { navn: known.tiltak[id].navn, plass: to + 1, antall: next.length }));
  const item = rows.querySelector(`[data-id="${id}"]`);
  (item.querySelector(`[data-gjor=${way}]`) ?? item.querySelector("[data-gjor=opp], [data-gjor=ned]")).focus();
}

rows.addEventListener("click", (event) => {
  const button = event.target.closest("[data-gjor]");
  if (!button) return;
  const { id } = button.closest("li").dataset;
  const ids = mine();
  actions[button.dataset.gjor](id, ids, ids.indexOf(id));
});

find("toem").addEventListener("click", () => {
  const ids = mine();
  pick([], { push: true });
  reply(say("tomt"), ids);
  root.querySelector("h1").focus();
});

/** The address of this list alone, without the reader's other choices. */
const listAddress = () => `${location.origin}${location.pathname}#${format(new Map([["liste", mine().join(",")]]))}`;

find("del").addEventListener("click", async () => {
  const result = await share({ title: document.title, url: listAddress() });
  if (result !== "delt") reply(say(result === "kopiert" ? "delt" : "del_feil"));
});

function asText() {
  const offers = mine().map((id, place) => {
    const { navn, hvem, kort, linjer } = known.tiltak[id];
    const facts = linjer.map(([name, value, , own]) => `${name}: ${[value, own].filter(Boolean).join(" ")}`);
    return [`${place + 1}. ${navn}`, hvem.join(", "), kort, ...facts, address(id)].join("\n");
  });
  const help = find("numre").content.textContent.trim();
  const age = document.querySelector(".bunn .om").textContent.trim(); // how old the facts are
  return [say("for_tekst", { dato: day.format(new Date()) }), ...offers, age, help].join("\n\n");
}

find("kopier").addEventListener("click", async () => {
  const text = asText();
  if (await copy(text)) {
    reply(say("kopiert"));
    return;
  }
  find("somtekst").hidden = false;
  const field = root.querySelector("textarea");
  field.value = text;
  field.focus();
  field.select();
});

find("skriv-ut").addEventListener("click", () => print());
addEventListener("beforeprint", date);

function date() {
  find("dato").textContent = day.format(new Date());
}

find("nettsted").textContent = [...document.querySelectorAll(".merke b, .merke b + span")]
  .map((part) => part.textContent.trim())
  .join(", ");
date();
listen(show);
show();
