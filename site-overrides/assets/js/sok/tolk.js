// A query read as words: each with the terms that it may mean. Twin of generator/search/interpret.py.

import { NEKTING } from "./analyse.js";
import { SIKKERT } from "./begrep.js";

const MAKS_TEGN = 300;
const MAKS_ORD = 30;
const MINSTE_SAMMENSKREVET = 5;
/** After a number these make it an age. Who writes «barn 3 år» is not looking for what is on the 3rd grade. */
const ALDERSORD = new Set(["år", "åring", "mnd", "måned", "måneder", "månader", "uker", "veker"]);

/** Add terms that are not there yet. */
function leggTil(alternativer, termer, sikkert) {
  for (const term of termer) if (!alternativer.has(term)) alternativer.set(term, sikkert);
}

/** The first so many characters, none cut in two. */
function kutt(tekst) {
  return tekst.length > MAKS_TEGN ? [...tekst].slice(0, MAKS_TEGN).join("") : tekst;
}

/** The places of the words that say an age; none where the query says nothing else. */
function aldersplasser(tokens, analyse) {
  const alder = new Set();
  tokens.forEach((token, i) => {
    if (i && ALDERSORD.has(token.raw) && /^\p{Nd}+$/u.test(tokens[i - 1].raw)) alder.add(i - 1).add(i);
  });
  return tokens.some((token, i) => !alder.has(i) && !analyse.stopp.has(token.raw)) ? alder : new Set();
}

/** Read a query. The last word is taken as unfinished unless a blank follows it. */
export function tolk(tekst, analyse, leksikon, vekter) {
  const kuttet = kutt(tekst);
  const tokens = analyse.tokens(kuttet).slice(0, MAKS_ORD);
  const siste = [...kuttet].at(-1);
  const uferdig = tokens.length > 0 && analyse.tokens(siste).length > 0;
  const tolker = new Tolker(analyse, leksikon, vekter);
  const alder = aldersplasser(tokens, analyse);
  const ledd = new Map();
  const plass = [];
  tokens.forEach((token, i) => {
    if (analyse.nekting.has(token.raw)) plass.push(null);
    else if (!analyse.stopp.has(token.raw) && !alder.has(i)) {
      plass.push(ledd.size);
      ledd.set(i, tolker.ledd(token, uferdig && i === tokens.length - 1));
    }
  });
  tolker.skrivSammen(tokens, ledd);
  const fraser = new Map([...ledd].map(([i, l]) => [i, frase(l, vekter.selv)]));
  const sagt = new Set(tokens.flatMap((token, i) => (ledd.has(i) ? sikkert(fraser.get(i)) : [analyse.smaord(token)])));
  return new Tolkning([...ledd.values()], [...fraser.values()], plass, analyse.nokkel(tokens), sagt);
}

/** The whole query as it was read. */
class Tolkning {
  constructor(ledd, fraser, plass, nokkel, sagt) {
    this.ledd = ledd;
    /** For each word or negation which of ledd it is; null for a negation. */
    this.plass = plass;
    /** What each may be in a phrase, and how surely. */
    this.fraser = plass.map((i) => (i === null ? new Map([[NEKTING, 100]]) : fraser[i]));
    /** The term that a name or keyword equal to the query would have. */
    this.nokkel = nokkel;
    /** All that the words say for sure, those without content too: terms, persons, and a negation. */
    this.sagt = sagt;
    this.vekt = ledd.reduce((sum, l) => sum + l.vekt, 0);
    this.kjent = ledd.every((l) => l.kjent);
  }

  /** Every term that the words may mean, with its weight: the share of its word that counts, 0–100. */
  termer(andeler) {
    const out = new Map();
    this.ledd.forEach((ledd, i) => {
      const vekt = Math.floor((ledd.vekt * andeler[i]) / 100);
      for (const [term, p] of ledd.alternativer) {
        out.set(term, Math.max(out.get(term) ?? 0, Math.floor((p * vekt) / 100)));
      }
    });
    return out;
  }

  /** The word of the query that means a term most surely. */
  skrevet(term) {
    let best = 0;
    let ord = "";
    for (const { alternativer, token } of this.ledd) {
      const p = alternativer.get(term) ?? 0;
      if (p > best) [best, ord] = [p, token.raw];
    }
    return ord || this.ledd.map((l) => l.token.raw).join(" ");
  }

  /** Each word, with the term that it was mended to where it is not known. */
  lest() {
    return this.ledd.map((l) => [l.token.raw, l.kjent ? null : (l.alternativer.keys().next().value ?? null)]);
  }
}

/** What a word is for sure in a phrase. */
const sikkert = (frase) => [...frase].filter(([, p]) => p === SIKKERT).map(([term]) => term);

/** What a word may be in a phrase: a person first of all, and that very word for so many per cent. */
function frase({ person, alternativer }, selv) {
  if (person === null) return alternativer;
  const out = new Map([[person, 100]]);
  for (const [term, p] of alternativer) out.set(term, Math.floor((p * selv) / 100));
  return out;
}

/** What it takes to read a word. */
class Tolker {
  constructor(analyse, leksikon, vekter) {
    this.analyse = analyse;
    this.leksikon = leksikon;
    this.vekter = vekter;
  }

  /** Read one word: as a term that is known, else as the beginning, the parts or a misspelling of one. */
  ledd(token, uferdig) {
    const { analyse, leksikon: lex, vekter: v } = this;
    const term = analyse.term(token.form);
    const form = analyse.grunnform(token.form);
    const svak = analyse.svake.has(token.form) || analyse.svakeTermer.has(term);
    const alt = new Map();
    const ledd = { token, vekt: svak ? v.svak : 100, kjent: false, alternativer: alt, person: analyse.person(token.form) };
    if (lex.kjent(term)) {
      alt.set(term, 100);
      leggTil(alt, lex.deler(form), v.kjente_deler);
    }
    leggTil(alt, lex.fugeS(form), v.fuge_s);
    ledd.kjent = alt.size > 0 || ledd.person !== null;
    if (uferdig) leggTil(alt, lex.fortsett(token.form), ledd.kjent ? v.prefiks_kjent : v.prefiks);
    if (ledd.kjent) return ledd;
    const halv = uferdig ? lex.halvEndelse(token.form) : null;
    if (halv === null) this.#ukjent(ledd, form);
    else {
      ledd.kjent = true;
      alt.set(halv, v.halv_endelse);
    }
    return ledd;
  }

  /** Read a word that is not known. */
  #ukjent(ledd, form) {
    const { leksikon: lex, vekter: v } = this;
    const alt = ledd.alternativer;
    const fast = lex.deler(form);
    const deler = fast.length ? fast : lex.deler(form, true);
    leggTil(alt, deler, v.deler);
    for (const [term, feil] of lex.naboer(ledd.token.form)) leggTil(alt, [term], Math.floor(v.nabo / Math.max(1, feil)));
    ledd.kjent = deler.length > 0;
    if (ledd.kjent) return;
    leggTil(alt, lex.inni(ledd.token.form), v.inni);
    if (!alt.size) leggTil(alt, lex.biter(form), v.biter);
  }

  /** Read words that are written apart as one: «helse stasjon». */
  skrivSammen(tokens, ledd) {
    for (let i = 0; i + 1 < tokens.length; i += 1) {
      const [x, y] = [tokens[i].form, tokens[i + 1].form];
      for (const form of [x + y, `${x}s${y}`]) {
        const term = this.analyse.term(form);
        if (form.length < MINSTE_SAMMENSKREVET || !this.leksikon.kjent(term)) continue;
        for (const en of [ledd.get(i), ledd.get(i + 1)]) {
          if (!en) continue;
          en.kjent = true;
          en.alternativer.set(term, 100);
        }
      }
    }
  }
}
