// The hash by which the index knows its rules.

/** The 32-bit FNV-1a hash of a text in UTF-8, as eight hex digits. Unlike crypto.subtle it needs no https. */
export function fnv1a(tekst) {
  let h = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(tekst)) h = Math.imul(h ^ byte, 0x01000193);
  return (h >>> 0).toString(16).padStart(8, "0");
}
