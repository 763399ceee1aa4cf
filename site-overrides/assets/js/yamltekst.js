// A post as YAML in the style of «tiltak formater»: every text in double quotes, long texts as |, lists as lines.

const UNSEEN = /(?![ \u200c-\u200f])[\p{C}\p{Z}]/u;
const SIGNS = new RegExp(`[\\\\"]|${UNSEEN.source}`, "gu");
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r" };

// Return the text of a file. «felt» are the fields in the schema's order; «lister» are those of them that
// must be there even when they are empty.
export function yamltekst(post, { skjema, felt, lister }) {
  const modeline = `# yaml-language-server: $schema=../schema/${skjema}.schema.json`;
  const others = Object.keys(post).filter((key) => !felt.includes(key));
  const lines = [...felt, ...others].flatMap((key) => field(key, post[key] ?? (lister.includes(key) ? [] : null), ""));
  return `${[modeline, ...lines].join("\n")}\n`;
}

function field(key, value, indent) {
  if (value === null || value === undefined || value === "") return [];
  if (Array.isArray(value)) {
    if (!value.length) return [`${indent}${key}: []`];
    return [`${indent}${key}:`, ...value.flatMap((item) => listItem(item, `${indent}  `))];
  }
  if (typeof value === "object") {
    const inside = Object.entries(value).flatMap(([name, child]) => field(name, child, `${indent}  `));
    return inside.length ? [`${indent}${key}:`, ...inside] : [];
  }
  return `${indent}${key}: ${scalar(value, indent)}`.split("\n");
}

function listItem(item, indent) {
  if (item === null || typeof item !== "object") return [`${indent}- ${scalar(item, indent)}`];
  const inside = Object.entries(item).flatMap(([name, child]) => field(name, child, `${indent}  `));
  return inside.length ? [`${indent}- ${inside[0].trimStart()}`, ...inside.slice(1)] : [];
}

// A text over several lines ends with one line break, as | writes it.
function scalar(value, indent) {
  if (typeof value !== "string") return String(value);
  const text = value.normalize("NFC").replace(/\r\n?/g, "\n");
  const body = text.replace(/\n+$/, "");
  if (!text.includes("\n")) return quoted(text);
  if (/^[ \n]|^$/.test(body) || UNSEEN.test(body.replaceAll("\n", ""))) return quoted(`${body}\n`);
  return `|\n${body.split("\n").map((line) => line && `${indent}  ${line}`).join("\n")}`;
}

function quoted(text) {
  return `"${text.replace(SIGNS, (sign) => ESCAPES[sign] ?? numbered(sign.codePointAt(0)))}"`;
}

function numbered(code) {
  const hex = code.toString(16).toUpperCase();
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
