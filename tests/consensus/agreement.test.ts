import { describe, expect, test } from "vitest";
import { agreement, confusion } from "@/lib/consensus/agreement";

/** Fleiss (1971), as worked out in many textbooks: 10 subjects, 14 raters, 5 categories; kappa .210. */
const FLEISS = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
];

/** Krippendorff (2011), example C: four observers, twelve units, values missing; nominal alpha .743. */
const KRIPPENDORFF = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
  [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
];

const countsOf = (observers: readonly (readonly number[])[]) =>
  (observers[0] ?? []).map((_, unit) =>
    [1, 2, 3, 4, 5].map((value) => observers.filter((row) => row[unit] === value).length),
  );

describe("agreement", () => {
  test("default: Fleiss' worked example", () => {
    const { percent, fleissKappa, items } = agreement(FLEISS);
    expect(percent).toBeCloseTo(0.378, 3);
    expect(fleissKappa).toBeCloseTo(0.21, 3);
    expect(items).toBe(10);
  });

  test("default: Krippendorff's worked example with missing values", () => {
    const { alpha, items } = agreement(countsOf(KRIPPENDORFF));
    expect(alpha).toBeCloseTo(0.743, 3);
    expect(items).toBe(11);
  });

  test("behavior: full agreement on varied items is 1; on one class alone it tells nothing", () => {
    expect(
      agreement([
        [3, 0],
        [0, 3],
      ]),
    ).toEqual({ percent: 1, fleissKappa: 1, alpha: 1, items: 2 });
    expect(
      agreement([
        [3, 0],
        [2, 0],
      ]),
    ).toEqual({ percent: 1, fleissKappa: null, alpha: null, items: 2 });
  });

  test("behavior: items with one answer or none are left out", () => {
    expect(
      agreement([
        [1, 0],
        [0, 0],
      ]),
    ).toEqual({ percent: 0, fleissKappa: null, alpha: null, items: 0 });
    expect(agreement([])).toMatchObject({ items: 0 });
  });
});

test("confusion counts answers by label and truth, and leaves out items without one", () => {
  expect(
    confusion(
      [
        [2, 1],
        [0, 3],
        [1, 1],
      ],
      [0, 1, -1],
      2,
    ),
  ).toEqual([
    [2, 0],
    [1, 3],
  ]);
});
