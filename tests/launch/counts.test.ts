import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { closingLines, readForgeOutput, readPlaywrightReport, readVitestReport } from "@/bin/parts/counts.mjs";
import { tempFolder } from "./temp-folder";

function reportOf(content: unknown): string {
  const file = path.join(tempFolder(), "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const VITEST = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1, numFailedTestSuites: 0 };

test("Vitest's counts are taken as they are", () => {
  const counts = readVitestReport(reportOf({ ...VITEST, numFailedTests: 3, success: false }));
  expect(counts).toEqual({ passed: 5, failed: 3, skipped: 2, todo: 1 });
});

test("a Vitest file that does not load counts as a failure", () => {
  expect(readVitestReport(reportOf({ ...VITEST, numFailedTestSuites: 2, success: false })).failed).toBe(2);
  expect(readVitestReport(reportOf({ ...VITEST, success: false })).failed).toBe(1);
  expect(readVitestReport(reportOf({ ...VITEST, success: true })).failed).toBe(0);
});

test("Playwright's counts are taken as they are, an error outside of a test is a failure", () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(readPlaywrightReport(reportOf({ stats, errors: [] }))).toEqual({ passed: 5, failed: 1, skipped: 2, todo: 0 });
  const clean = { ...stats, unexpected: 0 };
  expect(readPlaywrightReport(reportOf({ stats: clean, errors: [{ message: "no server" }] })).failed).toBe(1);
});

test("forge's last line is read, and its absence is a failure", () => {
  const line = "Ran 2 test suites in 1.00s (1.10s CPU time): 7 tests passed, 1 failed, 3 skipped (11 total tests)";
  expect(readForgeOutput(`Compiling…\n${line}\n`)).toEqual({ passed: 7, failed: 1, skipped: 3, todo: 0 });
  expect(() => readForgeOutput("Compiler run failed")).toThrow("no count");
});

test("a missing report is a failure", () => {
  expect(() => readVitestReport("/no/such/report.json")).toThrow("left no report");
});

test("the closing lines add up", () => {
  const parts = [
    { passed: 5, failed: 0, skipped: 2, todo: 1 },
    { passed: 7, failed: 1, skipped: 0, todo: 0 },
  ];
  expect(closingLines(parts, 3, 1234.5)).toBe(
    "# tests 16\n# suites 2\n# pass 12\n# fail 1\n# cancelled 3\n# skipped 2\n# todo 1\n# duration_ms 1235\n",
  );
});
