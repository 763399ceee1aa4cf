// A post as YAML in the style of «tiltak formater»: every text in double quotes, long texts as |, lists as lines.

const UNFIT = /^[ \t\n]|[ \t](?:\n|$)|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;

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

function scalar(value, indent) {
  if (typeof value !== "string") return String(value);
  const text = value.normalize("NFC").replace(/\r\n?/g, "\n");
  const body = text.replace(/\n+$/, "");
  if (!text.includes("\n")) return JSON.stringify(text);
  if (UNFIT.test(body)) return JSON.stringify(`${body}\n`);
  return `|\n${body.split("\n").map((line) => line && `${indent}  ${line}`).join("\n")}`;
}
