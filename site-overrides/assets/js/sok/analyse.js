// Norwegian words to search terms: one half of a pair whose other half is generator/search/analysis.py.
//
// A form is a word folded to [a-z0-9]. A term is what the index knows: variants made one, double consonants made
// single, endings gone. Words of no content are known by their unfolded letters: «far» is not «får».
// Both halves are driven by the same rules, and a golden file holds them to the same answers.

// First letter of the terms that are no word: a negation and a class of persons in a phrase; in the index a whole name
// or keyword, and a concept.
export const [NEKTING, PERSON, HEL, BEGREP] = "!@=#";

export const MINSTE_LEDD = 3;
const IKKE_FOR_S = "aeiouysrp";

const USYNLIG = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff'`\u00b4\u02bc\u2018\u2019\u201b\u2032]/g;
const FREMMED = /[^\u0020-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u214f\ufb00-\ufb06\uff01-\uff5e]/gu;
const ORD = /[a-z0-9\u00df-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff]+/g;
const ANNET = /[^a-z0-9]/g;
const DOBBEL = /([bcdfghjklmnpqrstvwxz])\1+/g;

const delt = (text) => (text ? text.split(" ") : []);

/** Each form with its base, long forms first. */
function former(grupper) {
  const pairs = Object.entries(grupper).flatMap(([base, forms]) => delt(forms).map((form) => [form, base]));
  return pairs.sort((a, b) => b[0].length - a[0].length || (a[0] < b[0] ? -1 : +(a[0] > b[0])));
}

/** Text in small letters, without what is neither Latin letters nor digits nor parts words. */
export function lower(text) {
  return text.replace(USYNLIG, "").replace(FREMMED, " ").normalize("NFKC").toLowerCase();
}

export class Analyse {
  #tegn;
  #par;
  #person;
  #endelser;
  #lengste;
  #hele;
  #utenEndelse;
  #begynner;
  #slutter;
  #termer = new Map();

  /** @param regler the "analyse" part of regler.json */
  constructor(regler) {
    this.regler = regler;
    this.stopp = new Set(delt(regler.stopp));
    this.nekting = new Set(delt(regler.nekting));
    this.svake = new Set(delt(regler.svake));
    this.varianter = new Map(former(regler.varianter));
    this.faste = new Map(Object.entries(regler.faste));
    this.#tegn = new Map(Object.entries(regler.tegn));
    this.#par = Object.entries(regler.par);
    this.#hele = new Set(delt(regler.hele));
    this.#utenEndelse = delt(regler.uten_endelse);
    this.#begynner = former(regler.begynner);
    this.#slutter = former(regler.slutter);
    this.#endelser = new Map(Object.entries(regler.endelser).flatMap(([n, es]) => delt(es).map((e) => [e, +n])));
    this.#lengste = Math.max(0, ...[...this.#endelser.keys()].map((e) => e.length));
    this.gjerning = Object.fromEntries(Object.entries(regler.gjerning).map(([hva, ord]) => [hva, new Set(delt(ord))]));
    this.#person = new Map(former(regler.personer));
    this.svakeTermer = new Set([...this.svake].map((w) => this.term(w)));
    this.fareAlene = new Map();
    for (const [slag, ord] of Object.entries(regler.fare_alene)) {
      for (const w of delt(ord)) this.fareAlene.set(this.term(w), slag);
    }
  }

  /** A word of small letters as [a-z0-9]; letters that have no such form are left out. */
  fold(word) {
    let out = "";
    for (const c of word.normalize("NFD")) out += this.#tegn.get(c) ?? c;
    out = out.replace(ANNET, "");
    for (const [pair, letter] of this.#par) out = out.replaceAll(pair, letter);
    return out;
  }

  /** The words of a text in order: {raw, form}. */
  tokens(text) {
    const words = lower(text).match(ORD) ?? [];
    return words.map((raw) => ({ raw, form: this.fold(raw) })).filter((t) => t.form);
  }

  /** The term of one folded word. */
  term(form) {
    let term = this.#termer.get(form);
    if (term === undefined) {
      term = this.stamme(this.grunnform(form));
      this.#termer.set(form, term);
    }
    return term;
  }

  /** The word that a form is a variant of, be it whole or at either end of a compound. */
  grunnform(form) {
    const hel = this.varianter.get(form);
    if (hel !== undefined) return hel;
    const start = this.#begynner.find(([s]) => form.startsWith(s) && form.length - s.length >= MINSTE_LEDD);
    if (start) form = start[1] + form.slice(start[0].length);
    const slutt = this.#slutter.find(([s]) => form.endsWith(s) && form.length - s.length >= MINSTE_LEDD);
    return slutt ? form.slice(0, -slutt[0].length) + slutt[1] : form;
  }

  /** One ending taken away, then double consonants made single. */
  stamme(form) {
    if (this.#hele.has(form) || this.#utenEndelse.some((e) => form.endsWith(e))) return this.enkel(form);
    for (let n = Math.min(this.#lengste, form.length - 1); n > 0; n -= 1) {
      const ending = form.slice(-n);
      const minst = this.#endelser.get(ending);
      if (minst === undefined || form.length - n < minst) continue;
      if (ending === "s" && IKKE_FOR_S.includes(form.at(-2))) continue;
      return this.enkel(form.slice(0, -n));
    }
    return this.enkel(form);
  }

  /** A folded word with double consonants made single, endings kept. */
  enkel(form) {
    return form.replace(DOBBEL, "$1");
  }

  /** Whether an ending begins so. */
  begynnerEndelse(text) {
    for (const e of this.#endelser.keys()) if (e.startsWith(text)) return true;
    return false;
  }

  /** Whether a token carries no content of its own. */
  erStopp(token) {
    return this.stopp.has(token.raw) || this.nekting.has(token.raw);
  }

  /** The terms of a text, without those of its stop words. */
  termer(text) {
    return this.tokens(text).filter((t) => !this.erStopp(t)).map((t) => this.term(t.form));
  }

  /** The term of a whole name or keyword; where no word has content, they are what there is. */
  nokkel(tokens) {
    const innhold = tokens.filter((t) => !this.erStopp(t));
    return HEL + (innhold.length ? innhold : tokens).map((t) => this.term(t.form)).join("_");
  }

  /** The class of persons that a word names, as a term, or null. */
  person(form) {
    const klasse = this.#person.get(form);
    return klasse === undefined ? null : PERSON + klasse;
  }

  /** What a token is in a phrase: a negation, a person, a term, or nothing. */
  fraseterm(token) {
    if (this.nekting.has(token.raw)) return NEKTING;
    if (this.stopp.has(token.raw)) return null;
    return this.person(token.form) ?? this.term(token.form);
  }

  /** What a word without content of its own is where the small words carry the meaning. */
  smaord(token) {
    return this.nekting.has(token.raw) ? NEKTING : this.term(token.form);
  }

  /** The terms of a phrase, each once, in the order they come. */
  frase(text) {
    return [...new Set(this.tokens(text).map((t) => this.fraseterm(t)).filter((t) => t !== null))];
  }
}
