// What a query may mean votes for the measures. Twin of generator/search/votes.py.
//
// To lunr a concept is a term like any other: one that few measures have counts most, and what is the very first to
// show for it gets little more than the rest. A vote counts as much as the concept is like the query, by all that
// people say for it and not its best entry alone, and as closely as the measure is tied to the concept.

import { BEGREP } from "./analyse.js";

/** One election: who votes, what they would show first, and how much each kind of tie counts. */
export class Valg {
  #velgere;
  #vekter;

  /**
   * @param begreper the concepts that vote
   * @param forst for each concept the measures that one would show first, the very first at the head
   * @param vekter how much each kind of tie counts
   */
  constructor(begreper, forst, vekter) {
    this.#velgere = begreper.map(({ nr, likhet }) => ({ tag: BEGREP + nr, likhet, forst: forst[nr] }));
    this.#vekter = vekter;
  }

  /** The votes of one measure; felter says for each term in which fields the measure has it. */
  stemmer(nr, felter) {
    let sum = 0;
    for (const { tag, likhet, forst } of this.#velgere) {
      if (likhet && tag in felter) sum += likhet * this.#knyttet(forst, nr, felter[tag]);
    }
    return sum;
  }

  /** How closely a measure is tied to a concept that it has in some fields. */
  #knyttet(forst, nr, felter) {
    if (forst.includes(nr)) return nr === forst[0] ? this.#vekter.aller : this.#vekter.blant;
    let mest = 0;
    for (const felt in felter) mest = Math.max(mest, this.#vekter[felt]);
    return mest;
  }
}
