// A number in the table leads to its list. Not every browser opens a folded part that a link points into.

import "./start.js";

function open(hash) {
  const target = hash.length > 1 && document.getElementById(hash.slice(1));
  const folded = target && target.closest("details");
  if (!folded) return;
  const was = folded.open;
  folded.open = true;
  if (!was) target.scrollIntoView();
}

// Before anyone else hears the click, so that the jump finds its place
document.addEventListener("click", (event) => open(event.target.closest?.('a[href^="#"]')?.hash ?? ""), true);
addEventListener("hashchange", () => open(location.hash));
open(location.hash);
