#!/usr/bin/env node
// Runs forge coverage and fails when lines or branches of contracts/src are covered less than 95 %.
// Unit and fuzz tests alone are counted: an invariant campaign reaches lines by chance, and one that only it reaches is
// not tested. Compiled plain (profile `plain`): the optimizer moves code away from its lines, and forge's own way out,
// --ir-minimum, keeps solc-js busy for more than 20 minutes with the tests.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findForge } from "./forge.mjs";

const LEAST = 95;
const KINDS = ["lines", "statements", "branches", "functions"];
const CHECKED = ["lines", "branches"];
const root = fileURLToPath(new URL("../..", import.meta.url));
const forge = findForge();
if (forge === undefined) throw new Error("forge was not found: see contracts/script/forge.mjs");

const args = ["coverage", "--report", "summary", "--exclude-tests", "--no-match-contract", "Invariant|GasTest"];
const run = spawnSync(forge, args, {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 1 << 28,
  env: { ...process.env, FOUNDRY_CONFIG: `${root}/contracts/foundry.toml`, FOUNDRY_PROFILE: "plain" },
});
const rows = run.stdout.split("\n").filter((line) => /^\| contracts\/src\//.test(line));
if (run.status !== 0 || rows.length === 0) {
  console.error(run.stdout.slice(-4000), run.stderr.slice(-2000));
  process.exit(1);
}

const sums = KINDS.map(() => ({ hit: 0, all: 0 }));
for (const row of rows) {
  const counts = [...row.matchAll(/\((\d+)\/(\d+)\)/g)].map(([, hit, all]) => ({ hit: Number(hit), all: Number(all) }));
  counts.forEach(({ hit, all }, i) => {
    sums[i].hit += hit;
    sums[i].all += all;
  });
  const [file] = row.slice(2).split(" ");
  console.log(file.padEnd(52), KINDS.map((kind, i) => `${kind} ${counts[i].hit}/${counts[i].all}`).join("  "));
}
console.log();
sums.forEach(({ hit, all }, i) => {
  const percent = (100 * hit) / all;
  const low = CHECKED.includes(KINDS[i]) && percent < LEAST;
  console.log(
    `${KINDS[i].padEnd(10)} ${percent.toFixed(2)} % (${hit} of ${all})${low ? ` is less than ${LEAST} %` : ""}`,
  );
  if (low) process.exitCode = 1;
});
