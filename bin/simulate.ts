/**
 * `npm run simulate [-- --json] [-- --seed N] [-- --write]`: injects attackers into real crowds, runs the real referee and every
 * pay rule on them, and prints what share of the pay each kind takes against its share of the answers, and how pay ranks people
 * against their true accuracy. `--write` writes docs/simulation/. Crowds are looked for in ASSAY_DATA (../shared/data).
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { figure } from "./simulate/figure";
import { realCrowdIn } from "./simulate/real-crowd";
import { reportText } from "./simulate/report-text";
import { simulate } from "./simulate/simulation";

const CROWDS = ["S_Dog", "Music_genre", "Snow_RTE_text", "SP_sentiment_text", "D_Product"];
const FOLDER = "docs/simulation";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    seed: { type: "string", default: "2026" },
  },
});
const data = process.env.ASSAY_DATA ?? "../shared/data";
const seed = Number(values.seed);
if (!Number.isSafeInteger(seed) || seed < 0) {
  console.error(`--seed takes a whole number, not "${values.seed}".`);
  process.exit(2);
}
const crowds = CROWDS.flatMap((name) => realCrowdIn(data, name) ?? []);
if (crowds.length === 0) {
  console.error(`No crowd in ${data}: the simulator needs one of ${CROWDS.join(", ")}. Set ASSAY_DATA.`);
  process.exit(1);
}
const simulation = simulate(crowds, seed);
const text = reportText(simulation);
if (values.json) console.log(JSON.stringify(simulation, null, 2));
else console.log(text);
if (values.write) {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/README.md`, text);
  writeFileSync(`${FOLDER}/report.json`, `${JSON.stringify(simulation, null, 2)}\n`);
  writeFileSync(`${FOLDER}/pay-per-answer.svg`, figure(simulation));
}
