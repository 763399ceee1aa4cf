// The page of one measure: prints it, shares it, and opens the staff's part for those who asked to see it.

import { share } from "./deling.js";
import { read } from "./fragment.js";

const staff = document.querySelector(".fagdel");
const reply = document.querySelector(".gjor [data-svar]");

if (read().get("vis") === "ansatt") staff.open = true;

// Paper has no fold.
let folded = false;
addEventListener("beforeprint", () => {
  folded = !staff.open;
  staff.open = true;
});
addEventListener("afterprint", () => {
  if (folded) staff.open = false;
});

document.querySelector("[data-skriv-ut]").addEventListener("click", () => print());
document.querySelector("[data-del]")?.addEventListener("click", async () => {
  const result = await share({ title: document.title, url: location.origin + location.pathname });
  if (result !== "delt") reply.textContent = result === "kopiert" ? reply.dataset.delt : reply.dataset.feil;
});
