// Ask the index: a query that has been read, to measures in order. Twin of generator/search/query.py.
//
// Never is raw text handed to lunr's own query language: lunr gets finished terms, each with its weight, for all
// fields alike, since it divides a field's score by the length of what that field was asked.

import { BEGREP, NEKTING } from "./analyse.js";
import { FULL } from "./begrep.js";
import { Valg } from "./stemmer.js";
import { ANDRE, JEG, begynner, tolk } from "./tolk.js";

// The fields of the index, the most telling first.
const FELTER = ["hel", "navn", "stikkord", "deler", "kort", "begrep", "nar", "sted", "tekst", "annet", "tema"];
const EGNE = ["hel", "navn", "stikkord", "deler"]; // the fields that name a measure
const MAKS_HVORFOR = 4;
// How much the first concept counts, the second and so on, in per cent. Like concepts have like measures.
const AVTAR = [100, 70, 50, 35, 25, 18, 12];
const GRUNN = 90; // a concept that is less than so many per cent of the first is neither told of nor a reason
const GRUNN_LIK = 12; // nor is one whose entries are so many per cent as like the query, if the first is all it says
// The kinds of danger that violence is to the one who meets it, and to the one who does it or is afraid of doing it.
const [VOLD, UTOVER] = ["vold", "utover"];
const FORSTATT = 3; // so many of the best concepts may make the words that they have understood count less

/** Hits by points, and by the order of the index where they are equal. */
const rekkefolge = (a, b) => b.poeng - a.poeng || a.nr - b.nr;

export class Sporring {
  #i;
  #klausuler;
  #dekker;
  #noeHelt;
  #ikkeMent;
  #farlige;

  /** @param indeks the files, read by motor.js */
  constructor(indeks, tekst) {
    this.#i = indeks;
    this.tolkning = tolk(tekst, indeks);
    this.begreper = indeks.begreper.treff(this.tolkning.fraser, this.tolkning.rekke);
    this.#noeHelt = this.begreper.some((b) => b.helt);
    this.#klausuler = this.#lagKlausuler();
    this.#dekker = this.#lagDekker();
    const ikkeMent = this.begreper.filter((b) => !this.#ment(b));
    /** The terms of the concepts that the query only shares words with, and those of them that are danger. */
    this.#ikkeMent = new Set(ikkeMent.map((b) => BEGREP + b.nr));
    this.#farlige = new Set(ikkeMent.filter((b) => indeks.begreper.oppslag[b.nr].trygghet).map((b) => BEGREP + b.nr));
  }

  /** The terms that lunr is asked, with their weights. */
  #lagKlausuler() {
    const { vekter, lunr } = this.#i;
    const out = this.tolkning.termer(this.#andeler());
    for (const term of this.tolkning.sted.keys()) out.set(term, vekter.sted);
    let { begreper } = this;
    // What the words would mean without their small ones is not asked for: «jeg vil dø» is not about grief.
    if (begreper[0]?.smaord) begreper = begreper.filter((b) => this.#ment(b));
    else out.set(this.tolkning.nokkel, vekter.hel);
    begreper.slice(0, AVTAR.length).forEach((b, i) => {
      const p = Math.floor((b.poeng * b.poeng) / FULL);
      out.set(BEGREP + b.nr, Math.floor((vekter.begrep * AVTAR[i] * p) / (100 * FULL)));
    });
    return new Map([...out].filter(([t, vekt]) => vekt && Object.hasOwn(lunr.invertedIndex, t)));
  }

  /**
   * How much each word counts by itself, 0–100: less where a concept has already understood it.
   *
   * Who writes «vil ikke leve mer» is not looking for a measure that has «leve» somewhere in its text.
   */
  #andeler() {
    const { forstatt, dempet } = this.#i.vekter;
    const met = new Array(this.tolkning.ledd.length).fill(this.begreper[0]?.smaord ? 100 : 0);
    if (met.length > 1 && !this.begreper[0]?.smaord) {
      for (const b of this.begreper.slice(0, FORSTATT)) {
        if (b.poeng < forstatt) continue;
        for (const [plass, p] of b.ledd) {
          const i = this.tolkning.plass[plass];
          if (i !== null) met[i] = Math.max(met[i], Math.floor((p * b.poeng) / FULL));
        }
      }
    }
    return met.map((m) => 100 - Math.floor((dempet * m) / 100));
  }

  /** The answer; see motor.js. */
  svar(maks) {
    const { begreper, ider } = this.#i;
    const grenser = begreper.vekter;
    const [funn, savnet] = [this.#funn(), this.#savnet()];
    const vist = this.begreper
      .filter((b) => b.poeng >= grenser.vis && this.#ment(b))
      .map((b) => begreper.oppslag[b.nr]);
    return {
      treff: funn.slice(0, maks).map((f) => ({
        id: ider[f.nr],
        poeng: f.poeng,
        hvorfor: this.#hvorfor(f.nr, f.felter),
        dekning: f.dekning,
        nar: f.nar,
      })),
      begreper: vist.map((b) => ({ id: b.id, tema: b.tema ?? [] })),
      tema: [...new Set(vist.flatMap((b) => b.tema ?? []))],
      trygghet: this.#trygghet(),
      linjer: vist[0]?.linjer ?? [],
      side: this.#navngitt() ?? vist[0]?.side ?? "",
      savnet,
      kommuner: this.tolkning.kommuner,
      sikker: !!savnet || (this.#forstatt() && funn.slice(0, 1).some((f) => this.#omDetSamme(f))),
      tolket: this.tolkning.lest().map(([raw, term]) => (term ? this.#i.form(term) : raw)),
    };
  }

  /** Whether the words are understood: by a concept that is sure, or each by itself. */
  #forstatt() {
    const { sikker } = this.#i.begreper.vekter;
    return this.begreper.some((b) => b.poeng >= sikker) || this.tolkning.kjent;
  }

  /** Whether a measure is about what was understood, and not only the nearest there is: it has one of the concepts that
   *  are meant, or is named by half of the words. */
  #omDetSamme({ felter, navngitt }) {
    const ment = Object.keys(felter).some((t) => t.startsWith(BEGREP) && !this.#ikkeMent.has(t));
    return !this.begreper.length || ment || 2 * navngitt >= FULL;
  }

  /** The words, as typed, that name a service which is not in the overview; the first where they name more. */
  #savnet() {
    const { ord, raw } = this.tolkning;
    const funnet = this.#i.savnet.flatMap((navn) => begynner(navn, ord).map((i) => [i, i + navn.length]));
    const [start, slutt] = funnet.sort(([a, x], [b, y]) => a - b || x - y)[0] ?? [0, 0];
    return raw.slice(start, slutt).join(" ");
  }

  /** The page for staff that the words name; the first where they name more. */
  #navngitt() {
    const funnet = this.#i.sider.flatMap(([navn, side]) => begynner(navn, this.tolkning.ord).map((i) => [i, side]));
    return funnet.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1))[0]?.[1];
  }

  /**
   * Whether a concept is one of those that the query most likely means, not one that shares words with it.
   *
   * Where the first is said in full, so must the others be, and where it is one of its words, they must be like it:
   * «skader» is «skader seg selv», and next to nothing of «fosterskade». Danger that is not is told of only where it
   * is the first and nothing is: nobody is to read «seksuelle overgrep» as the reason for a hit on something else.
   */
  #ment(b) {
    const [best] = this.begreper;
    if (this.#i.begreper.oppslag[b.nr].trygghet && !b.helt && (b !== best || this.#noeHelt)) return false;
    const fjern = best.likhet >= FULL && b.likhet * 100 < best.likhet * GRUNN_LIK;
    return b.poeng * 100 >= best.poeng * GRUNN && (b.helt || !(best.helt || fjern));
  }

  /**
   * The kind of danger that the query may be about.
   *
   * It is when the query says all of what someone in danger may say or a word that means danger whatever else is
   * said, when danger is one of the first things it may mean, or when that is sure. Further down the concepts only
   * share a common word with it, and a box that is often wrong is not read. Where the query says all of something
   * else, danger must be nearly as sure. Nowhere may it be much less like the query than what is said in full. And
   * where there is little but one word to go by, danger must be what that very word says, or what it may mean alone.
   */
  #trygghet() {
    const { oppslag, vekter: v } = this.#i.begreper;
    const best = this.begreper[0] ?? { poeng: 0, helt: false };
    const nesten = best.helt ? Math.floor((best.poeng * v.trygghet_nesten) / 100) : 0;
    const blant = Math.max(v.trygghet, nesten || Math.floor((best.poeng * v.trygghet_andel) / 100));
    const siden = Math.max(v.trygghet_sikkert, nesten);
    const likhet = this.begreper.filter((b) => b.helt || b.likhet >= FULL).map((b) => b.likhet);
    const lik = Math.floor((Math.max(0, ...likhet) * v.trygghet_lik) / 100);
    const knapt = this.#knapt();
    const farlig = this.begreper.find((b, plass) => {
      const nok =
        b.poeng >= (plass < v.trygghet_blant ? blant : siden) && b.likhet >= lik && (b.ettOrd || !knapt);
      const { trygghet, bare_helt: bareHelt } = oppslag[b.nr];
      return trygghet && (b.helt || (nok && !bareHelt));
    });
    const { ledd, sagt } = this.tolkning;
    const sagtFare = farlig ? oppslag[farlig.nr] : oppslag.find((o) => o.fare?.some((t) => sagt.has(t)));
    const alene = ledd.length === 1 ? [...this.#i.analyse.fareAlene].find(([term]) => sagt.has(term))?.[1] : null;
    const slag = sagtFare?.trygghet ?? alene;
    return slag ? this.#slag(slag) : null;
  }

  /**
   * Whether the query is the name or a keyword of a measure, or one word and nothing of whom it happens to.
   *
   * «Levva livet» and «sommerferie» share a word with much that is said in danger.
   */
  #knapt() {
    const { ledd, sagt, gjor, nokkel } = this.tolkning;
    const alene = ledd.length <= 1 && !sagt.has(NEKTING) && (!gjor || sagt.size <= 1);
    return alene || Object.hasOwn(this.#i.lunr.invertedIndex, nokkel);
  }

  /** The kind of danger. Nobody who is hit is asked whether they hit, nor told who hits that it is no fault. */
  #slag(trygghet) {
    if (trygghet !== VOLD && trygghet !== UTOVER) return trygghet;
    const { gjor } = this.tolkning;
    return gjor === JEG || (trygghet === UTOVER && gjor !== ANDRE) ? UTOVER : VOLD;
  }

  /** The measures that lunr finds, weighed by coverage, the best first; a long tail is left out. */
  #funn() {
    const { dekning: d, hale } = this.#i.vekter;
    const funn = [];
    let best = 0;
    for (const hit of this.#sporLunr()) {
      if (hit.score * FULL * 100 < best * hale) break;
      const felter = hit.matchData.metadata;
      const [dekning, navngitt] = this.#dekning(felter);
      const nr = Number(hit.ref);
      const vekt = Math.floor(hit.score * ((100 - d) * 10 + Math.floor((d * dekning) / 100)) + 0.5);
      const poeng = Math.floor((vekt * (navngitt ? 100 : this.#i.andel[nr])) / 100);
      funn.push({ nr, poeng, dekning, felter, navngitt });
      best = Math.max(best, poeng);
    }
    const nok = funn.filter((f) => f.poeng * 100 >= best * hale);
    return this.#spredt(this.#paStedet(this.#medStemmer(nok, best)).sort(rekkefolge));
  }

  /** Let what the query may mean vote for the measures, and the words that name a measure vote for it. */
  #medStemmer(funn, best) {
    const { andel, forst, stemmevekter: v } = this.#i;
    const valg = new Valg(this.begreper.slice(0, AVTAR.length), forst, v);
    const antall = funn.map((f) => valg.stemmer(f.nr, f.felter) * andel[f.nr]);
    const flest = Math.max(0, ...antall);
    if (!flest) return funn;
    const mest = Math.floor((Math.floor((best * v.vekt) / 100) * this.begreper[0].poeng) / FULL);
    funn.forEach((f, i) => {
      const stemt = Math.floor((antall[i] * FULL) / flest);
      f.poeng += Math.floor((mest * Math.max(stemt, Math.floor((f.navngitt * v.navn) / 100))) / FULL);
    });
    return funn;
  }

  /**
   * Say which measures fit nearly as well as the best, and let those count more that are where the words say.
   *
   * What has nothing but the place to do with it is not lifted by it.
   */
  #paStedet(funn) {
    const { kommuner, vekter: v } = this.#i;
    const best = Math.max(0, ...funn.map((f) => f.poeng));
    const her = new Set(this.tolkning.kommuner.flatMap((kommune) => kommuner.get(kommune)));
    for (const f of funn) {
      f.nar = f.poeng * 100 >= best * v.nar;
      if (f.dekning && her.has(f.nr)) f.poeng *= v.her;
    }
    return funn;
  }

  /**
   * Let each measure that is called the same as one before it count less, so that one service is not all one sees.
   *
   * The psychologists of three municipalities would else fill the screen before any other help.
   */
  #spredt(funn) {
    const andel = new Map();
    for (const f of funn) {
      const gruppe = this.#i.like.get(f.nr);
      if (gruppe === undefined) continue;
      const a = andel.get(gruppe) ?? 100;
      andel.set(gruppe, Math.floor((a * this.#i.vekter.like) / 100));
      f.poeng = Math.floor((f.poeng * a) / 100);
    }
    return funn.sort(rekkefolge);
  }

  /** Ask lunr for finished terms, in every field. */
  #sporLunr() {
    if (!this.#klausuler.size) return [];
    return this.#i.lunr.query((query) => {
      for (const [term, boost] of this.#klausuler) query.term(term, { boost, usePipeline: false });
    });
  }

  /**
   * How much of the query a measure meets, 0–1000, and how much of it names the measure.
   *
   * It meets words by its own or through a concept.
   */
  #dekning(felter) {
    const t = this.tolkning;
    if (t.nokkel in felter || !t.vekt) return [FULL, FULL];
    const har = new Array(t.ledd.length).fill(0);
    const navn = new Array(t.ledd.length).fill(0);
    for (const term in felter) {
      const navngir = !term.startsWith(BEGREP) && EGNE.some((f) => f in felter[term]);
      for (const [i, p] of this.#dekker.get(term)) {
        if (p > har[i]) har[i] = p;
        if (navngir && p > navn[i]) navn[i] = p;
      }
    }
    return [this.#del(har), this.#del(navn)];
  }

  /** How much of the query it is, 0–1000, to have each of its words so surely. */
  #del(har) {
    const { ledd, vekt } = this.tolkning;
    return Math.floor((har.reduce((sum, h, i) => sum + h * ledd[i].vekt, 0) * 10) / vekt);
  }

  /** For each term that lunr is asked, which words of the query it meets and how surely: [[word, 0–100]]. */
  #lagDekker() {
    const t = this.tolkning;
    const out = new Map([...this.#klausuler.keys()].map((term) => [term, []]));
    t.ledd.forEach(({ alternativer }, i) => {
      for (const [term, p] of alternativer) out.get(term)?.push([i, p]);
    });
    for (const b of this.begreper) {
      const met = [...b.ledd].map(([plass, p]) => [t.plass[plass], Math.floor((p * b.poeng) / FULL)]);
      out.set(BEGREP + b.nr, met.filter(([i]) => i !== null));
    }
    return out;
  }

  /** Why a measure was found, the most telling first. */
  #hvorfor(nr, felter) {
    const alle = Object.entries(felter);
    const telling = alle.filter(([term]) => !this.#ikkeMent.has(term));
    const grunner = (telling.length ? telling : alle.filter(([term]) => !this.#farlige.has(term))).map(([term, felt]) => ({
      term,
      rang: Math.min(...Object.keys(felt).map((f) => FELTER.indexOf(f))),
      vekt: this.#klausuler.get(term),
    }));
    grunner.sort((a, b) => a.rang - b.rang || b.vekt - a.vekt || (a.term < b.term ? -1 : 1));
    const out = new Map();
    for (const { term, rang } of grunner) {
      const grunn = this.#grunn(nr, FELTER[rang], term);
      out.set(`${grunn.felt} ${grunn.ord}`, grunn);
    }
    return [...out.values()].slice(0, MAKS_HVORFOR);
  }

  /** One reason: the keyword or concept, or the word as it was typed. */
  #grunn(nr, felt, term) {
    if (term.startsWith(BEGREP)) return { felt: "begrep", ord: this.#i.begreper.oppslag[term.slice(1)].navn };
    if (felt === "hel" || felt === "stikkord" || felt === "deler") {
      const ord = this.#i.stikkord[nr].find((s) => this.#har(s, term, felt));
      if (ord !== undefined) return { felt: "stikkord", ord };
      felt = "navn";
    }
    return { felt, ord: this.tolkning.skrevet(term) };
  }

  /** Whether a keyword holds a term in the way that a field does. */
  #har(stikkord, term, felt) {
    const { analyse, leksikon } = this.#i;
    if (felt === "hel") return analyse.nokkel(analyse.tokens(stikkord)) === term;
    if (felt === "stikkord") return analyse.termer(stikkord).includes(term);
    return analyse.tokens(stikkord).some((t) => leksikon.deler(analyse.grunnform(t.form)).includes(term));
  }
}
