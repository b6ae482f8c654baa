import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ONE_Q16 } from "@/lib/kernel/q16";
import { boxIou } from "@/lib/task-types/boxes/agreement";
import { figuresAlike, keypointsDistance, mergeKeypoints } from "@/lib/task-types/keypoints/agreement";
import { type Figure, type Keypoint, KeypointsConfig } from "@/lib/task-types/keypoints/schema";
import { mergePolygons, polygonsDistance } from "@/lib/task-types/polygons/agreement";
import { pixelsOf, sharedArea } from "@/lib/task-types/polygons/pixels";
import {
  type Corner,
  type Polygon,
  PolygonsConfig,
  PolygonsPayload,
  polygonsAnswer,
} from "@/lib/task-types/polygons/schema";

const runs = { seed: 5, numRuns: 300 };
const corner = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }));
const outline = fc.array(corner, { minLength: 3, maxLength: 7 });

/** Centres inside by the even-odd rule, one ray a centre, in exact integers doubled: the slow definition. */
function centresInside(points: readonly Corner[]): Set<string> {
  const inside = new Set<string>();
  for (let x = 0; x < 10; x++) {
    for (let y = 0; y < 10; y++) {
      let odd = false;
      points.forEach(([x1, y1], i) => {
        const [x2, y2] = points[(i + 1) % points.length] ?? [x1, y1];
        const crosses = 2 * y1 > 2 * y + 1 !== 2 * y2 > 2 * y + 1;
        // The centre lies left of, or on, the edge: the pixel begins at the crossing.
        const side = (2 * x + 1 - 2 * x1) * (y2 - y1) - (2 * y + 1 - 2 * y1) * (x2 - x1);
        if (crosses && (y2 > y1 ? side >= 0 : side <= 0)) odd = !odd;
      });
      if (odd) inside.add(`${x} ${y}`);
    }
  }
  return inside;
}

describe("polygons", () => {
  test("property: pixels are the centres inside, and shared ones those inside both", () => {
    fc.assert(
      fc.property(outline, outline, (a, b) => {
        const [one, other] = [centresInside(a), centresInside(b)];
        expect(pixelsOf(a).area).toBe(one.size);
        expect(sharedArea(pixelsOf(a), pixelsOf(b))).toBe([...one].filter((at) => other.has(at)).length);
      }),
      runs,
    );
  });

  test("property: a rectangle drawn as a polygon overlaps as the box does, wherever its outline begins and turns", () => {
    const box = fc.tuple(
      fc.nat({ max: 8 }),
      fc.nat({ max: 8 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
    );
    const drawn = ([x, y, wide, high]: readonly [number, number, number, number]): Corner[] => [
      [x, y],
      [x + wide, y],
      [x + wide, y + high],
      [x, y + high],
    ];
    const asBox = ([x1, y1, wide, high]: readonly [number, number, number, number]) => ({
      ...{ label: "a", x1, y1, x2: x1 + wide, y2: y1 + high },
    });
    fc.assert(
      fc.property(box, box, fc.nat({ max: 3 }), fc.boolean(), (a, b, turn, back) => {
        const points = drawn(b);
        const moved = [...points.slice(turn), ...points.slice(0, turn)];
        const distance = polygonsDistance(
          { polygons: [{ label: "a", points: drawn(a) }] },
          { polygons: [{ label: "a", points: back ? moved.reverse() : moved }] },
        );
        expect(distance).toBe(ONE_Q16 - boxIou(asBox(a), asBox(b)));
      }),
      runs,
    );
  });

  test("two triangles that share an edge share no pixel and leave none out", () => {
    const [a, b, c, d]: Corner[] = [
      [0, 0],
      [9, 2],
      [7, 9],
      [1, 8],
    ];
    const [left, right] = [pixelsOf([a, b, c] as Corner[]), pixelsOf([a, c, d] as Corner[])];
    expect(sharedArea(left, right)).toBe(0);
    expect(left.area + right.area).toBe(pixelsOf([a, b, c, d] as Corner[]).area);
  });

  test("a thing most drew is the outline that overlaps the others most, under the label of most; the rest is dropped", () => {
    const pond = (x: number, label = "pond"): Polygon => ({
      label,
      points: [
        [x, 0],
        [x + 100, 20],
        [x + 80, 90],
        [x, 70],
      ],
    });
    const votes = [
      { answer: { polygons: [pond(10), pond(400)] }, weightQ16: 3 },
      { answer: { polygons: [pond(14)] }, weightQ16: 3 },
      { answer: { polygons: [pond(30, "roof")] }, weightQ16: 3 },
    ];
    for (const order of [votes, [...votes].reverse()]) expect(mergePolygons(order)).toEqual({ polygons: [pond(14)] });
  });

  test("what covers no pixel, and outlines that take too long to compare, are refused by name", () => {
    const config = PolygonsConfig.parse({ question: "Where?", labels: ["a"] });
    const payload = PolygonsPayload.parse({
      kind: "image",
      asset: "0".repeat(64),
      width: 20_000,
      height: 20_000,
      alt: "",
    });
    const refusal = (points: readonly Corner[]) =>
      polygonsAnswer(config, payload).safeParse({ polygons: [{ label: "a", points }] }).error?.issues[0];
    expect(
      refusal([
        [0, 0],
        [5, 5],
        [9, 9],
      ]),
    ).toMatchObject({ message: "a polygon covers no pixel", path: ["polygons", 0, "points"] });
    const zigzag = Array.from({ length: 100 }, (_, i): Corner => [i, i % 2 === 0 ? 0 : 20_000]);
    expect(refusal(zigzag)?.message).toMatch(/more than 524288 rows/);
  });
});

describe("keypoints", () => {
  const config = KeypointsConfig.parse({ question: "Where?", points: ["head", "hand", "foot"], smallestPx: 80 });
  const point = fc
    .tuple(fc.nat({ max: 90 }), fc.nat({ max: 90 }), fc.integer({ min: 0, max: 2 }))
    .map(([x, y, v]): Keypoint => (v === 0 ? [0, 0, 0] : [x, y, v]));
  const figure = fc
    .array(point, { minLength: 3, maxLength: 3 })
    .filter((points) => points.some(([, , v]) => v > 0))
    .map((points): Figure => ({ points }));
  const answer = fc.array(figure, { maxLength: 3 }).map((figures) => ({ figures }));
  const still: Figure = {
    points: [
      [10, 10, 2],
      [50, 10, 2],
      [10, 90, 1],
    ],
  };
  const moved = (by: number, change: Partial<Record<number, Keypoint>> = {}): Figure => ({
    points: still.points.map(([x, y, v], i) => change[i] ?? ([x + by, y, v] as const)),
  });

  test("property: distance is symmetric, 0 for equals in any order, and within one", () => {
    fc.assert(
      fc.property(answer, answer, (a, b) => {
        const distance = keypointsDistance(a, b, config);
        expect(keypointsDistance(b, a, config)).toBe(distance);
        expect(keypointsDistance(a, { figures: [...a.figures].reverse() }, config)).toBe(0);
        expect(Number.isInteger(distance) && distance >= 0 && distance <= ONE_Q16).toBe(true);
      }),
      runs,
    );
  });

  test("a point costs nothing in place, half at 1/√128 of the diagonal, all from an eighth on; hidden or not a quarter", () => {
    const apart = (b: Figure) => figuresAlike(still, b, 80) / ONE_Q16;
    // The diagonal is √8000.
    expect(apart(moved(0))).toBe(1);
    expect(apart(moved(8))).toBeCloseTo(1 - (64 * 64) / 8000, 4);
    expect(apart(moved(12))).toBe(0);
    expect(apart(moved(0, { 2: [10, 90, 2] }))).toBeCloseTo((2 + 3 / 4) / 3, 4);
    expect(apart(moved(0, { 2: [0, 0, 0] }))).toBeCloseTo(2 / 3, 4);
  });

  test("merged points stand at weighted medians; those most did not place are left out, hidden ones by vote", () => {
    const votes = [
      { answer: { figures: [moved(0, { 1: [0, 0, 0] })] }, weightQ16: 2 },
      { answer: { figures: [moved(2, { 1: [0, 0, 0], 2: [12, 90, 2] })] }, weightQ16: 2 },
      { answer: { figures: [moved(3, { 2: [13, 92, 2] })] }, weightQ16: 3 },
    ];
    for (const order of [votes, [...votes].reverse()]) {
      expect(mergeKeypoints(order, config)).toEqual({
        figures: [
          {
            points: [
              [12, 10, 2],
              [0, 0, 0],
              [12, 90, 2],
            ],
          },
        ],
      });
    }
  });

  test("figures of a minority are dropped", () => {
    const [one, far] = [moved(0), moved(500)];
    const votes = [{ figures: [one, far] }, { figures: [one] }, { figures: [one] }];
    expect(
      mergeKeypoints(
        votes.map((given) => ({ answer: given, weightQ16: 1 })),
        config,
      ),
    ).toEqual({ figures: [one] });
  });

  test("a bone between points that are not named is refused", () => {
    const wrong = { question: "Where?", points: ["head"], bones: [["head", "tail"]] };
    expect(KeypointsConfig.safeParse(wrong).error?.issues[0]?.path).toEqual(["bones"]);
  });
});
