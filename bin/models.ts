/**
 * `npm run models`: writes models/referee-v1.onnx from the referee's own constants and tables, its hash into
 * lib/twin/twin-file.ts, and hash and size into its card. The same bytes each time and everywhere.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { sha256Hex } from "@/lib/kernel/sha256";
import { refereeFile } from "@/lib/twin/referee-graph";

const at = (path: string) => new URL(`../${path}`, import.meta.url);

const file = refereeFile();
const sha256 = sha256Hex(file);
writeFileSync(at("models/referee-v1.onnx"), file);
writeFileSync(
  at("lib/twin/twin-file.ts"),
  `// Written by bin/models.ts (npm run models), not by hand.

/** SHA-256 of models/referee-v1.onnx: what a bounty's manifest commits to. */
export const REFEREE_ONNX_SHA256 = "${sha256}";
`,
);
const card = readFileSync(at("models/referee-v1.md"), "utf8")
  .replace(/^\| SHA-256 \| .*$/m, `| SHA-256 | \`${sha256}\` |`)
  .replace(/^\| size \| [\d,]+ bytes/m, `| size | ${file.length.toLocaleString("en-GB")} bytes`);
writeFileSync(at("models/referee-v1.md"), card);
process.stdout.write(`models/referee-v1.onnx: ${file.length} bytes, SHA-256 ${sha256}\n`);
