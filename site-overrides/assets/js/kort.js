// The cards of the search page as data: what each measure holds in every facet, and its place in the list.

const split = (text) => (text ? text.split(" ") : []);

/** Reads every card once: {id, el, name, staff, order, holds: {facet: Set}}. */
export const readCards = (list) =>
  [...list.children].map((el, order) => ({
    id: el.dataset.id,
    el,
    order,
    name: el.querySelector("h3").textContent,
    staff: el.classList.contains("kun-ansatt"),
    holds: new Proxy({}, { get: (memo, facet) => (memo[facet] ??= new Set(split(el.dataset[facet]))) }),
  }));

/** Tells whether a card holds one of the wanted values; an age filter keeps the unknown ages too. */
export const fits = (card, facet, wanted) =>
  !wanted.size ||
  [...wanted].some((value) => card.holds[facet].has(value)) ||
  (facet === "alder" && card.holds.alder.has("ukjent"));

/** Tells whether a card fits every facet; `but` is left out, to count what a choice in it would leave. */
export const fitsAll = (card, chosen, but = "") =>
  Object.entries(chosen).every(([facet, wanted]) => facet === but || fits(card, facet, wanted));

/** Orders cards: the unknown ages last when age is chosen, then the staff's own last for families, then those that are
 *  known to be for other ages than the one that is written among the words (`band`). */
export function inOrder(cards, { ranks, byName, chosen, family, band }) {
  const collator = new Intl.Collator("nb");
  const unknown = (card) => (chosen.alder?.size && card.holds.alder.has("ukjent") ? 1 : 0);
  const staff = (card) => (family && card.staff ? 1 : 0);
  const written = new Set(band ? [band] : []);
  const other = (card) => (fits(card, "alder", written) ? 0 : 1);
  const inside = (a, b) =>
    byName ? collator.compare(a.name, b.name) : ranks ? ranks.get(a.id) - ranks.get(b.id) : a.order - b.order;
  return [...cards].sort((a, b) => unknown(a) - unknown(b) || staff(a) - staff(b) || other(a) - other(b) || inside(a, b));
}
