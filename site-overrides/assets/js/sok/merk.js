// Which words of a text a query asks for, so that a page can mark them.

import { tolk } from "./tolk.js";

const ORD = /[\p{L}\p{N}\p{M}\u00ad'’]+/gu;
const SIKKERT = 50;

/** The text in pieces, in order: {tekst, treff}. */
export function merk(tekst, sporring, indeks) {
  const { analyse, leksikon } = indeks;
  const termer = new Set();
  for (const { alternativer } of tolk(sporring, indeks).ledd) {
    for (const [term, p] of alternativer) if (p >= SIKKERT) termer.add(term);
  }
  const biter = [];
  let slutt = 0;
  for (const { 0: ord, index } of tekst.matchAll(ORD)) {
    if (!treffer(ord, termer, analyse, leksikon)) continue;
    if (index > slutt) biter.push({ tekst: tekst.slice(slutt, index), treff: false });
    biter.push({ tekst: ord, treff: true });
    slutt = index + ord.length;
  }
  if (slutt < tekst.length) biter.push({ tekst: tekst.slice(slutt), treff: false });
  return biter;
}

function treffer(ord, termer, analyse, leksikon) {
  return analyse.tokens(ord).some((token) => {
    if (analyse.erStopp(token)) return false;
    const deler = leksikon.deler(analyse.grunnform(token.form));
    return termer.has(analyse.term(token.form)) || deler.some((t) => termer.has(t));
  });
}
