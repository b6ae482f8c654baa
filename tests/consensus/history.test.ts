import { expect, test } from "vitest";
import { agreement, permille } from "@/lib/consensus/agreement";
import { historyOf } from "@/lib/consensus/history";
import { COUNTED, GOLD, type Reading } from "@/lib/consensus/sweep";
import type { Address } from "@/lib/kernel/ids";
import { dice } from "../referee/crowd";

/** Three annotators over 50 items; they agree more as time goes by; each third item is assisted, the last five are gold. */
function readings(): Reading[] {
  const roll = dice(11);
  return Array.from({ length: 150 }, (_, i) => {
    const itemNo = Math.floor(i / 3);
    const category = roll() < 0.5 + i / 300 ? 0 : 1;
    return {
      item: `item ${itemNo}`,
      annotator: `0x${i % 3}` as Address,
      category,
      seen: undefined,
      itemNo,
      annotatorNo: i % 3,
      kind: itemNo >= 45 ? GOLD : COUNTED,
      leadMs: 1_000,
      atMs: 1_000 * i,
      shown: itemNo % 3 === 0 ? 0 : undefined,
    };
  });
}

const rowsOf = (answers: readonly Reading[]) => {
  const rows = new Map<string, number[]>();
  for (const { item, category } of answers) {
    const row = rows.get(item) ?? [0, 0];
    row[category] = (row[category] ?? 0) + 1;
    rows.set(item, row);
  }
  return [...rows.values()];
};

test("default: at most 24 moments, the last of which is everything", () => {
  const all = readings();
  const history = historyOf(all, 2);
  const blind = all.filter(({ shown, kind }) => shown === undefined && kind === COUNTED);
  expect(history.length).toBe(24);
  expect(history.at(-1)).toEqual({
    atMs: 149_000,
    answers: 150,
    agreementPermille: permille(agreement(rowsOf(all)).percent),
    alphaPermille: permille(agreement(rowsOf(all)).alpha),
    blindAlphaPermille: permille(agreement(rowsOf(blind)).alpha),
  });
  expect(history[11]?.agreementPermille).toBe(permille(agreement(rowsOf(all.slice(0, history[11]?.answers))).percent));
});

test("behavior: answers in any order tell the same story", () => {
  const all = readings();
  expect(historyOf([...all].reverse(), 2)).toEqual(historyOf(all, 2));
});

test("behavior: few answers make few moments, none makes none", () => {
  expect(historyOf([], 2)).toEqual([]);
  const two = historyOf(readings().slice(0, 2), 2);
  expect(two.map(({ answers }) => answers)).toEqual([1, 2]);
  expect(two[0]?.agreementPermille).toBeNull();
});
