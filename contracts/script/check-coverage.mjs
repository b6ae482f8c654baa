#!/usr/bin/env node
// Runs forge coverage and fails when lines or branches of contracts/src are covered less than 95 %.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findForge } from "./forge.mjs";

const LEAST = 95;
const root = fileURLToPath(new URL("../..", import.meta.url));
const forge = findForge();
if (forge === undefined) throw new Error("forge was not found: see contracts/script/forge.mjs");

// Gas is not what this run measures, and unoptimised code may be larger than a chain allows.
const args = ["coverage", "--ir-minimum", "--report", "summary", "--no-match-test", "invariant_|test_.*Gas"];
const run = spawnSync(forge, [...args, "--no-match-contract", "GasTest"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 1 << 28,
  env: { ...process.env, FOUNDRY_CONFIG: `${root}/contracts/foundry.toml`, FOUNDRY_FUZZ_RUNS: "32" },
});
const rows = run.stdout.split("\n").filter((line) => /^\| contracts\/src\//.test(line));
if (run.status !== 0 || rows.length === 0) {
  console.error(run.stdout.slice(-4000), run.stderr.slice(-2000));
  process.exit(1);
}

const sums = { lines: [0, 0], branches: [0, 0] };
for (const row of rows) {
  const counts = [...row.matchAll(/\((\d+)\/(\d+)\)/g)].map(([, hit, all]) => [Number(hit), Number(all)]);
  const [lines, , branches] = counts;
  for (const [sum, count] of [
    [sums.lines, lines],
    [sums.branches, branches],
  ]) {
    sum[0] += count[0];
    sum[1] += count[1];
  }
  console.log(row);
}
for (const [what, [hit, all]] of Object.entries(sums)) {
  const percent = (100 * hit) / all;
  console.log(`${what}: ${percent.toFixed(2)} % (${hit} of ${all})`);
  if (percent < LEAST) process.exitCode = 1;
}
if (process.exitCode === 1) console.error(`less than ${LEAST} %`);
