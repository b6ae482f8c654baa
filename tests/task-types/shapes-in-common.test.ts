import { expect, test } from "vitest";
import { taskTypeOf } from "@/lib/task-types/registry";

const common = (type: string, mine: unknown, label: unknown) => taskTypeOf(type).inCommon?.(mine, label);
const box = (label: string, x1: number, y1: number, x2: number, y2: number) => ({ label, x1, y1, x2, y2 });

test("default: matched boxes, how they overlap, and how many there are of each", () => {
  const mine = { boxes: [box("cat", 0, 0, 10, 10), box("cat", 50, 50, 60, 60), box("dog", 100, 0, 110, 10)] };
  const label = { boxes: [box("cat", 0, 0, 10, 8), box("dog", 100, 0, 110, 10), box("dog", 200, 0, 210, 10)] };
  // 80 of 100 and 100 of 100 points.
  expect(common("boxes", mine, label)).toEqual({ mine: 3, label: 3, found: 2, overlapPercent: 90 });
});

test("behavior: a shape matches one shape once, of its own label, from half of the union on", () => {
  const one = { boxes: [box("cat", 0, 0, 10, 10)] };
  const twice = { boxes: [box("cat", 0, 0, 10, 10), box("cat", 0, 0, 10, 9)] };
  expect(common("boxes", twice, one)).toEqual({ mine: 2, label: 1, found: 1, overlapPercent: 100 });
  const apart = { mine: 1, label: 1, found: 0, overlapPercent: 0 };
  expect(common("boxes", { boxes: [box("dog", 0, 0, 10, 10)] }, one)).toEqual(apart);
  expect(common("boxes", { boxes: [box("cat", 6, 0, 16, 10)] }, one)).toEqual(apart);
  expect(common("boxes", { boxes: [] }, one)).toEqual({ ...apart, mine: 0 });
});

test("behavior: outlines, spans and segments are told alike", () => {
  const points = [
    [0, 0],
    [9, 0],
    [9, 9],
    [0, 9],
  ];
  const outline = { polygons: [{ label: "cell", points }] };
  expect(common("polygons", outline, outline)).toEqual({ mine: 1, label: 1, found: 1, overlapPercent: 100 });
  const list = (...of: [number, number][]) => of.map(([start, end]) => ({ label: "name", start, end }));
  const expected = { mine: 2, label: 1, found: 1, overlapPercent: 80 };
  expect(common("spans", { spans: list([0, 4], [10, 14]) }, { spans: list([0, 5]) })).toEqual(expected);
  expect(common("audio-segments", { segments: list([0, 4], [10, 14]) }, { segments: list([0, 5]) })).toEqual(expected);
});
