#!/usr/bin/env node
// Mutation run: changes one thing in the contracts at a time, and sees whether a test notices.
//   node contracts/script/mutants.mjs [--all | --sample 60] [--seed 1] [--only TEXT] [--workers N] [--fresh] [--list] [--report]
// Works in copies, so that sources and artifacts stay as they are. Goes on where it stopped: what was killed is not tried
// again as long as the sources are the same (--fresh forgets that), what survived always is. Fails when fewer than 95 %
// are killed. --report writes contracts/mutants.md.
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { mutantReport } from "./mutants/report.mjs";
import { allMutants } from "./mutants/rules.mjs";
import { openWorkshop } from "./mutants/workshop.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const LEAST_KILLED = 0.95;

const { values } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    sample: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    workers: { type: "string", default: String(availableParallelism()) },
    fresh: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    report: { type: "boolean", default: false },
  },
});

const candidates = allMutants(root);
const chosen = choose();
if (values.list) {
  for (const { id, before } of chosen) console.log(`${id}: ${before}`);
  process.exit(0);
}

const progress = join(root, "contracts/out", `mutants-${stateOfSources()}.jsonl`);
mkdirSync(join(root, "contracts/out"), { recursive: true });
/** @type {Map<string, string>} */
const verdicts = new Map(
  values.fresh || !existsSync(progress) ? [] : readFileSync(progress, "utf8").trim().split("\n").map(readLine),
);
for (const [id, verdict] of verdicts) if (verdict === "survived") verdicts.delete(id);
const open = chosen.filter(({ id }) => !verdicts.has(id));
console.log(`${chosen.length} of ${candidates.length} mutants, ${open.length} to try`);

const queue = [...open];
await Promise.all(Array.from({ length: Math.min(Number(values.workers), open.length) }, work));

const results = chosen.map((mutant) => ({ ...mutant, verdict: verdicts.get(mutant.id) ?? "" }));
const built = results.filter(({ verdict }) => verdict !== "does not compile");
const survivors = built.filter(({ verdict }) => verdict === "survived");
const killed = built.length - survivors.length;
console.log(`\n${killed} of ${built.length} killed (${((100 * killed) / built.length).toFixed(1)} %)`);
for (const { id, before } of survivors) console.log(`survived: ${id}: ${before}`);
if (values.report) {
  const how = values.all ? "all of them" : `a sample of ${chosen.length}, seed ${values.seed}`;
  writeFileSync(join(root, "contracts/mutants.md"), mutantReport(results, candidates.length, how));
}
if (killed < LEAST_KILLED * built.length) process.exitCode = 1;

/** One worker: a copy of its own, and mutants from the queue until none is left. */
async function work() {
  const workshop = await openWorkshop(root);
  try {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const verdict = await workshop.tryOut(mutant);
      verdicts.set(mutant.id, verdict);
      appendFileSync(progress, `${JSON.stringify([mutant.id, verdict])}\n`);
      console.log(`${verdicts.size}/${chosen.length} ${verdict}: ${mutant.id}: ${mutant.before}`);
    }
  } finally {
    workshop.close();
  }
}

function choose() {
  if (values.only !== undefined)
    return candidates.filter(({ id, before }) => `${id}: ${before}`.includes(values.only ?? ""));
  if (values.all) return candidates;
  const order = (/** @type {string} */ id) => createHash("sha256").update(`${values.seed} ${id}`).digest("hex");
  const sample = new Set(
    candidates
      .map(({ id }) => id)
      .sort((a, b) => (order(a) < order(b) ? -1 : 1))
      .slice(0, Number(values.sample)),
  );
  return candidates.filter(({ id }) => sample.has(id));
}

/** A short name for what the sources are now: verdicts on others say nothing about these. */
function stateOfSources() {
  const hash = createHash("sha256");
  for (const { id, source } of candidates) hash.update(id).update(source);
  return hash.digest("hex").slice(0, 12);
}

/** @returns {[string, string]} */
function readLine(/** @type {string} */ line) {
  return JSON.parse(line);
}
