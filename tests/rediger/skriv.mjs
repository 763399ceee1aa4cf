// Writes posts as the form does: reads [[post, about], …] on standard input, answers with their texts.
import { yamltekst } from "../../site-overrides/assets/js/yamltekst.js";

let asked = "";
for await (const part of process.stdin) asked += part;
process.stdout.write(JSON.stringify(JSON.parse(asked).map(([post, about]) => yamltekst(post, about))));
