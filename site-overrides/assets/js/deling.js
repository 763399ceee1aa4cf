// Shares an address the way the device does it: its own share sheet, else the clipboard.

/** Copies a text; false when the browser does not let us. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Shares a link. Answers "delt" (the sheet took it), "kopiert" or "nei". */
export async function share({ title, url }) {
  if (navigator.canShare?.({ title, url })) {
    try {
      await navigator.share({ title, url });
      return "delt";
    } catch (error) {
      if (error.name === "AbortError") return "delt"; // one changed one's mind
    }
  }
  return (await copy(url)) ? "kopiert" : "nei";
}
