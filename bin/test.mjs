// npm test: installs what is missing and runs every part. `npm test -- --only unit,e2e` runs some of them.
import { PARTS } from "./parts/parts.mjs";
import { runParts } from "./parts/run-parts.mjs";

const known = PARTS.map((part) => part.name);
const [flag, list = "", ...rest] = process.argv.slice(2);
const chosen = flag === undefined ? known : list.split(",");

if ((flag !== undefined && flag !== "--only") || rest.length > 0 || chosen.some((name) => !known.includes(name))) {
  process.stderr.write(`usage: npm test [-- --only PART[,PART…]]\nparts: ${known.join(", ")}\n`);
  process.exit(2);
}

process.exit(await runParts(chosen));
