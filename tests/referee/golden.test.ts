import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { referee } from "@/lib/referee/referee";
import { syntheticCrowd } from "./crowd";

/** Every output of the referee on a small crowd, written once and equal to an independent implementation's since. */
const golden: unknown = JSON.parse(readFileSync(new URL("../golden/referee-small.json", import.meta.url), "utf8"));

function smallVerdict() {
  const { truth, source, ...votes } = syntheticCrowd({ items: 12, annotators: 6, classes: 3, perItem: 3, seed: 42 });
  const gold = truth.map((k, t) => (t % 5 === 0 ? k : -1));
  const suggestions = Int32Array.from([50_000, 10_000, 5_000, 5_000, 5_000, 55_000]);
  const seen = votes.item.map((t, i) => (i % 4 === 0 ? t % 2 : -1));
  const input = { ...votes, gold, suggestions, seen, standing: Int32Array.from([0, 300, -200, 0, 0, 100]) };
  const { kept, ...verdict } = referee(input, { unit: 50_000n, beta: 32_768, tau: 666 });
  expect(kept?.coins?.skill).toEqual(verdict.skill);
  expect(kept?.prior?.stride).toBe(input.classes);
  return { input, verdict };
}

const plain = (value: object) =>
  JSON.parse(
    JSON.stringify(value, (_, entry: unknown) =>
      entry instanceof Int32Array ? [...entry] : typeof entry === "bigint" ? String(entry) : entry,
    ),
  );

test("the small crowd's verdict is the committed one, bit for bit", () => {
  expect(plain(smallVerdict())).toEqual(golden);
});
