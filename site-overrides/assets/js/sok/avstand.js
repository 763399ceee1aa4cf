// How many letters are wrong in a word, swapped neighbours counting as one. Twin of avstand in generator/search/lexicon.py.

/** The distance from a to b, or lov + 1 where it is more than lov. */
export function avstand(a, b, lov) {
  if (Math.abs(a.length - b.length) > lov) return lov + 1;
  let twoAgo = [];
  let ago = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = new Array(b.length + 1).fill(0);
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      let d = Math.min(ago[j] + 1, row[j - 1] + 1, ago[j - 1] + (a[i - 1] !== b[j - 1] ? 1 : 0));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, twoAgo[j - 2] + 1);
      row[j] = d;
      if (d < least) least = d;
    }
    if (least > lov) return lov + 1;
    twoAgo = ago;
    ago = row;
  }
  return ago[b.length];
}
