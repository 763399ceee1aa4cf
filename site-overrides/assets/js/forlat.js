// Quick exit, the GOV.UK way: the button, or Shift three times within five seconds, covers the page at once and
// puts a neutral site in its place. Without this module the button is an ordinary link. What is in the history
// from before stays there, and the strip says so.

import "./start.js";

const PRESSES = 3;
const WITHIN = 5000;

const exits = [...document.querySelectorAll("[data-forlat]")];
const status = document.querySelector("[data-forlat-svar]");
const shown = (link) => link.getClientRects().length > 0;

function leave(address) {
  try {
    window.name = ""; // no words that were handed on follow to the other site
    const cover = document.createElement("div");
    cover.className = "forlat-dekke";
    document.body.textContent = ""; // nothing of the page is left to see or hear while the next one loads
    document.body.append(cover);
    document.title = new URL(address).hostname;
    history.replaceState(null, "", location.pathname); // what was chosen here does not stay in the address
  } finally {
    location.replace(address); // whatever fails, one gets away
  }
}

let presses = 0;
let timer = 0;

function forget() {
  presses = 0;
  clearTimeout(timer);
  if (status) status.textContent = "";
}

function press(address) {
  clearTimeout(timer);
  presses += 1;
  if (presses >= PRESSES) {
    leave(address);
    return;
  }
  timer = setTimeout(forget, WITHIN);
}

/** Says how many times are left, when Shift was pressed alone: with Tab it only goes back, and nothing is to move then. */
function tell() {
  if (status && presses) status.textContent = presses === 1 ? status.dataset.en : status.dataset.to;
}

addEventListener("keydown", (event) => {
  const exit = exits.find(shown);
  if (event.key !== "Shift" || !exit) forget();
  else if (!event.repeat) press(exit.href);
});
addEventListener("keyup", (event) => {
  if (event.key === "Shift") tell();
});

document.addEventListener("click", (event) => {
  const exit = event.target.closest?.("[data-forlat]");
  if (!exit) return;
  event.preventDefault();
  leave(exit.href);
});

// Those who use the keyboard meet the exit right after the link to the content.
const strip = document.querySelector(".forlat");
if (strip) {
  const jump = document.createElement("nav");
  jump.className = "forlat-hopp";
  jump.setAttribute("aria-label", strip.getAttribute("aria-label"));
  jump.append(strip.querySelector("[data-forlat]").cloneNode());
  jump.firstChild.className = "hopp";
  jump.firstChild.textContent = strip.getAttribute("aria-label");
  const skip = document.querySelector(".md-skip, .hopp");
  if (skip) skip.after(jump);
  else document.body.prepend(jump);
}
