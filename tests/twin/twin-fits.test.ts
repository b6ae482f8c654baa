import { expect, test } from "vitest";
import { twinFits } from "@/lib/twin/twin-fits";

test("twinFits: a million answers of five classes do; ten million, or a table of 256 × 256 for a thousand people, do not", () => {
  const million = { votes: 1_000_000, items: 100_000, annotators: 5_000, classes: 5 };
  expect(twinFits(million)).toBe(true);
  expect(twinFits({ ...million, votes: 10_000_000, items: 1_000_000 })).toBe(false);
  expect(twinFits({ votes: 50_000, items: 10_000, annotators: 1_000, classes: 256 })).toBe(false);
});
