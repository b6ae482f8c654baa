// The parts of `npm test`, in the order they run: cheap and telling first.
import path from "node:path";
import { readForgeOutput, readPlaywrightReport, readVitestReport } from "./counts.mjs";

/**
 * @typedef {import("./counts.mjs").Counts} Counts
 * @typedef {{ root: string, dir: string, port: number }} Place `dir`: for reports and data; `port`: free for a web server
 * @typedef {{
 *   name: string,
 *   title: string,
 *   quiet: boolean,
 *   beside?: string,
 *   commands: (place: Place) => readonly (readonly string[])[],
 *   env?: (place: Place) => Record<string, string>,
 *   count?: (place: Place, output: string) => Counts,
 * }} Part `commands` are arguments of node; a quiet part's output is shown when it fails. Without `count` it is one test.
 * Parts with the same `beside` run at the same time: neither of them keeps two cores busy, for both wait for chain, browser and clock
 */

/** @type {readonly Part[]} */
export const PARTS = [
  {
    name: "format",
    title: "format and lint",
    quiet: true,
    commands: () => [["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]],
  },
  {
    name: "types",
    title: "types",
    quiet: true,
    commands: () => [
      ["node_modules/next/dist/bin/next", "typegen"],
      ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."],
    ],
  },
  {
    name: "knip",
    title: "unused code",
    quiet: true,
    commands: () => [["node_modules/knip/bin/knip.js"]],
  },
  vitest("unit", "rules of the house, units"),
  {
    name: "contracts",
    title: "contracts",
    quiet: false,
    commands: () => [
      ["contracts/script/forge.mjs", "lint", "--deny", "warnings", "contracts/src"],
      [
        "node_modules/solhint/solhint.js",
        "-c",
        "contracts/.solhint.json",
        "--max-warnings",
        "0",
        "contracts/src/**/*.sol",
      ],
      ["contracts/script/forge.mjs", "test"],
      ["contracts/script/check-gas.mjs"],
    ],
    count: (_, output) => readForgeOutput(output),
  },
  { ...vitest("adapters", "real database and chain"), beside: "real things" },
  {
    name: "e2e",
    title: "real browser",
    quiet: false,
    beside: "real things",
    commands: () => [["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"]],
    env: (place) => ({
      PLAYWRIGHT_JSON_OUTPUT_NAME: report(place, "e2e"),
      ASSAY_E2E_DIR: path.join(place.dir, "e2e"),
      ASSAY_E2E_PORT: String(place.port),
    }),
    count: (place) => readPlaywrightReport(report(place, "e2e")),
  },
];

/** What `npm run check` runs: everything that needs neither a database, a chain nor a browser. */
export const QUICK = ["format", "types", "knip", "unit"];

/**
 * @param {string} project
 * @param {string} title
 * @returns {Part}
 */
function vitest(project, title) {
  const reporters = ["--reporter=default", "--reporter=json"];
  return {
    name: project,
    title,
    quiet: false,
    commands: (place) => [
      [
        ...["node_modules/vitest/vitest.mjs", "run", "--project", project],
        ...[...reporters, `--outputFile.json=${report(place, project)}`],
      ],
    ],
    count: (place) => readVitestReport(report(place, project)),
  };
}

/**
 * @param {Place} place
 * @param {string} name
 */
function report(place, name) {
  return path.join(place.dir, `${name}.json`);
}
