// The menu of a phone lies over the page: it closes for whoever goes on past it, so that it never covers what has focus.

import "./start.js";

const menu = document.querySelector(".meny");
const closeFor = (target) => {
  if (target && !menu.contains(target)) menu.open = false;
};

menu.addEventListener("focusout", (event) => closeFor(event.relatedTarget));
document.addEventListener("click", (event) => closeFor(event.target));
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
