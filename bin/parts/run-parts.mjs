// Runs parts one after the other, those that share a row at the same time, up to the first failure, and sums up what they really ran.
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { ensurePackages } from "../launch/packages.mjs";
import { findFreePort } from "../launch/ports.mjs";
import { generatePrismaClient } from "../launch/prisma-client.mjs";
import { describeProblem } from "../launch/problem.mjs";
import { createSteps, seconds } from "../launch/steps.mjs";
import { ensureChromium } from "./chromium.mjs";
import { closingLines } from "./counts.mjs";
import { ensureFirefox } from "./firefox.mjs";
import { PARTS } from "./parts.mjs";

const ROOT = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));

/**
 * @typedef {import("./parts.mjs").Part} Part
 * @typedef {import("./parts.mjs").Place} Place
 * @typedef {import("./counts.mjs").Counts} Counts
 * @typedef {{ part: Part, counts: Counts, ms: number, well: boolean }} Outcome
 */

/**
 * @param {readonly string[]} names of parts, in any order
 * @returns {Promise<number>} the exit status: 0 when all parts ran and passed
 */
export async function runParts(names) {
  const since = performance.now();
  const parts = PARTS.filter((part) => names.includes(part.name));
  const dir = mkdtempSync(path.join(tmpdir(), "assay-test-"));
  chmodSync(dir, 0o755); // root's PostgreSQL runs as another user
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    await prepare(parts, dir);
    const place = { root: ROOT, dir, port: await findFreePort() };
    for (const row of rowsOf(parts)) {
      outcomes.push(...(await Promise.all(row.map((part, i) => runPart(part, place, i < row.length - 1)))));
      if (!outcomes.every((outcome) => outcome.well)) break;
    }
    process.stdout.write(`\n${table(parts, outcomes)}\n`);
    const cancelled = parts.length - outcomes.length;
    const counts = outcomes.map((outcome) => outcome.counts);
    process.stdout.write(closingLines(counts, cancelled, performance.now() - since));
    return cancelled === 0 && outcomes.every((outcome) => outcome.well) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`\n${describeProblem(error)}`);
    return 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * Installs and generates what the parts need.
 *
 * @param {readonly Part[]} parts
 * @param {string} dir
 */
async function prepare(parts, dir) {
  const steps = createSteps();
  const where = { logDir: path.join(dir, "logs") };
  try {
    await steps.step("packages", async ({ note }) => note(await ensurePackages(ROOT, where)));
    await steps.step("client", () => generatePrismaClient(ROOT, where));
    if (parts.some((part) => part.name === "e2e")) {
      await steps.step("chromium", async ({ note }) => note(await ensureChromium()));
      await steps.step("firefox", async ({ note }) => note(ensureFirefox()));
    }
  } finally {
    steps.end();
  }
}

/**
 * Parts that follow each other and say the same `beside`, together; every other one alone.
 *
 * @param {readonly Part[]} parts
 * @returns {Part[][]}
 */
function rowsOf(parts) {
  /** @type {Part[][]} */
  const rows = [];
  for (const part of parts) {
    const last = rows.at(-1);
    if (part.beside !== undefined && last?.[0]?.beside === part.beside) last.push(part);
    else rows.push([part]);
  }
  return rows;
}

/**
 * @param {Part} part
 * @param {Place} place
 * @param {boolean} later whether what it says is shown when it has ended, in one piece: another one speaks meanwhile
 * @returns {Promise<Outcome>}
 */
async function runPart(part, place, later) {
  const since = performance.now();
  const title = `\n── ${part.name}: ${part.title}\n`;
  process.stdout.write(later ? `${title}(at the same time as the next; told when it has ended)\n` : title);
  let output = "";
  let well = true;
  for (const args of part.commands(place)) {
    const run = await runNode(args, { ...process.env, ...part.env?.(place) }, part.quiet || later);
    output += run.output;
    well = run.status === 0;
    if (!well) break;
  }
  if (later) process.stdout.write(title);
  if (later || (part.quiet && !well)) process.stdout.write(output);
  const counts = countOf(part, place, output, well);
  const outcome = { part, counts, ms: performance.now() - since, well: well && counts.failed === 0 };
  process.stdout.write(`${outcome.well ? "✓" : "✗"} ${part.name} ${seconds(outcome.ms)}\n`);
  return outcome;
}

/**
 * @param {Part} part
 * @param {Place} place
 * @param {string} output
 * @param {boolean} well
 * @returns {Counts}
 */
function countOf(part, place, output, well) {
  const one = { passed: well ? 1 : 0, failed: well ? 0 : 1, skipped: 0, todo: 0 };
  if (part.count === undefined) return one;
  try {
    const counts = part.count(place, output);
    return well || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch (error) {
    process.stdout.write(describeProblem(error));
    return { ...one, passed: 0, failed: 1 };
  }
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} quiet
 * @returns {Promise<{ status: number, output: string }>} `output` whether shown or not
 */
function runNode(args, env, quiet) {
  return new Promise((resolve, reject) => {
    const colour = process.stdout.isTTY && !quiet ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" };
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...env, ...colour },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (/** @type {string} */ text) => {
        output += text;
        if (!quiet) process.stdout.write(text);
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ status: code ?? 1, output }));
  });
}

/**
 * @param {readonly Part[]} parts
 * @param {readonly Outcome[]} outcomes
 */
function table(parts, outcomes) {
  const rows = parts.map((part) => {
    const outcome = outcomes.find((one) => one.part === part);
    if (outcome === undefined) return `  ${part.name.padEnd(10)} not run`;
    const { passed, failed, skipped } = outcome.counts;
    const numbers = `${passed} passed${failed === 0 ? "" : `, ${failed} failed`}${skipped === 0 ? "" : `, ${skipped} skipped`}`;
    return `${outcome.well ? "✓" : "✗"} ${part.name.padEnd(10)} ${seconds(outcome.ms).padStart(8)}   ${numbers}`;
  });
  return `${rows.join("\n")}\n`;
}
