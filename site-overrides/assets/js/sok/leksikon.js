// The terms that search knows, and how a word that is not among them is led to those that are.
// Twin of generator/search/lexicon.py.

import { MINSTE_LEDD } from "./analyse.js";
import { avstand } from "./avstand.js";

const MINSTE_PREFIKS = 3;
const MAKS_PREFIKS = 8;
const MAKS_NABOER = 4;
const MINSTE_INNI = 4;
const KORT_ORD = 4;
const LANGT_ORD = 8;
const MINSTE_SAMMENSATT = 7;
const MAKS_SAMMENSATT = 40;
const FUGER = new Set(["", "e", "er", "ing", "ning", "het", "ering"]);

const delt = (text) => (text ? text.split(" ") : []);
const korteste = (a, b) => a.length - b.length || (a < b ? -1 : 1);

export class Leksikon {
  #analyse;
  #kjent;
  #ledd;
  #korte;
  #sperret;
  #kreverS;
  #perLengde = new Map();
  #deler = new Map();
  #naboer = new Map();

  /**
   * @param termer all that is known
   * @param ledd those that are Norwegian words of content
   */
  constructor(analyse, termer, ledd) {
    this.#analyse = analyse;
    this.#kjent = new Set(termer);
    this.termer = [...this.#kjent].sort();
    this.#ledd = new Set(ledd);
    this.#korte = new Set(delt(analyse.regler.korte).map((w) => analyse.term(w)));
    this.#sperret = new Set(delt(analyse.regler.sperret));
    this.#kreverS = delt(analyse.regler.krever_s);
    for (const t of this.termer) {
      const like = this.#perLengde.get(t.length);
      if (like) like.push(t);
      else this.#perLengde.set(t.length, [t]);
    }
  }

  kjent(term) {
    return this.#kjent.has(term);
  }

  /** The terms that a word may become, the shortest first. */
  fortsett(form) {
    const start = this.#analyse.enkel(form);
    if (start.length < MINSTE_PREFIKS) return [];
    let lo = 0;
    for (let hi = this.termer.length; lo < hi; ) {
      const mid = (lo + hi) >> 1;
      if (this.termer[mid] < start) lo = mid + 1;
      else hi = mid;
    }
    const out = [];
    for (; lo < this.termer.length && this.termer[lo].startsWith(start); lo += 1) out.push(this.termer[lo]);
    return out.sort(korteste).slice(0, MAKS_PREFIKS);
  }

  /** The term of a word whose ending is half typed: «mobbin» is on its way to «mobbing». */
  halvEndelse(form) {
    for (let n = 1; n < 5; n += 1) {
      const stem = this.#analyse.enkel(form.slice(0, -n));
      if (stem.length >= MINSTE_LEDD && this.kjent(stem) && this.#analyse.begynnerEndelse(form.slice(-n))) return stem;
    }
    return null;
  }

  /** The terms of the parts of a compound. With slakk, the s between parts may be missing. */
  deler(form, slakk = false) {
    const key = slakk ? `${form}~` : form;
    let parts = this.#deler.get(key);
    if (parts === undefined) {
      parts = this.#finnDeler(form, slakk);
      this.#deler.set(key, parts);
    }
    return parts;
  }

  #finnDeler(form, slakk) {
    const fast = this.#analyse.faste.get(form);
    if (fast !== undefined) return delt(fast).map((w) => this.#analyse.term(w));
    const word = this.#analyse.enkel(form);
    const n = word.length;
    if (n < MINSTE_SAMMENSATT || n > MAKS_SAMMENSATT) return [];
    const best = new Array(n + 1).fill(null);
    best[0] = [0, []];
    const bedre = (at, price, parts) => {
      if (best[at] === null || price < best[at][0]) best[at] = [price, parts];
    };
    for (let i = 0; i <= n - MINSTE_LEDD; i += 1) {
      if (best[i] === null) continue;
      for (let j = i + MINSTE_LEDD; j <= n; j += 1) {
        if (i === 0 && j === n) continue;
        const text = word.slice(i, j);
        const term = this.#etLedd(text, j === n);
        if (term === null) continue;
        const price = best[i][0] + 1000 - (j - i) ** 2;
        const parts = [...best[i][1], term];
        const kreverS = !slakk && this.#kreverS.some((e) => text.endsWith(e));
        if (j === n || !kreverS) bedre(j, price, parts);
        if (j < n - MINSTE_LEDD && word[j] === "s") bedre(j + 1, price, parts);
      }
    }
    return best[n] === null ? [] : best[n][1];
  }

  /** The term of one part, where it is one. */
  #etLedd(text, siste) {
    if (this.#sperret.has(text)) return null;
    const term = this.#analyse.term(text);
    if (!this.#ledd.has(term) || (text.length <= MINSTE_LEDD && !this.#korte.has(term))) return null;
    if (siste || !text.startsWith(term)) return term;
    return FUGER.has(text.slice(term.length)) ? term : null;
  }

  /** The terms that differ from a word by one s inside: «barnevernstjeneste», «barneverntjeneste». */
  fugeS(form) {
    if (form.length < LANGT_ORD) return [];
    const without = [];
    const withS = [];
    for (let i = MINSTE_LEDD; i <= form.length - MINSTE_LEDD; i += 1) {
      if (form[i] === "s") without.push(form.slice(0, i) + form.slice(i + 1));
      else if (form[i - 1] !== "s") withS.push(`${form.slice(0, i)}s${form.slice(i)}`);
    }
    const own = this.#analyse.term(form);
    const terms = new Set([...without, ...withS].map((f) => this.#analyse.term(f)));
    return [...terms].filter((t) => t !== own && this.kjent(t));
  }

  /** The longest term that a word begins with and the longest it ends with, as parts of it. */
  biter(form) {
    const word = this.#analyse.enkel(form);
    const out = [];
    for (let k = word.length - MINSTE_LEDD; k >= MINSTE_LEDD; k -= 1) {
      const term = this.#etLedd(word.slice(0, k), false);
      if (term === null) continue;
      out.push(term);
      break;
    }
    for (let k = MINSTE_LEDD; k <= word.length - MINSTE_LEDD; k += 1) {
      const term = this.#etLedd(word.slice(k), true);
      if (term === null || word.length - k <= MINSTE_LEDD) continue;
      out.push(term);
      break;
    }
    return out;
  }

  /** The terms that a word is the end or the beginning of, the shortest first. */
  inni(form) {
    const term = this.#analyse.term(form);
    if (term.length < MINSTE_INNI) return [];
    const hits = this.termer.filter((t) => t.length > term.length && (t.endsWith(term) || t.startsWith(term)));
    return hits.sort(korteste).slice(0, MAKS_PREFIKS);
  }

  /** The nearest terms to a word, each with how many letters are wrong: [term, wrong]. */
  naboer(form) {
    let near = this.#naboer.get(form);
    if (near === undefined) {
      near = this.#finnNaboer(form);
      this.#naboer.set(form, near);
    }
    return near;
  }

  #finnNaboer(form) {
    const hits = new Map();
    for (const word of new Set([this.#analyse.term(form), this.#analyse.enkel(form)])) {
      const lov = (word.length >= KORT_ORD) + (word.length >= LANGT_ORD);
      if (!lov) continue;
      const friStart = word.length >= 6 && word.length < LANGT_ORD;
      for (let lengde = word.length - lov; lengde <= word.length + lov; lengde += 1) {
        for (const term of this.#perLengde.get(lengde) ?? []) {
          if (!friStart && term[0] !== word[0]) continue;
          const grense = Math.min(lov, hits.get(term) ?? lov);
          const d = avstand(word, term, grense);
          if (d <= grense) hits.set(term, d);
        }
      }
    }
    if (!hits.size) return [];
    const best = Math.min(...hits.values());
    const near = [...hits].filter(([, d]) => d === best);
    return near.sort((a, b) => (a[0] < b[0] ? -1 : 1)).slice(0, MAKS_NABOER);
  }
}
