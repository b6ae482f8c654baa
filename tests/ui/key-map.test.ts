import fc from "fast-check";
import { expect, test } from "vitest";
import type { BenchTranslator } from "@/app/(annotator)/label/[bountyId]/bench-translator";
import { keyRows, refusalOf } from "@/app/(annotator)/label/[bountyId]/key-choice";
import { type KeyMap, keyFor, meaningOf, moved } from "@/lib/ui/key-map";
import { sayIn } from "../locale/speak";

const t = sayIn("bench") as BenchTranslator;
const KEYS = ["1", "2", "3", "s", "u", "g", "?", "x", "Backspace", "ArrowLeft", "F5"];
const key = fc.constantFrom(...KEYS);

test("default: a moved key means what it was given, pressed with Shift too, and the key it took gets the free one", () => {
  const map = moved({}, "s", "1");
  expect([meaningOf(map, "1"), meaningOf(map, "s"), meaningOf(map, "S"), meaningOf(map, "u")]).toEqual([
    ...["s", "1", "1", "u"],
  ]);
  expect([keyFor(map, "S"), keyFor(map, "1")]).toEqual(["1", "s"]);
  expect(moved(map, "s", "s")).toEqual({});
});

test("law: whatever is moved, no key means two things and every meaning has a key", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, key), { maxLength: 20 }), (moves) => {
      let map: KeyMap = {};
      for (const [meaning, to] of moves) {
        map = moved(map, meaning, to);
        expect(keyFor(map, meaning)).toBe(to.length === 1 ? to.toLowerCase() : to);
      }
      expect(new Set(KEYS.map((one) => keyFor(map, one))).size).toBe(KEYS.length);
      for (const one of KEYS) expect(meaningOf(map, keyFor(map, one))).toBe(one);
    }),
    { numRuns: 100, seed: 3 },
  );
});

test("behavior: a key in use is refused with the words of what it does; one that does the same everywhere is no choice", () => {
  const rows = keyRows([
    [["1", "…", "3"], "the answer with this number"],
    [["Shift", "← →"], "a word more"],
    [["⌫"], "remove it"],
    [["Enter"], "done"],
    [["S"], "skip"],
  ]);
  expect(rows.map(({ keys }) => keys.map(({ meaning }) => meaning))).toEqual([
    ...[["1", "2", "3"], [undefined, undefined], ["Backspace"], [undefined], ["s"]],
  ]);
  expect(refusalOf(t, rows, {}, "s", "2")).toBe(
    "2 is taken: “the answer with this number”. Choose another key, or change that one first.",
  );
  expect(refusalOf(t, rows, {}, "s", "Enter")).toMatch(/^Enter does what it does everywhere/);
  expect([refusalOf(t, rows, {}, "s", "x"), refusalOf(t, rows, {}, "s", "S")]).toEqual([undefined, undefined]);
  const map = moved({}, "1", "s"); // here and now the key S answers, and 1 skips
  expect(refusalOf(t, rows, map, "2", "s")).toContain("the answer with this number");
  expect(refusalOf(t, rows, map, "2", "1")).toContain("skip");
});
