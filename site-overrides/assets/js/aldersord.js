// The age that someone writes among other words: «9 år», «3-åring», «treåring», «7. trinn», «6 måneder», «9 years old».

const NUMBERS = "null ett to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten"
  .split(" ");
const OTHER_NUMBERS = { en: 1, eitt: 1, syv: 7 };
const FIRST_GRADE = 5; // years before the first grade
const LASTING = "i for om hver hvert etter in for every after".split(" "); // «deppa i 3 år» tells no age
const AGO = "siden sidan ago".split(" ");
const AFTER = /^(?:gam|olds?$)/u; // «gammel», «old»
// The units that may be how long as well
const SPANS = /^(?:år$|years?$|yo$|måned|månad|mnd$|uker$|veker$|months?$|weeks?$)/u;
const PERSON = new Set(
  (
    "jeg eg min mi mitt vår en ei et ein eit er på for til i med har sønn sønnen son sonen datter datteren dotter dottera " +
    "gutt gutten gut guten jente jenta barn barnet unge ungen ungdom baby babyen elev eleven am is my a an the daughter " +
    "child kid boy girl in of"
  ).split(" "),
);

// Who may be «på 15»
const PEOPLE = /^(?:sønn|son|datter|dotter|gutt|gut|jente|barn|born|ung|baby|elev|tenåring|bror|søster)/u;

/** The years that a number has in a unit; null where the unit says no age. */
function years(number, unit) {
  if (/^(?:åring|år$|years?$|yo$)/u.test(unit)) return number;
  if (/^(?:trinn|klasse$|klassing|grade)/u.test(unit)) return number + FIRST_GRADE;
  return /^(?:måned|månad|mnd$|uker$|veker$|months?$|weeks?$)/u.test(unit) ? 0 : null;
}

/** The number that a word is; null where it is none. */
function number(word = "") {
  if (/^\d{1,2}$/u.test(word)) return Number(word);
  const place = NUMBERS.indexOf(word);
  return place >= 0 ? place : OTHER_NUMBERS[word] ?? null;
}

/** The number in «treåring» and «tre åring»; null in any other words. */
function numbered(word, next = "") {
  const [, name] = /^(\p{L}+)åring\p{L}*$/u.exec(word) ?? [];
  return name ? number(name) : next.startsWith("åring") ? number(word) : null;
}

/** Returns the age in whole years that a text says of someone, null where it says none; and what else it says. */
export function ageIn(text) {
  const words = text.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? [];
  for (const [at, word] of words.entries()) {
    let age = numbered(word, words[at + 1]);
    let end = at + (words[at + 1]?.startsWith("åring") ? 2 : 1);
    let start = at;
    if (/^\d{1,2}$/u.test(word)) {
      end = at + 1;
      if (/^(?:st|nd|rd|th)$/u.test(words[end])) end += 1; // «7th grade»
      const unit = words[end] ?? "";
      if (/^\d{1,2}$/u.test(words[at - 1])) start = at - 1; // «3–6 år»: from the first
      else if (/^(?:til|to)$/u.test(words[at - 1]) && /^\d{1,2}$/u.test(words[at - 2])) start = at - 2;
      age = years(Number(words[start]), unit);
      end += 1;
      if (AFTER.test(words[end])) end += 1;
      else if (SPANS.test(unit) && (LASTING.includes(words[start - 1]) || AGO.includes(words[end]))) age = null;
    }
    if (age === null && /^\d{1,2}$/u.test(word) && words[at - 1] === "på" && PEOPLE.test(words[at - 2])) {
      age = Number(word); // «sønnen på 15», but not «på 15 minutter»
      [start, end] = [at, at + 1];
      if (/^(?:min|tim|kr|pros|st|km|met)/u.test(words[end] ?? "")) age = null;
    }
    if (age === null) continue;
    const rest = [...words.slice(0, start), ...words.slice(end)].filter((other) => !PERSON.has(other));
    return { age, rest: rest.join(" ") };
  }
  return { age: null, rest: text };
}
