#!/usr/bin/env node
// Mutation run: changes one thing in the vault at a time, and sees whether a test notices.
//   node contracts/script/mutants.mjs [--list] [--only N[,N…]]
// Works in a copy, so that sources and artifacts stay as they are. Fails when fewer than 95 % are killed.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findForge } from "./forge.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const FILES = ["BountyVault", "parts/Challenges", "parts/Guarded", "parts/VaultState", "OperatorStake"];
const LIBRARIES = ["libraries/BountySlot", "libraries/SumTree", "libraries/BatchTransfer"];
/** At most this many mutants of one rule in one file, spread over it. */
const A_RULE = 3;
const LEAST_KILLED = 0.95;

/** @type {readonly { name: string, find: RegExp, change: (match: string) => string }[]} */
const RULES = [
  { name: "bound: < to <=", find: / < (?![=<])/g, change: () => " <= " },
  { name: "bound: > to >=", find: / > (?![=>])/g, change: () => " >= " },
  { name: "bound: <= to <", find: / <= /g, change: () => " < " },
  { name: "bound: >= to >", find: / >= /g, change: () => " > " },
  { name: "comparison: == to !=", find: / == /g, change: () => " != " },
  { name: "comparison: != to ==", find: / != /g, change: () => " == " },
  { name: "logic: && to ||", find: / && /g, change: () => " || " },
  { name: "logic: || to &&", find: / \|\| /g, change: () => " && " },
  { name: "arithmetic: + to -", find: /(?<=\w|\)) \+ (?=\w|\()/g, change: () => " - " },
  { name: "arithmetic: - to +", find: /(?<=\w|\)) - (?=\w|\()/g, change: () => " + " },
  { name: "assignment: += to -=", find: / \+= /g, change: () => " -= " },
  { name: "check removed", find: /^ +if \([^{}\n]*\) revert [^\n]*;\n/gm, change: () => "" },
  { name: "check removed", find: /^ +if \([^{}\n]*\) \{\n +revert [^}]*\}\n/gm, change: () => "" },
  { name: "shared check removed", find: /^ +_require\w+\([^\n]*\);\n/gm, change: () => "" },
  {
    name: "effect removed",
    find: /^ +(place\.slot|word\.bits|commitOf\[\w+\]|closed\.state) = [^\n]*;\n/gm,
    change: () => "",
  },
  { name: "effect removed", find: /^ +(delete |--|\+\+)[^\n]*;\n/gm, change: () => "" },
  { name: "lock removed", find: / non(Read)?Reentrant\b/g, change: () => "" },
  {
    name: "ternary swapped",
    find: /\? (\w+) : (\w+)/g,
    change: (text) => text.replace(/\? (\w+) : (\w+)/, "? $2 : $1"),
  },
];

/** @returns {{ file: string, rule: string, line: number, before: string, source: string }[]} */
function mutants() {
  return [...FILES, ...LIBRARIES].flatMap((name) => {
    const file = `contracts/src/${name}.sol`;
    const source = readFileSync(join(root, file), "utf8");
    return RULES.flatMap(({ name: rule, find, change }) => {
      const matches = [...source.matchAll(find)].filter((match) => isCode(source, match.index));
      const step = Math.max(1, Math.ceil(matches.length / A_RULE));
      return matches
        .filter((_, i) => i % step === 0)
        .map((match) => ({
          file,
          rule,
          line: source.slice(0, match.index).split("\n").length,
          before: lineAt(source, match.index + match[0].search(/\S/)),
          source: source.slice(0, match.index) + change(match[0]) + source.slice(match.index + match[0].length),
        }));
    });
  });
}

/** @param {string} source @param {number} index */
function isCode(source, index) {
  const line = lineAt(source, index);
  const isSaid = /^\s*(\/\/|\*|import|error|event|using|type)/.test(line) || line.includes("for (");
  return !isSaid;
}

/** @param {string} source @param {number} index */
function lineAt(source, index) {
  return source.slice(source.lastIndexOf("\n", index - 1) + 1, source.indexOf("\n", index)).trim();
}

const forge = findForge();
if (forge === undefined) throw new Error("forge was not found: see contracts/script/forge.mjs");
const all = mutants();
const onlyAt = process.argv.indexOf("--only");
const chosen = onlyAt === -1 ? all : (process.argv[onlyAt + 1] ?? "").split(",").map((n) => all[Number(n)]);
if (process.argv.includes("--list")) {
  all.forEach(({ file, line, rule, before }, i) => {
    console.log(`${i} ${file}:${line} ${rule}: ${before}`);
  });
  process.exit(0);
}

const copy = mkdtempSync(join(tmpdir(), "assay-mutants-"));
for (const folder of ["contracts", "tests/golden"]) cpSync(join(root, folder), join(copy, folder), { recursive: true });
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
const survivors = [];
let built = 0;
try {
  for (const [i, mutant] of chosen.entries()) {
    const original = readFileSync(join(root, mutant.file), "utf8");
    writeFileSync(join(copy, mutant.file), mutant.source);
    const said = testsNotice();
    writeFileSync(join(copy, mutant.file), original);
    if (said === "does not compile") continue;
    built++;
    if (said === "survived") survivors.push(mutant);
    console.log(`${i + 1}/${chosen.length} ${said}: ${mutant.file}:${mutant.line} ${mutant.rule}: ${mutant.before}`);
  }
} finally {
  rmSync(copy, { recursive: true });
}
const killed = built - survivors.length;
console.log(`\n${killed} of ${built} killed (${((100 * killed) / built).toFixed(1)} %)`);
for (const { file, line, rule, before } of survivors) console.log(`survived: ${file}:${line} ${rule}: ${before}`);
if (killed < LEAST_KILLED * built) process.exitCode = 1;

function testsNotice() {
  const run = spawnSync(forge ?? "", ["test", "--fail-fast", "--no-match-contract", "GasTest"], {
    cwd: copy,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      FOUNDRY_CONFIG: join(copy, "contracts/foundry.toml"),
      FOUNDRY_FUZZ_RUNS: "64",
      FOUNDRY_INVARIANT_RUNS: "8",
    },
  });
  if (/Compil(er run|ation) failed/.test(run.stdout + run.stderr)) return "does not compile";
  return run.status === 0 ? "survived" : "killed";
}
