// lunr's index as it is sent, to the form that lunr reads. Twin of pakk_ut in generator/search/lunrskriver.py.

/**
 * @param pakket {version, termer, felt}: the terms in order, and for each field, for each document, pairs of numbers:
 *   how far a term is from the one before, and its points. Which documents have a term is known from these.
 */
export function pakkUt({ version, termer, felt }) {
  const tom = Object.freeze({});
  const fields = Object.keys(felt);
  const ord = termer ? termer.split(" ") : [];
  const invertedIndex = ord.map((term, nr) => {
    const posting = { _index: nr };
    for (const navn of fields) posting[navn] = tom;
    return [term, posting];
  });
  const fieldVectors = [];
  for (const navn of fields) {
    felt[navn].forEach((par, ref) => {
      const vektor = [];
      let nr = 0;
      for (let i = 0; i < par.length; i += 2) {
        nr += par[i];
        vektor.push(nr, par[i + 1]);
        const posting = invertedIndex[nr][1];
        if (posting[navn] === tom) posting[navn] = {};
        posting[navn][ref] = tom;
      }
      if (vektor.length) fieldVectors.push([`${navn}/${ref}`, vektor]);
    });
  }
  return { version, fields, fieldVectors, invertedIndex, pipeline: [] };
}
