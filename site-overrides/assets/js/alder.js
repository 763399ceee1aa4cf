// Ages as the site writes them: what one looks for ("7", "6-12", "gravid", several with commas) and the years
// of an offer ("0:5 13:", an absent end is open).

const YEARS = /^(\d+)(?:-(\d+))?$/;
const PREGNANCY = -1;

const pair = (found) => found && [Number(found[1]), Number(found[2] ?? found[1])];

/** Reads what one looks for into pairs of years; what is no age is left out. */
export function wanted(text) {
  return (text ?? "")
    .split(",")
    .map((part) => (part === "gravid" ? [PREGNANCY, PREGNANCY] : pair(YEARS.exec(part))))
    .filter(Boolean);
}

/** Reads the years of an offer into pairs. */
export function spans(text) {
  return (text ?? "")
    .split(" ")
    .filter(Boolean)
    .map((part) => part.split(":"))
    .map(([from, to]) => [from === "" ? -Infinity : Number(from), to === "" ? Infinity : Number(to)]);
}

/** Tells whether an offer holds any of the years one looks for. */
export const meets = (years, looked) => years.some(([a, b]) => looked.some(([from, to]) => a <= to && from <= b));
