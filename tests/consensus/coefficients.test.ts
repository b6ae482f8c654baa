import { describe, expect, test } from "vitest";
import { agreementReport, type ClassRating } from "@/lib/consensus/agreement-report";
import { bootstrap } from "@/lib/consensus/bootstrap";
import {
  fleissKappa,
  gwetAc,
  identityWeight,
  intervalDisagreement,
  krippendorffAlpha,
  nominalDisagreement,
  ordinalDisagreement,
  percentAgreement,
} from "@/lib/consensus/coefficients";
import { cohenKappa } from "@/lib/consensus/cohen";
import { sumTallies, tallyOf } from "@/lib/consensus/tally";
import { dice } from "../referee/crowd";

/** Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", part C to E: four observers, twelve units, 0 is missing. */
const OBSERVERS = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
  [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
];
const KRIPPENDORFF = tallyOf(
  Array.from({ length: 12 }, (_, unit) =>
    [1, 2, 3, 4, 5].map((value) => OBSERVERS.filter((row) => row[unit] === value).length),
  ),
);

/** The 15 patients and 6 psychiatrists of Fleiss (1971) as Gwet's irrCAC 1.0 prints them (`distrib.6raters`), with its figures. */
const PSYCHIATRISTS = tallyOf([
  [0, 0, 0, 6, 0],
  [0, 3, 0, 0, 3],
  [0, 1, 4, 0, 1],
  [0, 0, 0, 0, 6],
  [0, 3, 0, 3, 0],
  [2, 0, 4, 0, 0],
  [0, 0, 4, 0, 2],
  [2, 0, 3, 1, 0],
  [2, 0, 0, 4, 0],
  [0, 0, 0, 0, 6],
  [1, 0, 0, 5, 0],
  [1, 1, 0, 4, 0],
  [0, 3, 3, 0, 0],
  [1, 0, 0, 5, 0],
  [0, 2, 0, 3, 1],
]);

/** A table of two raters as counts of items: `table[first][second]`. */
const twoRaters = (table: readonly (readonly number[])[]) =>
  tallyOf(
    table.flatMap((line, k) =>
      line.flatMap((times, l) =>
        Array.from({ length: times }, () => line.map((_, c) => (c === k ? 1 : 0) + (c === l ? 1 : 0))),
      ),
    ),
    table.length,
  );

/** irrCAC 1.0, `cont3x3abstractors`. */
const ABSTRACTORS = [
  [13, 0, 0],
  [0, 20, 7],
  [0, 4, 56],
];

/** percent, Cohen, Fleiss, alpha, AC1. */
const NOMINAL_ROWS = 5;

describe("published worked examples", () => {
  test("Krippendorff's alpha with missing values: nominal .743, ordinal .815, interval .849", () => {
    expect(krippendorffAlpha(KRIPPENDORFF, nominalDisagreement)).toBeCloseTo(0.743, 3);
    expect(krippendorffAlpha(KRIPPENDORFF, ordinalDisagreement(KRIPPENDORFF))).toBeCloseTo(0.815, 3);
    expect(krippendorffAlpha(KRIPPENDORFF, intervalDisagreement())).toBeCloseTo(0.849, 3);
  });

  test("the same data in irrCAC (`cac.raw4raters`): percent .8181818, AC1 .77544, alpha .74342", () => {
    expect(percentAgreement(KRIPPENDORFF)).toBeCloseTo(0.8181818, 6);
    expect(gwetAc(KRIPPENDORFF, identityWeight)).toBeCloseTo(0.77544, 5);
    expect(krippendorffAlpha(KRIPPENDORFF, nominalDisagreement)).toBeCloseTo(0.74342, 5);
  });

  test("six raters (irrCAC `distrib.6raters`): AC1 .4448007, Fleiss' kappa .4139265, alpha .4204384, percent .5511111", () => {
    expect(gwetAc(PSYCHIATRISTS, identityWeight)).toBeCloseTo(0.4448007, 6);
    expect(fleissKappa(PSYCHIATRISTS)).toBeCloseTo(0.4139265, 6);
    expect(krippendorffAlpha(PSYCHIATRISTS, nominalDisagreement)).toBeCloseTo(0.4204384, 6);
    expect(percentAgreement(PSYCHIATRISTS)).toBeCloseTo(0.5511111, 6);
  });

  test("two raters (irrCAC `cont3x3abstractors`): Cohen's kappa .7964094, AC1 .8493305, Scott's pi .7962397, alpha .7972585", () => {
    const tally = twoRaters(ABSTRACTORS);
    expect(cohenKappa(ABSTRACTORS.flat(), 3)).toBeCloseTo(0.7964094, 6);
    expect(gwetAc(tally, identityWeight)).toBeCloseTo(0.8493305, 6);
    expect(fleissKappa(tally)).toBeCloseTo(0.7962397, 6);
    expect(krippendorffAlpha(tally, nominalDisagreement)).toBeCloseTo(0.7972585, 6);
  });

  test("AC2 (figures in the tests of afergadis/irrCAC, a port of Gwet's package): four raters .914 quadratic, .859 linear; abstractors .940, .900", () => {
    const quadratic = (q: number) => (k: number, l: number) => 1 - ((k - l) / (q - 1)) ** 2;
    const linear = (q: number) => (k: number, l: number) => 1 - Math.abs(k - l) / (q - 1);
    expect(gwetAc(KRIPPENDORFF, quadratic(5))).toBeCloseTo(0.914, 3);
    expect(gwetAc(KRIPPENDORFF, linear(5))).toBeCloseTo(0.859, 3);
    expect(gwetAc(twoRaters(ABSTRACTORS), quadratic(3))).toBeCloseTo(0.94, 3);
    expect(gwetAc(twoRaters(ABSTRACTORS), linear(3))).toBeCloseTo(0.9, 3);
  });

  test("the paradox of high agreement (Gwet 2008): 118, 5, 2, 0 gives kappa about 0 where AC1 is .94", () => {
    const table = [
      [118, 5],
      [2, 0],
    ];
    expect(cohenKappa(table.flat(), 2)).toBeCloseTo(-0.0234, 4);
    expect(gwetAc(twoRaters(table), identityWeight)).toBeCloseTo(0.9408, 4);
  });
});

describe("the coefficients", () => {
  test("AC2 by linear weights, worked out by hand: one item apart by one of two steps in four", () => {
    // Pairs 11, 22, 33, 12: agreement (1 + 1 + 1 + .5) / 4; shares 3/8, 3/8, 2/8; T = 3 + 4·.5 + 2·0 = 5.
    const tally = tallyOf([
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
      [1, 1, 0],
    ]);
    const chance = (5 / 6) * ((3 / 8) * (5 / 8) * 2 + (2 / 8) * (6 / 8));
    const linear = (k: number, l: number) => 1 - Math.abs(k - l) / 2;
    expect(gwetAc(tally, linear)).toBeCloseTo((0.875 - chance) / (1 - chance), 12);
  });

  test("tallies add up: twice the first half is what twice its items are", () => {
    const rows = [
      [2, 1],
      [0, 3],
      [1, 0],
    ];
    const parts = rows.map((row) => tallyOf([row]));
    expect(sumTallies(parts, [2, 0, 1])).toEqual(tallyOf([...rows.slice(0, 1), ...rows.slice(0, 1), ...rows.slice(2)]));
  });

  test("behavior: no pair, one class alone, or no answers: no value rather than a wrong one", () => {
    const alone = tallyOf([
      [1, 0],
      [0, 1],
    ]);
    expect([percentAgreement(alone), fleissKappa(alone), gwetAc(alone, identityWeight)]).toEqual([null, null, null]);
    expect(krippendorffAlpha(alone, nominalDisagreement)).toBeNull();
    expect(fleissKappa(tallyOf([[3, 0]]))).toBeNull();
    expect(cohenKappa([5, 0, 0, 0], 2)).toBeNull();
    expect(cohenKappa([0, 0, 0, 0], 2)).toBeNull();
  });
});

/** `items` items of `classes` classes, three answers each, right with chance `accuracy`. */
function crowd(items: number, classes: number, accuracy: number, seed: number): ClassRating[] {
  const roll = dice(seed);
  return Array.from({ length: items }, (_, t) => {
    const truth = Math.floor(roll() * classes);
    return ["p", "q", "r"].map((annotator) => ({
      item: `item ${t}`,
      annotator,
      category: roll() < accuracy ? truth : Math.floor(roll() * classes),
    }));
  }).flat();
}
const same = (k: number, l: number) => (k === l ? 0 : 1);

describe("agreementReport", () => {
  test("every coefficient of a crowd lies in its interval, and more items make the interval narrower", () => {
    const widths = [60, 2000].map((items) => {
      const rows = agreementReport(crowd(items, 3, 0.8, 5), 3, same);
      expect(rows.map(({ id }) => id)).toEqual(["cohen", "percent", "fleiss", "alpha", "ac1"]);
      for (const row of rows) {
        const [low, value, high] = [row.lowPermille ?? 1001, row.permille ?? 1001, row.highPermille ?? -1001];
        expect(low <= value && value <= high && low < high).toBe(true);
      }
      return (rows[3]?.highPermille ?? 0) - (rows[3]?.lowPermille ?? 0);
    });
    expect(widths[1]).toBeLessThan((widths[0] ?? 0) / 3);
  });

  test("random answers: kappa, alpha and AC1 hold 0 in their intervals", () => {
    for (const { id, lowPermille, highPermille } of agreementReport(crowd(300, 4, 0, 11), 4, same)) {
      if (id !== "percent") expect((lowPermille ?? 1) <= 0 && (highPermille ?? -1) >= 0).toBe(true);
    }
  });

  test("the same answers in any order give the same report", () => {
    const ratings = crowd(40, 3, 0.7, 9);
    expect(agreementReport([...ratings].reverse(), 3, same)).toEqual(agreementReport(ratings, 3, same));
  });

  test("classes that are more or less far apart bring alpha by distance and AC2; on a line also ordinal and interval alpha", () => {
    const more = (distance: (k: number, l: number) => number) =>
      agreementReport(crowd(80, 4, 0.7, 3), 4, distance).slice(NOMINAL_ROWS);
    const onALine = more((k, l) => Math.abs(k - l) / 3);
    expect(onALine.map(({ id }) => id)).toEqual(["alpha-ordinal", "alpha-interval", "alpha-distance", "ac2"]);
    for (const { permille, lowPermille, highPermille } of onALine) {
      expect(permille).toBeGreaterThan(lowPermille ?? Number.POSITIVE_INFINITY);
      expect(permille).toBeLessThan(highPermille ?? Number.NEGATIVE_INFINITY);
    }
    const inTwoPairs = more((k, l) => (k === l ? 0 : k >> 1 === l >> 1 ? 0.5 : 1));
    expect(inTwoPairs.map(({ id }) => id)).toEqual(["alpha-distance", "ac2"]);
    expect(more(same)).toEqual([]);
  });

  test("behavior: no answers, no values", () => {
    for (const row of agreementReport([], 3, same)) expect(row.permille).toBeNull();
  });
});

test("the bootstrap of a mean is about as wide as theory says", () => {
  const roll = dice(2);
  const values = Array.from({ length: 400 }, () => roll());
  const mean = (times: Int32Array) => values.reduce((sum, value, i) => sum + value * (times[i] ?? 0), 0) / 400;
  const [interval] = bootstrap(400, (times) => [mean(times)]);
  const width = (interval?.high ?? 0) - (interval?.low ?? 0);
  // 2 · 1.96 · sqrt(1/12 / 400) = .0566
  expect(width).toBeGreaterThan(0.045);
  expect(width).toBeLessThan(0.068);
  expect(bootstrap(1, () => [1])).toEqual([null]);
});
