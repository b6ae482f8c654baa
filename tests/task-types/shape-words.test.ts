import { expect, test } from "vitest";
import { taskTypeOf } from "@/lib/task-types/registry";
import type { AnyTaskType } from "@/lib/task-types/task-type";

const words = (type: AnyTaskType, mine: unknown, label: unknown) => type.tellLikeness?.(mine, label, {});
const box = (label: string, x1: number, y1: number, x2: number, y2: number) => ({ label, x1, y1, x2, y2 });

test("default: matched boxes, how they overlap, what is too many and what is missing", () => {
  const mine = { boxes: [box("cat", 0, 0, 10, 10), box("cat", 50, 50, 60, 60), box("dog", 100, 0, 110, 10)] };
  const label = { boxes: [box("cat", 0, 0, 10, 8), box("dog", 100, 0, 110, 10), box("dog", 200, 0, 210, 10)] };
  // 80 of 100 and 100 of 100 points.
  expect(words(taskTypeOf("boxes"), mine, label)).toBe(
    "2 of your 3 boxes are in the label, overlapping it by 90 %; 1 of yours is not in it; 1 of its boxes is missing.",
  );
});

test("behavior: a shape matches one shape once, of its own label, from half of the union on", () => {
  const one = { boxes: [box("cat", 0, 0, 10, 10)] };
  const twice = { boxes: [box("cat", 0, 0, 10, 10), box("cat", 0, 0, 10, 9)] };
  expect(words(taskTypeOf("boxes"), twice, one)).toContain(
    "1 of your 2 boxes is in the label, overlapping it by 100 %",
  );
  const misnamed = { boxes: [box("dog", 0, 0, 10, 10)] };
  expect(words(taskTypeOf("boxes"), misnamed, one)).toContain(
    "0 of your 1 box are in the label; 1 of yours is not in it",
  );
  const beside = { boxes: [box("cat", 6, 0, 16, 10)] };
  expect(words(taskTypeOf("boxes"), beside, one)).toContain("0 of your 1 box");
});

test("edge: nothing drawn, nothing in the label", () => {
  const one = { boxes: [box("cat", 0, 0, 10, 10)] };
  expect(words(taskTypeOf("boxes"), { boxes: [] }, { boxes: [] })).toBe("No boxes, and the label has none.");
  expect(words(taskTypeOf("boxes"), { boxes: [] }, one)).toBe("No boxes, and the label has 1.");
  expect(words(taskTypeOf("boxes"), one, { boxes: [] })).toBe("1 box, and the label has none.");
});

test("behavior: outlines and spans are told alike", () => {
  const outline = {
    label: "cell",
    points: [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 9],
    ],
  };
  expect(words(taskTypeOf("polygons"), { polygons: [outline] }, { polygons: [outline] })).toBe(
    "1 of your 1 outline is in the label, overlapping it by 100 %.",
  );
  const spans = (...list: [number, number][]) => ({
    spans: list.map(([start, end]) => ({ label: "name", start, end })),
  });
  expect(words(taskTypeOf("spans"), spans([0, 4], [10, 14]), spans([0, 5]))).toBe(
    "1 of your 2 spans is in the label, overlapping it by 80 %; 1 of yours is not in it.",
  );
});
