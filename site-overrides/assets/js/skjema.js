// The form at /rediger/skjema/: starts Sveltia with our settings, and writes every post in the house style.
import { yamltekst } from "./yamltekst.js";

// Sveltia has no Norwegian and takes no new language. Its Danish is served with our words in place of most of it.
if (/^(nb|nn|no)\b/.test(navigator.language)) {
  Object.defineProperty(navigator, "languages", { value: ["da", ...navigator.languages] });
}
const { default: CMS } = await import("../../rediger/skjema/sveltia/npm/index.js");

const { cms, poster } = await (await fetch("config.json")).json();

// Each kind of post has a name of its own for YAML, so that the one who writes knows which it is.
for (const [format, post] of Object.entries(poster)) {
  CMS.registerCustomFormat(format, "yml", { toFile: (content) => yamltekst(content, post) });
}

CMS.init({
  config: {
    ...cms,
    load_config_file: false,
    site_url: new URL("../../", location).href,
    logo: { src: new URL("../../assets/merke.svg", location).href },
  },
});
