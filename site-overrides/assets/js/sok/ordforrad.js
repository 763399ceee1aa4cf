// Which words there are. Twin of ordforrad in generator/search/index.py.

const ORD = /^[a-z0-9]/;

function* termerAv(oppslag, felter) {
  for (const o of oppslag) {
    for (const felt of felter) for (const entry of [o[felt] ?? []].flat()) yield* entry.split(" ");
  }
}

const bareOrd = (termer) => [...termer].filter((t) => ORD.test(t));

/** Every term that is a word, and those that are Norwegian, of the concepts and the measures. */
export function ordforrad(oppslag, termer) {
  const norsk = new Set([...bareOrd(termerAv(oppslag, ["norsk"])), ...bareOrd(termer)]);
  return [new Set([...norsk, ...bareOrd(termerAv(oppslag, ["engelsk", "deler"]))]), norsk];
}
