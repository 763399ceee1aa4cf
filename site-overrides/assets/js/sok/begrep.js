// Concepts: what people say, led to what they mean. Twin of generator/search/phrases.py.
//
// A concept has entries, each the terms of one phrase or word. A query meets an entry as far as it holds the entry's
// terms, the rare ones counting most, and the more so the more of the query the entry accounts for. Beside that a
// concept has a bag, all its terms together: a query that meets no entry may still use the concept's words.
// All numbers are whole, so that both halves agree to the last digit.

import { NEKTING, PERSON } from "./analyse.js";

export const FULL = 1000;
// A word that had to be mended says a term of fewer letters with others only: so short are many words alike.
const MINSTE_RETTET = 5;
export const SIKKERT = 100; // how surely a word is met at most

/** A share of a thousand to its fifth power: what is much alike counts, and what is little so does not. */
function femte(andel) {
  const annen = Math.floor((andel * andel) / FULL);
  return Math.floor((Math.floor((annen * annen) / FULL) * andel) / FULL);
}

const delt = (text) => (text ? text.split(" ") : []);

/** Whether one of some words has all its content itself. */
const harInnhold = (smaord, rekke) =>
  rekke.some(([termer, innhold]) => innhold === SIKKERT && smaord.some((t) => termer.has(t)));

/**
 * Whether words stand together in a query, with no other word of content between, or one has enough itself.
 *
 * «vil ikke mer» is not «vil ikke spille fotball mer». Whom it is about may be said anywhere.
 */
function sagtSammen(smaord, rekke) {
  if (harInnhold(smaord, rekke)) return true;
  const er = ([termer]) => smaord.some((t) => termer.has(t));
  return rekke.some((_, i) => {
    const mangler = new Set(smaord.filter((t) => !t.startsWith(PERSON)));
    for (const ord of rekke.slice(i)) {
      if (ord[1] && !er(ord)) return false;
      for (const t of ord[0]) mangler.delete(t);
      if (!mangler.size) return true;
    }
    return false;
  });
}

export class Begreper {
  #entries = [];
  #med = new Map();
  #pose = new Map();
  #vekt = new Map();
  #lengde = [];
  #smaord = [];

  /**
   * @param oppslag the "begreper" of regler.json
   * @param vekter its "vekter.begrep"
   */
  constructor(oppslag, vekter) {
    this.oppslag = oppslag;
    this.vekter = vekter;
    oppslag.forEach((o, nr) => this.#leggInn(o, nr));
    for (const [t, nrs] of this.#pose) this.#vekt.set(t, this.#vei(t, nrs.size));
    this.#lengde = this.#entries.map(([, termer]) => termer.reduce((sum, t) => sum + this.#vekt.get(t) ** 2, 0));
  }

  #leggInn(o, nr) {
    const antall = new Map();
    for (const entry of [...(o.norsk ?? []), ...(o.engelsk ?? [])]) {
      const termer = entry.split(" ");
      for (const t of termer) {
        const med = this.#med.get(t);
        if (med) med.push(this.#entries.length);
        else this.#med.set(t, [this.#entries.length]);
        antall.set(t, (antall.get(t) ?? 0) + 2);
      }
      this.#entries.push([nr, termer]);
    }
    for (const sagt of o.smaord ?? []) this.#smaord.push([nr, sagt.split(" ")]);
    for (const t of delt(o.deler)) antall.set(t, (antall.get(t) ?? 0) + 1);
    for (const [t, n] of antall) {
      const metning = Math.floor((FULL * n) / (n + this.vekter.metning));
      const pose = this.#pose.get(t);
      if (pose) pose.set(nr, metning);
      else this.#pose.set(t, new Map([[nr, metning]]));
    }
  }

  /** The weight of a term that so many concepts have. */
  #vei(term, antall) {
    const v = this.vekter;
    if (term === NEKTING) return v.nekting;
    if (term.startsWith(PERSON)) return v.person;
    return Math.max(v.minst, v.sjelden - v.trinn * (31 - Math.clz32(antall)));
  }

  /** The weight of a term; one that no concept has is as rare as can be. */
  vekt(term) {
    return this.#vekt.get(term) ?? this.vekter.sjelden;
  }

  /**
   * The concepts that the words of a query meet, the best first: {nr, poeng, ledd, helt, smaord, ettOrd, likhet}.
   * @param ledd for each word a Map from what it may be in a phrase to how surely (0–100)
   * @param rekke for each word a Set of all that it says for sure, small words too, and how much content it has
   */
  treff(ledd, rekke) {
    let alle = 0;
    const sikkert = new Map();
    ledd.forEach((alts, i) => {
      let mest = 0;
      for (const [t, p] of alts) {
        mest = Math.max(mest, this.vekt(t));
        if (this.#vekt.has(t) && p > (sikkert.get(t)?.[0] ?? 0)) sikkert.set(t, [p, i]);
      }
      alle += mest;
    });
    let best = new Map();
    if ([...sikkert.keys()].some((t) => t !== NEKTING)) {
      best = this.#besteEntry(sikkert, alle);
      this.#medPose(best, sikkert, alle);
    }
    const sagt = new Set(rekke.flatMap(([termer]) => [...termer]));
    const forstatt = best.size > 0;
    const mest = Math.max(this.vekter.smaord, ...[...best.values()].map((b) => b.poeng));
    const helt = [...best.values()].filter((b) => b.helt);
    const ellers = helt.length ? Math.min(this.vekter.smaord, Math.max(...helt.map((b) => b.poeng))) : this.vekter.smaord;
    for (const [nr, smaord] of this.#smaord) {
      // What is no danger is looked for in the small words only where nothing else says anything.
      const alene = this.oppslag[nr].smaord_nok && !helt.length;
      if (forstatt && !alene && !this.oppslag[nr].trygghet) continue;
      if (!smaord.every((t) => sagt.has(t)) || !sagtSammen(smaord, rekke)) continue;
      const b = best.get(nr) ?? { nr, poeng: 0, ledd: new Map(), likhet: 0 };
      // «vil dø» says more than «dø» does, but «vil ikke mer på skolen» is first about school.
      const [minst, antall] = alene || harInnhold(smaord, rekke) ? [mest, smaord.length] : [ellers, 0];
      best.set(nr, { ...b, poeng: Math.max(b.poeng, minst), helt: true, smaord: Math.max(b.smaord ?? 0, antall) });
    }
    const over = [...best.values()].filter((b) => b.poeng >= this.vekter.terskel);
    return over.sort(
      (a, b) =>
        b.poeng - a.poeng || (b.smaord ?? 0) - (a.smaord ?? 0) || b.helt - a.helt || b.likhet - a.likhet || a.nr - b.nr,
    );
  }

  /** Each concept that has an entry with a word of the query, by its best entry. */
  #besteEntry(sikkert, alle) {
    const best = new Map();
    const helt = new Set();
    const ettOrd = new Set();
    const likhet = new Map();
    let lengde = 0;
    for (const [t, [p]] of sikkert) lengde += (this.#vekt.get(t) * p) ** 2;
    const sett = new Set();
    for (const t of sikkert.keys()) if (t !== NEKTING) for (const e of this.#med.get(t) ?? []) sett.add(e);
    for (const e of sett) {
      const [nr, termer] = this.#entries[e];
      let har = 0;
      let hele = 0;
      let felles = 0;
      for (const t of termer) {
        const vekt = this.#vekt.get(t);
        const p = sikkert.get(t)?.[0] ?? 0;
        hele += vekt;
        har += vekt * p;
        felles += vekt * vekt * p;
      }
      const lik = Math.floor((FULL * felles) / Math.floor(Math.sqrt(lengde * this.#lengde[e])));
      likhet.set(nr, (likhet.get(nr) ?? 0) + femte(lik));
      if (har === SIKKERT * hele && termer.length > 1 && termer.some((t) => t[0] !== NEKTING && t[0] !== PERSON)) helt.add(nr);
      if (termer.length === 1 && this.#sierAlene(termer[0], har / hele)) ettOrd.add(nr);
      const poeng = this.#poeng(har, hele, alle);
      const old = best.get(nr);
      if (old && poeng <= old.poeng) continue;
      const met = new Map();
      for (const t of termer) {
        const s = sikkert.get(t);
        if (s) met.set(s[1], s[0]);
      }
      best.set(nr, { nr, poeng, ledd: met, helt: false, likhet: 0 });
    }
    for (const nr of helt) best.get(nr).helt = true;
    for (const nr of ettOrd) best.get(nr).ettOrd = true;
    for (const [nr, sum] of likhet) best.get(nr).likhet = sum;
    return best;
  }

  /** Whether a word read so surely as a term says it: «skatt» is no misspelling of «skade». */
  #sierAlene(term, p) {
    return p === SIKKERT || (p > this.vekter.ett_ord && term.length >= MINSTE_RETTET);
  }

  /** How well an entry is met: by how much of it, and how much of the query it is. */
  #poeng(har, hele, alle) {
    const dekning = Math.floor((har * 10) / hele);
    const forklart = Math.min(FULL, Math.floor((har * 10) / alle));
    const { alene, halv } = this.vekter;
    const styrke = Math.floor((FULL * har) / (har + 100 * halv));
    return Math.floor(Math.floor((dekning * (alene * styrke + (FULL - alene) * forklart)) / FULL) / FULL);
  }

  /** Let the bags speak: the surer of entry and bag counts, and the other adds a share of what is left. */
  #medPose(best, sikkert, alle) {
    const sum = new Map();
    for (const [t, [p, i]] of sikkert) {
      if (t === NEKTING) continue;
      for (const [nr, metning] of this.#pose.get(t)) {
        sum.set(nr, (sum.get(nr) ?? 0) + Math.floor((this.#vekt.get(t) * p * metning) / 100));
        let b = best.get(nr);
        if (!b) best.set(nr, (b = { nr, poeng: 0, ledd: new Map(), helt: false, likhet: 0 }));
        b.ledd.set(i, Math.max(Math.floor((p * metning) / FULL), b.ledd.get(i) ?? 0));
      }
    }
    for (const [nr, s] of sum) {
      const b = best.get(nr);
      const forklart = Math.min(FULL, Math.floor(s / alle));
      const pose = Math.min(FULL, Math.floor((this.vekter.pose * forklart) / 100));
      const mest = Math.max(b.poeng, pose);
      const minst = Math.min(b.poeng, pose);
      b.poeng = mest + Math.floor(Math.floor(((FULL - mest) * minst * this.vekter.begge) / 100) / FULL);
    }
  }
}
