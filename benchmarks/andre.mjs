// Two search engines as they come, over the same texts: lunr with its Norwegian stemmer, and MiniSearch with the
// prefixes and the fuzziness that its own guide proposes. Reads {dokumenter, sporringer}, writes {navn: [[id]]}.

import { readFileSync } from "node:fs";
import lunr from "lunr";
import stemmer from "lunr-languages/lunr.stemmer.support.js";
import norsk from "lunr-languages/lunr.no.js";
import MiniSearch from "minisearch";

const MAKS = 20;
const { dokumenter, sporringer } = JSON.parse(readFileSync(0, "utf8"));

stemmer(lunr);
norsk(lunr);
const indeks = lunr(function () {
  this.use(lunr.no);
  this.ref("id");
  this.field("navn");
  this.field("tekst");
  for (const d of dokumenter) this.add(d);
});
// Terms by hand: what people type is no query language.
const medLunr = (tekst) =>
  indeks.query((q) => {
    for (const token of lunr.tokenizer(tekst)) for (const t of indeks.pipeline.run([token])) q.term(t.toString());
  });

const mini = new MiniSearch({ fields: ["navn", "tekst"] });
mini.addAll(dokumenter);
const medMini = (tekst) => mini.search(tekst, { prefix: true, fuzzy: 0.2, boost: { navn: 2 } });

process.stdout.write(
  JSON.stringify({
    "lunr no": sporringer.map((s) => medLunr(s).slice(0, MAKS).map((t) => t.ref)),
    MiniSearch: sporringer.map((s) => medMini(s).slice(0, MAKS).map((t) => t.id)),
  }),
);
