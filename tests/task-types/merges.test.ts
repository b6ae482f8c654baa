import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ONE_Q16 } from "@/lib/kernel/q16";
import { boxesDistance, boxIou, mergeBoxes } from "@/lib/task-types/boxes/agreement";
import type { Box } from "@/lib/task-types/boxes/schema";
import { chatDistance, mergeChats } from "@/lib/task-types/chat/agreement";
import { editDistance } from "@/lib/task-types/edit-distance";
import {
  type Interval,
  intervalOrder,
  intervalsDistance,
  isOrderly,
  mergeIntervals,
} from "@/lib/task-types/interval-votes";
import { bestMatching } from "@/lib/task-types/matching";
import { mergeRankings, rankingDistance } from "@/lib/task-types/ranking/agreement";
import { rating } from "@/lib/task-types/rating/index";
import { transcription } from "@/lib/task-types/transcription/index";
import { majorityOf, weightedMedian } from "@/lib/task-types/weighted-votes";

const weight = fc.nat({ max: ONE_Q16 });
const runs = { seed: 3, numRuns: 300 };

describe("weighted votes", () => {
  const votes = fc.array(
    fc.record({ answer: fc.integer({ min: -9, max: 9 }), weightQ16: fc.integer({ min: 1, max: 5 }) }),
    {
      minLength: 1,
      maxLength: 9,
    },
  );

  test("property: a weighted median is the plain median of as many copies as each weighs", () => {
    fc.assert(
      fc.property(votes, (given) => {
        const copies = given
          .flatMap(({ answer, weightQ16 }) => new Array<number>(weightQ16).fill(answer))
          .sort((a, b) => a - b);
        const [low = 0, high = 0] = [copies[(copies.length - 1) >> 1], copies[copies.length >> 1]];
        expect(weightedMedian(given)).toBe(Math.floor((low + high) / 2));
      }),
      runs,
    );
  });

  test("a majority is more than half of the weight", () => {
    const given = [
      { answer: ["x", "y"], weightQ16: 2 },
      { answer: ["y"], weightQ16: 1 },
      { answer: [], weightQ16: 1 },
    ];
    expect(majorityOf(["x", "y", "z"], given)).toEqual(["y"]);
  });
});

test("property: the matching is the best of all matchings", () => {
  const pair = fc.record({
    left: fc.nat({ max: 3 }),
    right: fc.nat({ max: 3 }),
    value: fc.integer({ min: 1, max: 20 }),
  });
  const pairs = fc.uniqueArray(pair, { selector: ({ left, right }) => `${left} ${right}`, maxLength: 12 });
  type Pair = { left: number; right: number; value: number };
  const brute = (rest: readonly Pair[]): number => {
    const [first, ...others] = rest;
    if (!first) return 0;
    const taken = others.filter(({ left, right }) => left !== first.left && right !== first.right);
    return Math.max(brute(others), first.value + brute(taken));
  };
  fc.assert(
    fc.property(pairs, (given) => {
      expect(bestMatching(given)).toBe(brute(given));
    }),
    runs,
  );
});

describe("boxes", () => {
  const box = fc
    .record({
      label: fc.constantFrom("car", "dog"),
      x1: fc.nat({ max: 8 }),
      y1: fc.nat({ max: 8 }),
      wide: fc.integer({ min: 1, max: 4 }),
      high: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ label, x1, y1, wide, high }): Box => ({ label, x1, y1, x2: x1 + wide, y2: y1 + high }));
  const answer = fc.array(box, { maxLength: 4 }).map((boxes) => ({ boxes }));

  test("property: IoU is that of the pixels", () => {
    const pixels = ({ x1, y1, x2, y2 }: Box) => {
      const inside = new Set<string>();
      for (let x = x1; x < x2; x++) for (let y = y1; y < y2; y++) inside.add(`${x} ${y}`);
      return inside;
    };
    fc.assert(
      fc.property(box, box, (a, b) => {
        const [one, other] = [pixels(a), pixels(b)];
        const both = [...one].filter((pixel) => other.has(pixel)).length;
        expect(boxIou(a, b)).toBe(Math.floor((both * ONE_Q16) / (one.size + other.size - both)));
      }),
      runs,
    );
  });

  test("property: distance is symmetric, 0 for equals in any order, and within one", () => {
    fc.assert(
      fc.property(answer, answer, (a, b) => {
        const distance = boxesDistance(a, b);
        expect(boxesDistance(b, a)).toBe(distance);
        expect(boxesDistance(a, { boxes: [...a.boxes].reverse() })).toBe(0);
        expect(Number.isInteger(distance) && distance >= 0 && distance <= ONE_Q16).toBe(true);
      }),
      runs,
    );
  });

  test("a thing most people drew stands at the median of its corners, under the label of most; the rest is dropped", () => {
    const car = (x1: number, label = "car"): Box => ({ label, x1, y1: 0, x2: x1 + 100, y2: 50 });
    const merged = mergeBoxes([
      { answer: { boxes: [car(10), car(400)] }, weightQ16: 3 },
      { answer: { boxes: [car(14)] }, weightQ16: 3 },
      { answer: { boxes: [car(30, "dog")] }, weightQ16: 3 },
    ]);
    expect(merged).toEqual({ boxes: [car(14)] });
  });

  test("property: people who shift everything a little agree on every box, once, whatever their order", () => {
    const scene = Array.from(
      { length: 6 },
      (_, i): Box => ({ label: "car", x1: 200 * i, y1: 10, x2: 200 * i + 120, y2: 90 }),
    );
    const shift = fc.record({
      dx: fc.integer({ min: -9, max: 9 }),
      dy: fc.integer({ min: -9, max: 9 }),
      weightQ16: fc.integer({ min: 1, max: ONE_Q16 }),
    });
    fc.assert(
      fc.property(fc.array(shift, { minLength: 1, maxLength: 5 }), (people) => {
        const votes = people.map(({ dx, dy, weightQ16 }) => ({
          answer: { boxes: scene.map((b) => ({ ...b, x1: b.x1 + dx, x2: b.x2 + dx, y1: b.y1 + dy, y2: b.y2 + dy })) },
          weightQ16,
        }));
        const { boxes } = mergeBoxes(votes);
        expect(boxes.length).toBe(scene.length);
        const sorted = (list: readonly Box[]) => [...list].sort((a, b) => a.x1 - b.x1);
        expect(sorted(mergeBoxes([...votes].reverse()).boxes)).toEqual(sorted(boxes));
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});

describe("intervals", () => {
  const LENGTH = 12;
  const cells = fc.array(fc.constantFrom("", "a", "b"), { minLength: LENGTH, maxLength: LENGTH });
  /** The runs of equal labels in a row of points. */
  const intervalsOf = (row: readonly string[]): Interval[] => {
    const found: Interval[] = [];
    row.forEach((label, at) => {
      const last = found.at(-1);
      if (label !== "" && last?.label === label && last.end === at) found[found.length - 1] = { ...last, end: at + 1 };
      else if (label !== "") found.push({ label, start: at, end: at + 1 });
    });
    return found;
  };

  test("property: distance is one less F1 over labeled points", () => {
    fc.assert(
      fc.property(cells, cells, (a, b) => {
        const both = a.filter((label, at) => label !== "" && label === b[at]).length;
        const all = [...a, ...b].filter((label) => label !== "").length;
        const expected = all === 0 ? 0 : ONE_Q16 - Math.floor((2 * both * ONE_Q16) / all);
        expect(intervalsDistance(intervalsOf(a), intervalsOf(b))).toBe(expected);
      }),
      runs,
    );
  });

  test("property: every point bears the label that more than half of the weight gives it, and no other", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cells, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 5 }),
        (votes) => {
          const merged = mergeIntervals(votes.map(([row, weightQ16]) => ({ answer: intervalsOf(row), weightQ16 })));
          expect(isOrderly(merged, false)).toBe(true);
          const whole = votes.reduce((sum, [, w]) => sum + w, 0);
          for (let at = 0; at < LENGTH; at++) {
            for (const label of ["a", "b"]) {
              const said = votes.reduce((sum, [row, w]) => sum + (row[at] === label ? w : 0), 0);
              const found = merged.some((one) => one.label === label && one.start <= at && at < one.end);
              expect(found).toBe(2 * said > whole);
            }
          }
        },
      ),
      runs,
    );
  });

  test("neighbours of one label stay apart where most parted them, and join where most did not", () => {
    const two = [
      { label: "a", start: 0, end: 4 },
      { label: "a", start: 4, end: 9 },
    ];
    const one = [{ label: "a", start: 0, end: 9 }];
    const votes = (apart: number, joined: number) => [
      { answer: two, weightQ16: apart },
      { answer: one, weightQ16: joined },
    ];
    expect(mergeIntervals(votes(2, 1))).toEqual(two);
    expect(mergeIntervals(votes(1, 2))).toEqual(one);
  });

  test("intervals of different labels may lie over each other where the config says so", () => {
    const nested = [
      { label: "title", start: 0, end: 3 },
      { label: "name", start: 0, end: 9 },
    ];
    expect(isOrderly(nested, true)).toBe(true);
    expect(isOrderly(nested, false)).toBe(false);
    expect(mergeIntervals([{ answer: nested, weightQ16: 1 }])).toEqual([...nested].sort(intervalOrder));
  });
});

describe("rankings", () => {
  /** Every ranking of n things, ties too. */
  const rankings = (n: number): number[][] => {
    const all: number[][] = [];
    const fill = (places: number[]) => {
      if (places.length < n) for (let p = 0; p < n; p++) fill([...places, p]);
      else if (new Set(places).size === Math.max(...places) + 1) all.push(places);
    };
    fill([]);
    return all;
  };
  const four = rankings(4);

  test("distance: 0 for the same, one for the reverse, half a pair for a tie", () => {
    expect(four.length).toBe(75);
    const at = (a: number[], b: number[]) => rankingDistance({ places: a }, { places: b });
    expect(at([0, 1, 2], [0, 1, 2])).toBe(0);
    expect(at([0, 1, 2], [2, 1, 0])).toBe(ONE_Q16);
    expect(at([0, 1, 2], [0, 1, 1])).toBe(Math.floor(ONE_Q16 / 6));
  });

  test("property: the merge is the nearest of all rankings, with ties and without", () => {
    const votes = fc.array(
      fc.record({
        answer: fc.constantFrom(...four).map((places) => ({ places })),
        weightQ16: fc.integer({ min: 1, max: 9 }),
      }),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    // In half pairs, so that nothing is rounded.
    const halves = (a: readonly number[], b: readonly number[]) => {
      let sum = 0;
      for (let i = 0; i < 4; i++)
        for (let j = 0; j < i; j++)
          sum += Math.abs(Math.sign((a[i] ?? 0) - (a[j] ?? 0)) - Math.sign((b[i] ?? 0) - (b[j] ?? 0)));
      return sum;
    };
    fc.assert(
      fc.property(votes, fc.boolean(), (given, ties) => {
        const cost = (places: readonly number[]) =>
          given.reduce((sum, { answer, weightQ16 }) => sum + weightQ16 * halves(places, answer.places), 0);
        const lawful = four.filter((places) => ties || new Set(places).size === 4);
        const { places } = mergeRankings(given, ties);
        expect(lawful).toContainEqual(places);
        expect(cost(places)).toBe(Math.min(...lawful.map(cost)));
      }),
      runs,
    );
  });

  test("more than eight things are ranked by points: unanimous rankings stand, ties too", () => {
    const places = [3, 0, 1, 2, 4, 5, 5, 6, 7, 8];
    expect(mergeRankings([{ answer: { places }, weightQ16: 7 }], true)).toEqual({ places });
  });
});

describe("texts", () => {
  const text = fc.array(fc.nat({ max: 3 }), { maxLength: 7 });

  test("property: the edit distance is that of its definition", () => {
    const naive = (a: readonly number[], b: readonly number[]): number => {
      const [first, ...rest] = a;
      const [other, ...others] = b;
      if (first === undefined || other === undefined) return a.length + b.length;
      if (first === other) return naive(rest, others);
      return 1 + Math.min(naive(rest, b), naive(a, others), naive(rest, others));
    };
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(editDistance(a, b)).toBe(naive(a, b));
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  test("a face is one symbol, whatever it takes to store it", () => {
    const config = { question: "?", longest: 100 };
    expect(transcription.distance({ text: "👋🏽" }, { text: "👋" }, config)).toBe(ONE_Q16 / 2);
    expect(transcription.distance({ text: "" }, { text: "" }, config)).toBe(0);
  });
});

test("ratings merge at the median of each criterion, and lie as far apart as on the scale", () => {
  const config = { question: "?", criteria: ["x", "y"], lowest: 1, highest: 5 };
  const votes = [
    [5, 1],
    [4, 2],
    [1, 3],
  ].map((ratings) => ({ answer: { ratings }, weightQ16: 9 }));
  expect(rating.merge?.(votes, config)).toEqual({ ratings: [4, 2] });
  expect(rating.distance({ ratings: [1, 1] }, { ratings: [5, 5] }, config)).toBe(ONE_Q16);
  expect(rating.distance({ ratings: [1, 1] }, { ratings: [2, 1] }, config)).toBe(ONE_Q16 / 8);
  fc.assert(
    fc.property(weight, weight, (a, b) => {
      const both = [5, 1].map((value, i) => ({ answer: { ratings: [value, 3] }, weightQ16: i === 0 ? a : b }));
      expect(rating.merge?.(both, config)?.ratings[0]).toBe(a > b ? 5 : a < b ? 1 : 3);
    }),
    runs,
  );
});

describe("chats", () => {
  const config = { question: "q", labels: ["good", "bad", "ugly"], lowest: 1, highest: 5, everybody: false };
  const chat = fc.record({
    ratings: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
    verdict: fc.constantFrom(...config.labels),
  });

  test("property: of any two chats, as long or not, the distance is an integer in its bounds and symmetric", () => {
    fc.assert(
      fc.property(chat, chat, (a, b) => {
        const distance = chatDistance(a, b, config);
        expect(Number.isInteger(distance) && distance >= 0 && distance <= ONE_Q16).toBe(true);
        expect(chatDistance(b, a, config)).toBe(distance);
        expect(distance === 0).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      runs,
    );
  });

  test("default: half hangs on the verdict, half on the messages; votes merge message by message", () => {
    const [a, b, c] = [
      { ratings: [1, 5], verdict: "good" },
      { ratings: [5, 5], verdict: "bad" },
      { ratings: [2, 4], verdict: "bad" },
    ];
    expect(chatDistance(a, { ...a, verdict: "ugly" }, config)).toBe(ONE_Q16 / 2);
    expect(chatDistance(a, { ...b, verdict: "good" }, config)).toBe(ONE_Q16 / 4);
    expect(chatDistance(a, { ...a, ratings: [1] }, config)).toBe(ONE_Q16 / 4);
    const votes = [a, b, c].map((answer) => ({ answer, weightQ16: 7 }));
    expect(mergeChats(votes, config)).toEqual({ ratings: [2, 5], verdict: "bad" });
    expect(mergeChats(votes.slice(0, 2), config).verdict).toBe("good"); // of equals the first label
  });
});
