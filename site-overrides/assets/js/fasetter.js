// The facets: checkboxes that follow the fragment, with counts on each choice, and the chosen ones as chips.

import { fits, fitsAll } from "./kort.js";
import { say } from "./ord.js";

/** Makes the facets of a page. `onChange(changes)` is told what to write into the fragment. */
export function makeFacets(root, cards, onChange) {
  const boxes = [...root.querySelectorAll(".fasett input")];
  const names = [...new Set(boxes.map((box) => box.name))];
  const chips = root.querySelector("[data-brikker]");
  const closeIcon = root.querySelector("[data-del] use").getAttribute("href").split("#")[0] + "#i-kryss";

  const chosen = () =>
    Object.fromEntries(names.map((name) => [name, new Set(boxes.filter((b) => b.name === name && b.checked).map((b) => b.value))]));
  const written = (name) => boxes.filter((b) => b.name === name && b.checked).map((b) => b.value).join(",");
  /** What a chip says: the choice, and for a code of the trade what kind it is. */
  function label(box) {
    const { slag } = box.closest(".fasett").dataset;
    const choice = box.closest("label").querySelector(".ord").textContent.trim();
    return slag ? `${slag}: ${choice}` : choice;
  }

  for (const box of boxes) box.addEventListener("change", () => onChange({ [box.name]: written(box.name) }));

  function read(state) {
    for (const name of names) {
      const wanted = new Set((state.get(name) ?? "").split(",").filter(Boolean).map((v) => v.toLowerCase()));
      for (const box of boxes) if (box.name === name) box.checked = wanted.has(box.value);
    }
  }

  /** Writes on each choice how many of `found` would remain with it. */
  function count(found) {
    const now = chosen();
    for (const name of names) {
      const open = found.filter((card) => fitsAll(card, now, name));
      for (const box of boxes.filter((b) => b.name === name)) {
        const n = open.filter((card) => fits(card, name, new Set([box.value]))).length;
        const row = box.closest("label");
        row.querySelector(".antall").textContent = n;
        row.classList.toggle("tom", !n);
      }
    }
  }

  function chip(text, hidden, onClick, className = "brikke") {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = className;
    if (hidden) {
      const before = document.createElement("span");
      before.className = "skjult";
      before.textContent = `${hidden} `;
      button.append(before);
    }
    button.append(text);
    if (hidden) {
      const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      icon.setAttribute("class", "ikon");
      icon.setAttribute("aria-hidden", "true");
      const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
      use.setAttribute("href", closeIcon);
      icon.append(use);
      button.append(icon);
    }
    button.addEventListener("click", onClick);
    item.append(button);
    return item;
  }

  /** Shows the chosen filters as chips that take themselves away; the focus goes to the next one. */
  function showChips(focusAfter) {
    const on = boxes.filter((box) => box.checked);
    const items = on.map((box, place) =>
      chip(label(box), say("fjern"), () => {
        box.checked = false;
        onChange({ [box.name]: written(box.name) });
        focusAfter(chips.querySelectorAll("button")[place]);
      }),
    );
    if (on.length)
      items.push(
        chip(say("fjern_alle"), "", () => {
          onChange(Object.fromEntries(names.map((name) => [name, ""])));
          focusAfter(null);
        }, "lenkeknapp"),
      );
    chips.replaceChildren(...items);
    chips.hidden = !on.length;
    root.querySelector("[data-valgt]").textContent = on.length ? say("valgt", { n: on.length }) : "";
  }

  /** What the choice of a facet is called. */
  const called = (name, value) => label(boxes.find((box) => box.name === name && box.value === value));

  return { chosen, called, read, count, showChips };
}
