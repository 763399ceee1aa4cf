// The search engine of the site: two files read once, then answers without network, DOM or storage.
//
//   const motor = await opprett(baseUrl);
//   motor.sok("barnet vil ikke på skolen", { maks: 20 })
//
// answers {treff: [{id, poeng, hvorfor: [{felt, ord}], dekning, nar}], begreper: [{id, tema}], tema, trygghet, linjer,
// side, savnet, kommuner, sikker, tolket}.

import lunr from "../lunr.js";
import { Analyse } from "./analyse.js";
import { Begreper } from "./begrep.js";
import { fnv1a } from "./hash.js";
import { Leksikon } from "./leksikon.js";
import { ordforrad } from "./ordforrad.js";
import { pakkUt } from "./pakk.js";
import { Sporring } from "./spor.js";

const FORMAT = 8;

class FeilVersjon extends Error {}

/**
 * Fetch the files and make the engine of them. Files of two different builds, which a cache may hand out, are fetched
 * anew once and refused then.
 * @param baseUrl address of the folder that holds sok/regler.json and sok/indeks.json
 */
export async function opprett(baseUrl) {
  try {
    return await hentOgLes(baseUrl, "default");
  } catch (e) {
    if (!(e instanceof FeilVersjon)) throw e;
    return hentOgLes(baseUrl, "reload");
  }
}

async function hentOgLes(baseUrl, cache) {
  const hent = async (navn) => {
    const svar = await fetch(new URL(`sok/${navn}`, new URL(baseUrl, globalThis.location?.href)), { cache });
    if (!svar.ok) throw new Error(`sok/${navn}: ${svar.status}`);
    return svar.text();
  };
  const [regler, indeks] = await Promise.all([hent("regler.json"), hent("indeks.json")]);
  return les(regler, indeks);
}

/** Make the engine of the two files' texts; refuse them where one was not made with the other. */
export function les(reglerTekst, indeksTekst) {
  const regler = JSON.parse(reglerTekst);
  const indeks = JSON.parse(indeksTekst);
  if (regler.format !== FORMAT || indeks.format !== FORMAT || indeks.regler !== fnv1a(reglerTekst)) {
    throw new FeilVersjon("regler.json og indeks.json er ikke laget sammen");
  }
  return new Motor(regler, indeks);
}

class Motor {
  #indeks;

  constructor(regler, indeks) {
    const analyse = new Analyse(regler.analyse);
    const begreper = new Begreper(regler.begreper, regler.vekter.begrep);
    const lunrIndeks = lunr.Index.load(pakkUt(indeks.lunr));
    const [termer, norske] = ordforrad(regler.begreper, Object.keys(lunrIndeks.invertedIndex));
    const leksikon = new Leksikon(analyse, termer, norske);
    const former = indeks.former.split(" ");
    const plass = new Map(leksikon.termer.map((t, i) => [t, i]));
    this.#indeks = {
      analyse,
      begreper,
      leksikon,
      lunr: lunrIndeks,
      vekter: regler.vekter.ledd,
      stemmevekter: regler.vekter.stemmer,
      ider: indeks.ider,
      stikkord: indeks.stikkord,
      /** How much a hit on each measure counts where the query does not name it, in per cent. */
      andel: indeks.andel,
      /** For each concept the measures that one would show first, the very first at the head. */
      forst: indeks.forst,
      /** The measures that are called the same but for the place, and which group each is in. */
      like: new Map(indeks.like.flatMap((gruppe, n) => gruppe.map((nr) => [nr, n]))),
      /** The measures of each municipality, without those that count in all. */
      kommuner: new Map(indeks.kommuner.map((k) => [k.id, k.tiltak])),
      /** The municipality that each name means, word for word. */
      steder: indeks.kommuner.flatMap((k) => k.navn.map((navn) => [navn.split(" "), k.id])),
      /** The page for staff that some terms name together, in order. */
      sider: indeks.sider.map(({ navn, adresse }) => [navn.split(" "), adresse]),
      /** The terms of each service that nothing is called, in order. */
      savnet: indeks.savnet ? indeks.savnet.split(",").map((navn) => navn.split(" ")) : [],
      /** A term as a word that people write. */
      form(term) {
        const form = former[plass.get(term)] ?? "";
        return form.startsWith("=") ? form.slice(1) : term + form;
      },
    };
  }

  /** Answer a query as it was typed. */
  sok(tekst, { maks = 20 } = {}) {
    return new Sporring(this.#indeks, tekst).svar(maks);
  }
}
