// Where one worker tries its mutants: a copy of the contracts with compiler output of its own.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findForge } from "../forge.mjs";

/** @typedef {"killed" | "killed by an invariant" | "survived" | "does not compile"} Verdict */

/** A mutant that makes a loop endless is killed when it takes this long. */
const LONGEST_MS = 240_000;

/**
 * @param {string} root of the repository
 * @throws {Error} when forge is missing, or the unchanged contracts do not pass their tests
 */
export async function openWorkshop(root) {
  const forge = findForge();
  if (forge === undefined) throw new Error("forge was not found: see contracts/script/forge.mjs");
  const copy = mkdtempSync(join(tmpdir(), "assay-mutants-"));
  mkdirSync(join(copy, "contracts"));
  for (const part of ["src", "test", "bin", "foundry.toml", "package.json", "out/plain", "cache/plain"]) {
    const from = join(root, "contracts", part);
    if (existsSync(from)) cpSync(from, join(copy, "contracts", part), { recursive: true, preserveTimestamps: true });
  }
  cpSync(join(root, "tests/golden"), join(copy, "tests/golden"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));

  const units = () => run(forge, copy, ["--no-match-contract", "Invariant|GasTest"]);
  const invariants = () => run(forge, copy, ["--match-contract", "Invariant"]);
  const close = () => rmSync(copy, { recursive: true, force: true });
  const unchanged = await units();
  if (unchanged.status !== 0) {
    close();
    throw new Error(`the unchanged contracts do not pass their tests:\n${unchanged.output.slice(-2000)}`);
  }

  return {
    /** @param {{ file: string, source: string }} mutant @returns {Promise<Verdict>} */
    async tryOut({ file, source }) {
      const original = readFileSync(join(root, file), "utf8");
      writeFileSync(join(copy, file), source);
      try {
        const first = await units();
        if (/Compil(er run|ation) failed/.test(first.output)) return "does not compile";
        if (first.status !== 0) return "killed";
        return (await invariants()).status === 0 ? "survived" : "killed by an invariant";
      } finally {
        writeFileSync(join(copy, file), original);
      }
    },
    close,
  };
}

/**
 * @param {string} forge
 * @param {string} copy
 * @param {readonly string[]} which
 * @returns {Promise<{ status: number, output: string }>}
 */
function run(forge, copy, which) {
  const env = {
    ...process.env,
    FOUNDRY_CONFIG: join(copy, "contracts/foundry.toml"),
    FOUNDRY_PROFILE: "plain",
    FOUNDRY_FUZZ_RUNS: "64",
    FOUNDRY_INVARIANT_RUNS: "12",
  };
  return new Promise((resolve, reject) => {
    const child = spawn(forge, ["test", "--fail-fast", ...which], { cwd: copy, env, detached: true });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    // The whole group: forge has a compiler below it.
    const endless = setTimeout(() => process.kill(-(child.pid ?? 0), "SIGKILL"), LONGEST_MS);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(endless);
      resolve({ status: code ?? 1, output });
    });
  });
}
