// A query read as words: each with the terms that it may mean. Twin of generator/search/interpret.py.

import { NEKTING } from "./analyse.js";
import { SIKKERT } from "./begrep.js";

const MAKS_TEGN = 300;
const MAKS_ORD = 30;
const MINSTE_SAMMENSKREVET = 5;
/** After a number such words make it an age. Who writes «barn 3 år» is not looking for what is on the 3rd grade. */
const ALDER = /^([0-9]*)(år|åring[\p{L}\p{N}]*|mnd|måned|måneder|månader|uker|veker)$/u;
const VOKSEN = 18;
/** Between a person and a number it makes that an age: «sønnen på 15». */
const PA = "på";
/** Before a number of years these make it how long something lasts: «i 3 år» is no child. */
const VARER = new Set(["i", "siste"]);
/** Who does what is done, as far as the words say. */
export const [JEG, ANDRE] = ["jeg", "andre"];

/** Add terms that are not there yet. */
function leggTil(alternativer, termer, sikkert) {
  for (const term of termer) if (!alternativer.has(term)) alternativer.set(term, sikkert);
}

/** The first so many characters, none cut in two. */
function kutt(tekst) {
  return tekst.length > MAKS_TEGN ? [...tekst].slice(0, MAKS_TEGN).join("") : tekst;
}

/** The places of words that say an age («3 år», «3-åring», «sønn på 3»), and whether it makes it a child. */
function aldersplasser(tokens, analyse) {
  const out = new Map();
  tokens.forEach(({ raw }, i) => {
    if (/^[0-9]+$/.test(raw) && i > 1 && tokens[i - 1].raw === PA && analyse.person(tokens[i - 2].form) !== null) {
      out.set(i, Number(raw) < VOKSEN);
    }
    const funnet = ALDER.exec(raw);
    if (!funnet) return;
    const [, inni, hva] = funnet;
    const foran = !inni && /^[0-9]+$/.test(tokens[i - 1]?.raw ?? "");
    const tall = foran ? tokens[i - 1].raw : inni;
    if (!tall) return;
    const start = foran ? i - 1 : i;
    const barn = hva.startsWith("år") && Number(tall) < VOKSEN && !VARER.has(tokens[start - 1]?.raw);
    for (let n = start; n <= i; n += 1) out.set(n, barn);
  });
  return out;
}

/** Where in a row of words a name of one or more words begins. */
export const begynner = (navn, ord) =>
  [...ord.keys()].filter((i) => navn.every((ett, n) => ord[i + n] === ett));

/** The places of the words that name a municipality, with its id. `steder` is [[forms, id]]. */
function kommuneplasser(tokens, steder) {
  const forms = tokens.map((token) => token.form);
  const plasser = steder.flatMap(([navn, kommune]) =>
    begynner(navn, forms).flatMap((i) => navn.map((_, n) => [i + n, kommune])),
  );
  return new Map(plasser);
}

/** Who does what is done, as far as the words and the persons other than children say. */
function gjerning(tokens, voksne, ord) {
  const forms = tokens.map((token) => token.form);
  if (forms.some((form, i) => ord.jeg.has(form) && skader(forms.slice(i + 1), ord))) return JEG;
  return voksne || forms.some((form) => ord.andre.has(form)) ? ANDRE : "";
}

/** Whether words after «jeg» say that it harms another. */
function skader(forms, ord) {
  let i = forms.findIndex((form) => !ord.mellom.has(form));
  const er = i >= 0 && ord.er.has(forms[i]);
  if (er) i += 1;
  return i >= 0 && ord[er ? "slik" : "skader"].has(forms[i]) && !ord.unntatt.has(forms[i + 1]);
}

/**
 * Read a query. The last word is taken as unfinished unless a blank follows it.
 *
 * An age and the name of a municipality are no words to find a measure by, unless the query says nothing else. The
 * age of a child says that it is one: «3-åring» is «treåring».
 */
export function tolk(tekst, { analyse, leksikon, vekter, steder }) {
  const kuttet = kutt(tekst);
  const tokens = analyse.tokens(kuttet).slice(0, MAKS_ORD);
  const siste = [...kuttet].at(-1);
  const uferdig = tokens.length > 0 && analyse.tokens(siste).length > 0;
  const tolker = new Tolker(analyse, leksikon, vekter);
  const alder = aldersplasser(tokens, analyse);
  const kommuner = kommuneplasser(tokens, steder);
  const utenom = new Set([...alder.keys(), ...kommuner.keys()]);
  tokens.forEach((token, i) => {
    if (token.raw === "kommune" && kommuner.has(i - 1)) utenom.add(i);
  });
  if (tokens.every((token, i) => utenom.has(i) || analyse.stopp.has(token.raw))) utenom.clear();
  const ledd = new Map();
  const rekke = [];
  tokens.forEach((token, i) => {
    if (analyse.nekting.has(token.raw)) rekke.push(NEKTING);
    else if (kommuner.has(i) && utenom.has(i)) rekke.push(analyse.term(token.form));
    else if (!analyse.stopp.has(token.raw) && !utenom.has(i)) {
      rekke.push(ledd.size);
      ledd.set(i, tolker.ledd(token, uferdig && i === tokens.length - 1));
    }
  });
  tolker.skrivSammen(tokens, ledd);
  const alle = [...ledd.values()];
  const barn = analyse.person("barn");
  const barneaar = [...alder.keys()].find((i) => alder.get(i) && utenom.has(i));
  const sagt = tokens.map((token, i) =>
    ledd.has(i)
      ? [new Set(sikkert(frase(ledd.get(i), vekter.selv))), ledd.get(i).vekt]
      : [new Set([analyse.smaord(token)]), 0],
  );
  if (barn !== null && barneaar !== undefined && alle.every((l) => l.person !== barn)) {
    rekke.push(barn);
    sagt[barneaar][0].add(barn);
  }
  const navn = [...kommuner.keys()].filter((i) => utenom.has(i)).map((i) => tokens[i]);
  return new Tolkning({
    ledd: alle,
    fraser: rekke.map((f) => (typeof f === "string" ? new Map([[f, 100]]) : frase(alle[f], vekter.selv))),
    plass: rekke.map((f) => (typeof f === "string" ? null : f)),
    nokkel: analyse.nokkel(tokens),
    rekke: sagt,
    kommuner: [...new Set(kommuner.values())],
    sted: new Map(navn.map(({ form, raw }) => [analyse.term(form), raw])),
    ord: tokens.map((token) => analyse.term(token.form)),
    raw: tokens.map((token) => token.raw),
    gjor: gjerning(tokens, alle.some((l) => l.person !== null && l.person !== barn), analyse.gjerning),
  });
}

/** The whole query as it was read. */
class Tolkning {
  constructor({ ledd, fraser, plass, nokkel, rekke, kommuner, sted, ord, raw, gjor }) {
    this.ledd = ledd;
    /** The words, negations and places in order, as they may stand in a phrase; last the child an age alone says. */
    this.fraser = fraser;
    /** For each of fraser which of ledd it is; null where it is none. */
    this.plass = plass;
    /** The term that a name or keyword equal to the query would have. */
    this.nokkel = nokkel;
    /** All that the words say for sure, those without content too: terms, persons, and a negation. */
    this.rekke = rekke;
    this.sagt = new Set(rekke.flatMap(([termer]) => [...termer]));
    /** The ids of the municipalities that the words name. */
    this.kommuner = kommuner;
    /** The terms of their names, each with the word as typed, where the query says something else too. */
    this.sted = sted;
    /** Every word as its term, in order. */
    this.ord = ord;
    /** Every word as typed, in order. */
    this.raw = raw;
    /** Who does what is done: JEG where the one who asks harms another, ANDRE, or nothing where it is not said. */
    this.gjor = gjor;
    this.vekt = ledd.reduce((sum, l) => sum + l.vekt, 0);
    this.kjent = ledd.every((l) => l.kjent) && !(ledd.length > 0 && ledd.every((l) => l.delt));
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
    return ord || this.sted.get(term) || this.ledd.map((l) => l.token.raw).join(" ");
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
    const ledd = { token, vekt: svak ? v.svak : 100, kjent: false, delt: false, alternativer: alt, person: analyse.person(token.form) };
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
    ledd.kjent = ledd.delt = deler.length > 0;
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
