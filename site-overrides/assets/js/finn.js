// The search page: what is typed and what is chosen decide which cards show, and in which order.

import { ageIn } from "./aldersord.js";
import { copy } from "./deling.js";
import { makeFacets } from "./fasetter.js";
import { format, hand, handed, keep, listen, read, write } from "./fragment.js";
import { fits, fitsAll, inOrder, readCards } from "./kort.js";
import { explain } from "./merking.js";
import { say } from "./ord.js";
import { ready } from "./sokemotor.js";
import { HOME } from "./start.js";

const TYPING = 80; // milliseconds without a new letter before the answer is worth its work
const SPEAKING = 700; // and before it is read aloud: who types on is not told of every letter
const root = document.querySelector("[data-finn]");
const find = (selector) => root.querySelector(selector);
const field = find("#sok");
const list = find("[data-treff]");
const cards = readCards(list);
const here = new Set(cards.map((card) => card.id));
const sorting = find("[data-sortering]");
const sortingLabel = sorting.closest("label");
const sensitive = root.dataset.finn.split(" "); // the themes that are
const views = [...root.querySelectorAll("[name=vis]")];
const panel = find(".fasetter");
const bands = [...root.querySelectorAll("[name=alder]")].map(({ value }) => value.split("-").map(Number)).filter(([from]) => from >= 0);
const lines = [...root.querySelectorAll("[data-linje]")];
const besides = [...root.querySelectorAll("[data-side]")]; // the pages that an answer may lead to as well
const WORDING = { selvmord: "_vondt", selvskading: "_vondt", utover: "_utover" }; // of the safety box, for some kinds of danger
const wishes = [...root.querySelectorAll("[data-onske]")];
const WISHES = {
  gratis: /(?:^|\P{L})(?:gratis|kostnadsfri\p{L}*|free)(?:\P{L}|$)/iu,
  selv: /ut[ea]n (?:henvisning|tilvising|å bli henvist)|kontakt (?:selv|sjølv|direkte)|without (?:a )?referral/iu,
};
let answer = null; // what the engine said
let answered = ""; // of these words
let failed = false; // the engine could not be had
let asked = 0;
let waiting = 0;
let speaking = 0;
let drawn = "";

const facets = makeFacets(root, cards, (changes) => write(changes, { push: true, words: kept() }));

/** What was said of danger, or may have been, is forgotten when one goes on: someone else may press the back button. */
const secret = () => failed || !!answer?.trygghet;
const kept = () => (secret() ? null : field.value);

/** The words to search for. An age alone is no word of any measure: all are shown then, and those of the age are offered. */
const wordsOf = (typed) => (ageIn(typed).rest ? typed.trim() : "");

const family = () => views.find((view) => view.checked)?.value !== "ansatt";

function show() {
  const q = wordsOf(field.value);
  const ranks = answer && new Map(answer.treff.map((hit, place) => [hit.id, place]));
  const found = ranks ? cards.filter((card) => ranks.has(card.id)) : cards;
  const chosen = facets.chosen();
  const fitting = found.filter((card) => fitsAll(card, chosen));
  const byName = sorting.value === "navn";
  const band = ranks && !byName && !chosen.alder?.size ? ageBand() : undefined;
  const shown = inOrder(fitting, { ranks, chosen, byName, family: family(), band });
  const wanted = new Set(shown);
  for (const card of cards) card.el.hidden = !wanted.has(card);
  const order = shown.map((card) => card.id).join(" ");
  if (order !== drawn) list.append(...shown.map((card) => card.el));
  drawn = order;
  const why = new Map(answer?.treff.map((hit) => [hit.id, hit.hvorfor]));
  for (const card of shown) {
    explain(card.el, why.get(card.id), say);
    card.el.classList.toggle("ukjent-alder", !!chosen.alder?.size && card.holds.alder.has("ukjent"));
  }
  facets.count(found);
  facets.showChips((next) => (next ?? find("[data-brikker] button") ?? field).focus());
  root.classList.toggle("for-familier", family());
  sortingLabel.hidden = !q; // without words all are in one order alone
  tell(q, shown, chosen);
  comfort(chosen);
  offerAge(chosen);
  offerWishes(chosen);
  interpret(q, shown, chosen);
  empty(!shown.length && found.length > 0, found, chosen);
  clearTimeout(speaking);
  speaking = setTimeout(speak, SPEAKING);
}

/** What came above the hits, for who does not see the page: how many there are, and every box that is shown. */
const told = () =>
  [...root.querySelectorAll("[data-antall], [data-mangler], [data-trygghet] h2, [data-linjer] h2, [data-usikker] > h2, [data-tomt] h2")]
    .filter((el) => !el.closest("[hidden]"))
    .map((el) => el.textContent.trim().replace(/[^.?!]$/u, "$&."))
    .join(" ");
let said = told();

/** Has the page read aloud what has changed. */
function speak() {
  const text = told();
  if (text !== said) find("[data-opplest]").textContent = text;
  said = text;
}

/** The municipalities that the words name or the filter keeps, where none of them has anything like the best hit. */
function lacking(chosen) {
  const asked = new Set([...answer.kommuner, ...(chosen.kommune ?? [])]);
  const near = new Set(answer.treff.filter((hit) => hit.nar).map((hit) => hit.id));
  const best = cards.find((card) => card.id === answer.treff[0].id);
  const has = cards.some((card) => near.has(card.id) && card.staff <= best.staff && fits(card, "kommune", asked));
  return has ? [] : [...asked];
}

/** What stands above the hits when it is understood what was meant: that it is not found there and where to go on, whom one
 *  may talk to, what to read. */
function guide(sure, shown, chosen, missing) {
  const places = sure && shown.length ? lacking(chosen).map((value) => facets.called("kommune", value)) : [];
  const lack = find("[data-mangler]");
  lack.hidden = !missing && !places.length;
  lack.textContent = missing
    ? say("mangler_tjeneste", { tjeneste: missing })
    : say("mangler_her", { sted: places.join(say("eller")) });
  for (const page of besides) page.hidden = !sure || page.dataset.side !== answer.side;
  const themes = (missing && answer?.tema) || [];
  const doors = [...find("[data-temaer]").children].filter((door) => themes.some((id) => door.dataset.tema === `tema/${id}/`));
  find("[data-videre]").hidden = !doors.length;
  find("[data-videre] ul").replaceChildren(...doors.map((door) => door.cloneNode(true)));
  const wanted = sure && !answer.trygghet ? answer.linjer : [];
  const own = wanted.flatMap((id) => lines.filter((line) => line.dataset.linje === id));
  call(own.length || answer?.trygghet || answer?.treff.length ? own : ofThemes(themes));
}

/** Shows some help lines above the hits. */
function call(some) {
  find("[data-linjer]").hidden = !some.length;
  find("[data-linjer] ul").replaceChildren(...some);
}

/** What to do where the choices leave nothing: which of them to take away, whom to call, and where the municipality is. */
function empty(nothing, found, chosen) {
  find("[data-tomt]").hidden = !nothing;
  if (!nothing) return;
  find("[data-tomt-oppgitt]").hidden = !chosen.selv?.size && !chosen.gratis?.size; // they keep only what is stated
  const without = Object.keys(chosen).filter((name) => chosen[name].size);
  find("[data-tomt-uten]").replaceChildren(...without.flatMap((name) => {
    const n = found.filter((card) => fitsAll(card, chosen, name)).length;
    return n ? [item("button", say("uten", { valg: named(name, chosen), n }), () => drop(name))] : [];
  }));
  find("[data-tomt-sted]").replaceChildren(...[...(chosen.kommune ?? [])].map((id) => {
    const link = item("a", say("se_alt", { sted: facets.called("kommune", id) }));
    link.firstChild.href = new URL(`kommune/${id}/`, HOME).href;
    return link;
  }));
  if (!answer) call(ofThemes([...(chosen.tema ?? [])]));
}

/** The help lines of some themes. */
const ofThemes = (themes) => lines.filter((line) => themes.some((id) => line.dataset.tema?.split(" ").includes(id)));

const named = (name, chosen) => [...chosen[name]].map((value) => facets.called(name, value)).join(", ");

/** Takes every choice of one facet away, and goes on to what is found then. */
function drop(name) {
  write({ [name]: "" }, { push: true, words: kept() });
  arriveAt(find("#antall"));
}

/** Goes to a heading, so that what comes next is what is under it. */
function arriveAt(heading) {
  heading.tabIndex = -1;
  heading.focus();
}

/** The choice of age that is written among the words; undefined where none is. */
function ageBand() {
  const { age } = ageIn(field.value);
  return age === null ? undefined : bands.find(([from, to]) => from <= age && age <= to)?.join("-");
}

/** Offers what is written and is a choice as well, where none is made: only what is stated counts as free. */
function offerWishes(chosen) {
  for (const offer of wishes) offer.hidden = !!chosen[offer.dataset.onske].size || !WISHES[offer.dataset.onske].test(field.value);
}

/** Offers the age that is written as a choice, where none is made. */
function offerAge(chosen) {
  const band = chosen.alder?.size ? undefined : ageBand();
  find("[data-aldersforslag]").hidden = !band;
  if (band) find("[data-aldersforslag] button").textContent = say("bare_alder", { alder: facets.called("alder", band) });
}

/** Makes a list item with a button or a link. */
function item(kind, text, onClick) {
  const li = document.createElement("li");
  const control = document.createElement(kind);
  control.textContent = text;
  if (onClick) {
    control.type = "button";
    control.addEventListener("click", onClick);
  }
  li.append(control);
  return li;
}

/** Says how many measures are shown, and of what. */
function tell(q, shown, chosen) {
  const narrowed = Object.values(chosen).some((values) => values.size);
  const n = shown.length;
  let text = say(n === 1 ? "antall_en" : "antall", { n });
  if (!q && !narrowed) text = say("alle", { n });
  else if (!n) text = q && !answer?.treff.length ? say("ingen", { q }) : say("ingen_valg");
  else if (q && answer) text = say("antall_pa", { n, q });
  if (failed) text = say("feil");
  else if (q && !answer) text = say("soker");
  else if (q && q !== answered) text = find("[data-antall]").textContent; // the next answer is soon here
  const unknown = chosen.alder?.size ? shown.filter((card) => card.holds.alder.has("ukjent")).length : 0;
  if (unknown) text += `. ${say(n === 1 ? "uten_alder_en" : "uten_alder", { n: unknown })}`;
  find("[data-antall]").textContent = text;
  find("[data-vis-treff]").textContent = say(n === 1 ? "vis_en" : "vis", { n });
  find("[data-bare-ansatte]").hidden = !n || !family() || shown.some((card) => !card.staff);
}

/** Shows the safety box where the words or the themes may be about danger, in the wording that danger has. */
function comfort(chosen) {
  const afraid = answer?.trygghet || failed || sensitive.some((theme) => chosen.tema?.has(theme)); // failed: nobody knows what was meant
  find("[data-trygghet]").hidden = !afraid;
  const wording = WORDING[answer?.trygghet] ?? "";
  const rule = find("[data-regel]");
  rule.hidden = family() || !!wording; // who suspects violence at work is told what to do, not that it is no fault
  find("[data-trygghet-tekst]").hidden = !rule.hidden;
  find("[data-trygghet-tittel]").textContent = rule.hidden ? say(`trygghet_tittel${wording}`) : rule.dataset.regel;
  find("[data-trygghet-tekst]").textContent = say(`trygghet_tekst${wording}`);
  const pain = wording === "_vondt"; // who is in pain is not met by the police
  for (const ring of root.querySelectorAll("[data-ring]")) ring.hidden = !!ring.dataset.ring !== pain;
}

/** Returns words that the engine has in small letters as they stand in the query: «BUP», not «bup». */
function asTyped(words, q) {
  const at = q.toLowerCase().indexOf(words);
  return at < 0 ? words : q.slice(at, at + words.length);
}

/** Says how the words were read, and where the engine is unsure shows the themes and the help lines; else guides. */
function interpret(q, shown, chosen) {
  const understood = answer?.begreper.length > 0 || !!answer?.side;
  const alone = understood && !answer.treff.length; // and no measure is about it
  const unsure = !!q && !!answer && !alone && (!answer.sikker || !answer.treff.length);
  find("[data-usikker]").hidden = !unsure;
  find("[data-usikker-tittel]").textContent = say("usikker", { q });
  guide(!!q && !!answer && !unsure, shown, chosen, alone ? q : asTyped(answer?.savnet ?? "", q));
  const readAs = (answer?.tolket ?? []).filter((word) => !q.toLowerCase().includes(word.toLowerCase()));
  find("[data-tolket]").hidden = !readAs.length || unsure;
  find("[data-tolket]").textContent = say("tolket", { ord: readAs.slice(0, 3).join(", ") });
}

async function search() {
  const q = wordsOf(field.value);
  const mine = ++asked;
  try {
    const next = q ? (await ready()).sok(q, { maks: cards.length }) : null;
    if (mine !== asked) return; // somebody typed on while we fetched
    if (next) next.treff = next.treff.filter((hit) => here.has(hit.id)); // the page may be older than the index
    answer = next;
    failed = false;
  } catch {
    if (mine !== asked) return;
    answer = null;
    failed = true;
  }
  answered = q;
  keep(kept());
  show();
}

let letters = 0; // in the field when it was last seen

function typed() {
  clearTimeout(waiting);
  const atOnce = Math.abs(field.value.length - letters) > 1; // pasted, chosen or spoken: no letter will follow
  letters = field.value.length;
  if (!wordsOf(field.value)) return search(); // there is nothing to wait for: all are shown at once
  show();
  waiting = setTimeout(search, atOnce ? 0 : TYPING);
}

/** Shows what the address has chosen. */
function arrive(state) {
  const view = views.find((v) => v.value === (state.get("vis") ?? "familie"));
  if (view) view.checked = true;
  facets.read(state);
}

/** Shares the search, not the list that one keeps for oneself. */
async function share() {
  const state = read();
  state.delete("liste");
  if (field.value.trim()) state.set("q", field.value.trim());
  const link = `${location.origin}${location.pathname}#${format(state)}`;
  const reply = find("[data-del-svar]");
  reply.textContent = (await copy(link)) ? say("delt") : link;
  reply.classList.remove("skjult");
}

field.addEventListener("input", typed);
field.addEventListener("focus", () => ready().catch(() => {}), { once: true });
find("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  await search();
  if (field.value.trim()) arriveAt(find("[data-trygghet]:not([hidden]) h2") ?? find("#antall"));
});
sorting.addEventListener("change", show);
for (const view of views) {
  view.addEventListener("change", () => write({ vis: view.value === "familie" ? "" : view.value }, { words: kept() }));
}
find("[data-aldersforslag] button").addEventListener("click", () => {
  write({ alder: ageBand() }, { push: true, words: kept() });
  arriveAt(find("#antall"));
});
for (const offer of wishes) {
  offer.querySelector("button").addEventListener("click", () => {
    write({ [offer.dataset.onske]: "ja" }, { push: true, words: kept() });
    arriveAt(find("#antall"));
  });
}
find("[data-del]").addEventListener("click", share);
find("[data-vis-treff]").addEventListener("click", () => {
  panel.open = false;
  arriveAt(find("#antall"));
});
listen((state) => {
  const words = history.state?.words ?? field.value;
  if (words !== field.value) {
    field.value = words;
    arrive(state);
    search();
    return;
  }
  arrive(state);
  show();
});

for (const link of document.querySelectorAll(".sprakvalg a")) {
  link.addEventListener("click", (event) => { // the same search in another language; in a new window it is a new one
    if (!(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) hand(field.value.trim());
  });
}

addEventListener("pagehide", () => {
  if (!secret()) return;
  field.value = ""; // the browser may keep the page itself as it stands
  answer = null;
  failed = false;
  show();
});

const wide = matchMedia("(min-width: 62em)");
const fold = () => (panel.open = wide.matches); // beside the list on a wide screen, a closed sheet on a phone
wide.addEventListener("change", fold);
fold();

field.value = handed() ?? history.state?.words ?? "";
arrive(read());
if (field.value) search();
else show();

// The cards far down wait while the page loads, and are drawn a few at a time when the browser has nothing else to do.
const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 100));
const undrawn = [...cards];
function draw() {
  for (const card of undrawn.splice(0, 4)) card.el.classList.add("tegnet");
  if (undrawn.length) later(draw);
}
addEventListener("load", () => {
  later(draw);
  // Who comes here will search: the engine is fetched when nothing else is, unless the phone is to save data.
  if (!navigator.connection?.saveData) later(() => ready().catch(() => {}));
});
