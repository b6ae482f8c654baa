import { describe, expect, test } from "vitest";
import { TEXT_BUCKETS, textFeatureIds } from "@/lib/prelabel/text-features";

/** The ids are rows of stored models' tables: these numbers may change only with TEXT_FEATURES_VERSION. */
describe("features of a text", () => {
  test.each([
    [
      "Rain, again!",
      [9481, 5511, 9032, 16317, 4162, 15984, 11848, 15625, 9876, 14715, 7220, 3516, 16286, 10250, 13898],
    ],
    ["Привет мир", [9596, 14043, 12836, 9277, 6973, 13781, 10266, 1154, 12709, 11159]],
    ["今日は雨です", [12468, 4790, 3644, 12543, 15712, 10029, 2807, 12879, 5356]],
    ["नमस्ते दुनिया", [16335, 15045, 15562, 14625, 16294, 13478, 2351, 11286, 11734, 213, 856, 12029, 295, 11621, 15211]],
    ["call 0800 now", [6982, 4539, 9374, 12157, 14378, 1866, 1597, 2693, 15163, 13494]],
    ["🌧️ ok", [2936, 6461, 6259, 5490, 4253, 16311, 15149]],
  ])("golden: %s", (text, ids) => {
    expect(textFeatureIds(text)).toEqual(ids);
  });

  test("spelling that only Unicode tells apart gives the same ids", () => {
    expect(textFeatureIds("CAFÉ ﬁne")).toEqual(textFeatureIds("cafe\u0301 fine"));
  });

  test("numbers count by their length, not their value", () => {
    expect(textFeatureIds("room 12")).toEqual(textFeatureIds("room 99"));
    expect(textFeatureIds("room 12")).not.toEqual(textFeatureIds("room 123"));
  });

  test("ids are distinct and never the padding row", () => {
    const ids = textFeatureIds("the rain, the rain and the rain again", 64);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.min(...ids)).toBeGreaterThan(0);
    expect(Math.max(...ids)).toBeLessThan(64);
  });

  test("blank and lone-surrogate texts do no harm", () => {
    expect(textFeatureIds(" \n\t")).toEqual([]);
    expect(textFeatureIds("\ud800").every((id) => id > 0 && id < TEXT_BUCKETS)).toBe(true);
  });

  test("a very long text is read up to a bound", () => {
    expect(textFeatureIds("word ".repeat(100_000)).length).toBeLessThan(20);
    expect(textFeatureIds(Array.from({ length: 5000 }, (_, i) => `w${i}x`).join(" ")).length).toBeLessThan(3000);
  });
});
