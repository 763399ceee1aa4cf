// Says why a card was found: the words that fit are marked in its sentence, the others are named under it.

const WORD = /[\p{L}\p{N}][\p{L}\p{N}-]*/gu;

/** Marks words in an element's own text; `words` are in lower case. Returns the words it found. */
function mark(element, words) {
  const text = element.textContent;
  const found = new Set();
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const word = match[0].toLowerCase();
    if (!words.has(word)) continue;
    found.add(word);
    const node = document.createElement("mark");
    node.textContent = match[0];
    parts.push(text.slice(end, match.index), node);
    end = match.index + match[0].length;
  }
  if (found.size) element.replaceChildren(...parts, text.slice(end));
  return found;
}

/** Tells whether the page is in Norwegian: the concepts are known by Norwegian words, which say nothing to others. */
const norwegian = () => /^n[bn]$/.test(document.documentElement.lang);

/** Takes earlier marks away and shows why this card was found now. `why` is [{felt, ord}] of the engine. */
export function explain(card, why, say) {
  const sentence = card.querySelector(".kortfortalt");
  sentence.textContent = sentence.textContent; // one plain text again
  card.querySelector(".treffpa")?.remove();
  if (!why?.length) return;
  const told = norwegian() ? why : why.filter((w) => w.felt !== "begrep");
  const words = new Set(told.map((w) => w.ord.toLowerCase()));
  const marked = mark(sentence, words);
  const shown = `${card.querySelector("h3").textContent} ${[...marked].join(" ")}`.toLowerCase();
  const others = [...words].filter((word) => !shown.includes(word)).slice(0, 3);
  if (!others.length) return;
  const line = document.createElement("p");
  line.className = "treffpa liten dempet";
  line.textContent = say("treff_pa", { ord: others.join(", ") });
  sentence.after(line);
}
