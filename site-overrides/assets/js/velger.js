// A select whose choice lives in the fragment.

/** Shows what is chosen in a field. An address from elsewhere may hold several values, and those are one choice more. */
export function choose(field, value) {
  field.querySelector("[data-flere]")?.remove();
  field.value = value;
  if (field.selectedIndex >= 0) return;
  const known = [...field.options].filter((option) => option.value && value.split(",").includes(option.value));
  const several = new Option(known.map((option) => option.text).join(", "), value);
  several.dataset.flere = "";
  if (known.length) field.add(several);
  field.value = known.length ? value : "";
}
