import { expect, test } from "@playwright/test";
import { firstLoad } from "./first-load";

/** Kilobytes (1,000 bytes) of gzipped JavaScript before a bench of single choice can be used; what comes after the paint is not in it. */
const BUDGET_KB = 180;

test("the bench's first load stays within its budget", () => {
  const files = firstLoad(process.cwd(), "(annotator)/label/[bountyId]");
  const kb = files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) / 1_000;
  console.log(`first load of the bench: ${kb.toFixed(1)} kB gzip in ${files.length} files`);
  expect(kb).toBeLessThanOrEqual(BUDGET_KB);
});
