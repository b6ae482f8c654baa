// How many tests a runner really ran, read from its own report.
import { readFileSync } from "node:fs";
import { LaunchProblem } from "../launch/problem.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number, todo: number }} Counts */

/**
 * @param {string} file Vitest's JSON report
 * @returns {Counts}
 */
export function readVitestReport(file) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites, success } = parse(file);
  // A test file that does not even load has no test of its own to fail.
  const failed = numFailedTests === 0 && success === false ? Math.max(1, numFailedTestSuites) : numFailedTests;
  return { passed: numPassedTests, failed, skipped: numPendingTests, todo: numTodoTests };
}

/**
 * @param {string} file Playwright's JSON report
 * @returns {Counts}
 */
export function readPlaywrightReport(file) {
  const { stats, errors } = parse(file);
  const failed = stats.unexpected === 0 && errors.length > 0 ? errors.length : stats.unexpected;
  return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped, todo: 0 };
}

/**
 * @param {string} output what forge printed; its last line counts the tests
 * @returns {Counts}
 * @throws {LaunchProblem} when there is no such line
 */
export function readForgeOutput(output) {
  const lines = [...output.matchAll(/(\d+) tests? passed, (\d+) failed, (\d+) skipped \(\d+ total tests?\)/g)];
  const [passed, failed, skipped] = (lines.at(-1) ?? []).slice(1).map(Number);
  if (passed === undefined || failed === undefined || skipped === undefined) {
    throw new LaunchProblem("forge printed no count of tests.", "Its output stands above.");
  }
  return { passed, failed, skipped, todo: 0 };
}

/**
 * The closing lines that node's own test runner prints. A part that was not run for an earlier failure is `cancelled`.
 *
 * @param {readonly Counts[]} parts
 * @param {number} cancelled
 * @param {number} ms
 * @returns {string}
 */
export function closingLines(parts, cancelled, ms) {
  const sum = (/** @type {keyof Counts} */ key) => parts.reduce((total, counts) => total + counts[key], 0);
  const [pass, fail, skipped, todo] = [sum("passed"), sum("failed"), sum("skipped"), sum("todo")];
  const rows = [
    ["tests", pass + fail + skipped + todo],
    ["suites", parts.length],
    ["pass", pass],
    ["fail", fail],
    ["cancelled", cancelled],
    ["skipped", skipped],
    ["todo", todo],
    ["duration_ms", Math.round(ms)],
  ];
  return `${rows.map(([name, value]) => `# ${name} ${value}`).join("\n")}\n`;
}

/** @param {string} file */
function parse(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new LaunchProblem(`The test runner left no report at ${file}.`, "Its output stands above.", { cause });
  }
}
