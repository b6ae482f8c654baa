import { describe, expect, test } from "vitest";
import { liveDesk } from "@/lib/consensus/live-desk";
import { apply, resolve } from "@/lib/consensus/service";
import { ANONYMOUS, SYSTEM } from "@/lib/kernel/caller";
import { type Given, LABELS, liveStage, NO } from "./live-stage";

const DYNAMIC = { overlap: 3, maxOverlap: 6, acceptQ16: 62_259 };
const ITEMS = 30;

/** Item i is LABELS[i % 3]; annotator 9 errs always, annotator w on every (w + 4)th item. */
function answer(itemNo: number, annotatorNo: number): Given {
  const errs = annotatorNo === 9 || (itemNo + annotatorNo) % (annotatorNo + 4) === 0;
  return { itemNo, annotatorNo, label: LABELS[(itemNo + (errs ? 1 : 0)) % 3] ?? "a" };
}

const round = (annotatorNo: number): Given[] => Array.from({ length: ITEMS }, (_, i) => answer(i, annotatorNo));

describe("answers applied one by one", () => {
  test("default: items go from open to a verdict, and the doubtful ones ask for more", async () => {
    const stage = liveStage(DYNAMIC, ITEMS);
    const worker = stage.worker();
    stage.give(...round(1), ...round(2));
    expect(await apply(worker, SYSTEM, NO)).toBe("done");
    expect(new Set([...stage.rows.values()].map(({ state }) => state))).toEqual(new Set(["open"]));
    stage.give(...round(9));
    await apply(worker, SYSTEM, NO);
    const open = [...stage.rows.values()].filter(({ state }) => state === "open");
    expect(open.length).toBeGreaterThan(0);
    for (const { itemNo, answers } of open) expect(stage.wants.get(itemNo)).toBe(answers + 1);
    for (const row of stage.rows.values()) {
      if (row.state === "resolved") expect(row.certaintyQ16).toBeGreaterThanOrEqual(62_259);
      if (row.state !== "open") expect(stage.wants.get(row.itemNo)).toBe(3);
    }
    expect(stage.outbox).toHaveLength(0);
  });

  test("behavior: cap and pool end the asking; what is still in doubt is contested", async () => {
    const stage = liveStage({ ...DYNAMIC, acceptQ16: 65_536, moreAnswers: 10 }, ITEMS);
    const worker = stage.worker();
    for (const w of [1, 2, 9]) stage.give(...round(w));
    await apply(worker, SYSTEM, NO);
    expect(stage.book.granted).toBe(10);
    for (const w of [3, 4, 5, 6]) {
      stage.give(
        ...[...stage.wants].flatMap(([itemNo, want]) =>
          want > (stage.rows.get(itemNo)?.answers ?? 0) ? [answer(itemNo, w)] : [],
        ),
      );
      await apply(worker, SYSTEM, NO);
    }
    expect(stage.book.granted).toBe(10);
    expect([...stage.wants.values()].reduce((sum, want) => sum + want, 0)).toBe(3 * ITEMS + 10);
    expect(Math.max(...stage.wants.values())).toBeLessThanOrEqual(6);
    const states = new Set([...stage.rows.values()].map(({ state }) => state));
    expect(states.has("contested")).toBe(true);
    expect(states.has("open")).toBe(false);
  });

  test("behavior: killed at any transaction and begun anew by another process, it comes to the same", async () => {
    const calm = liveStage(DYNAMIC, ITEMS);
    const rough = liveStage(DYNAMIC, ITEMS);
    const one = calm.worker();
    for (const w of [1, 2, 9]) {
      for (const stage of [calm, rough]) stage.give(...round(w));
      await apply(one, SYSTEM, NO);
      rough.book.fails = 1;
      await expect(apply(rough.worker(), SYSTEM, NO)).rejects.toThrow("killed");
      await apply(rough.worker(), SYSTEM, NO);
      expect(rough.outbox).toHaveLength(0);
      expect(rough.book.applied).toBe(calm.book.applied);
    }
    await resolve(one, SYSTEM, NO);
    await resolve(rough.worker(), SYSTEM, NO);
    const labels = (stage: typeof calm) =>
      [...stage.rows.values()].map(({ itemNo, answers }) => [itemNo, answers]).sort();
    expect(labels(rough)).toEqual(labels(calm));
  });

  test("behavior: a worker that missed what another one applied reads anew; one that did not reads nothing", async () => {
    const stage = liveStage(DYNAMIC, ITEMS);
    const [one, other] = [stage.worker(), stage.worker()];
    stage.give(...round(1), ...round(2), ...round(3), ...round(4), ...round(5));
    await apply(one, SYSTEM, NO);
    const loads = stage.book.loads;
    stage.give(answer(0, 6));
    await apply(one, SYSTEM, NO);
    expect(stage.book.loads).toBe(loads);
    stage.give(answer(1, 6));
    await apply(other, SYSTEM, NO);
    stage.give(answer(2, 6));
    await apply(one, SYSTEM, NO);
    expect(stage.rows.get(2)?.answers).toBe(6);
    expect(one.desk.get(NO)?.live.answers).toBe(5 * ITEMS + 3);
    expect(one.desk.get(NO)?.applied).toBe(stage.book.applied);
  });

  test("behavior: an answer that is told twice counts once, and a failed write is forgotten", async () => {
    const stage = liveStage(DYNAMIC, ITEMS);
    const worker = stage.worker();
    stage.give(...round(1), ...round(2), ...round(3));
    await apply(worker, SYSTEM, NO);
    stage.outbox.push(answer(4, 1), answer(4, 1));
    await apply(worker, SYSTEM, NO);
    expect(stage.rows.get(4)?.answers).toBe(3);
    stage.give(answer(4, 6));
    stage.book.fails = 1;
    await expect(apply(worker, SYSTEM, NO)).rejects.toThrow("killed");
    expect(worker.desk.get(NO)).toBeUndefined();
  });

  test("behavior: after a sweep the state in memory is that sweep's", async () => {
    const stage = liveStage(DYNAMIC, ITEMS);
    const worker = stage.worker();
    for (const w of [1, 2, 3]) {
      stage.give(...round(w));
      await apply(worker, SYSTEM, NO);
    }
    await resolve(worker, SYSTEM, NO);
    const held = worker.desk.get(NO);
    for (const [itemNo, row] of stage.rows) {
      const t = held?.itemIds.get(itemNo) ?? -1;
      expect([...(held?.live.posterior.subarray(3 * t, 3 * t + 3) ?? [])]).toEqual(row.posteriorQ16);
    }
  });

  test("behavior: the order in which answers came leaves no trace in a sweep", async () => {
    const [forth, back] = [liveStage(DYNAMIC, ITEMS), liveStage(DYNAMIC, ITEMS)];
    const answers = [1, 2, 3].flatMap(round);
    for (const [stage, order] of [
      [forth, answers],
      [back, [...answers].reverse()],
    ] as const) {
      const worker = stage.worker();
      for (let i = 0; i < order.length; i += 15) {
        stage.give(...order.slice(i, i + 15));
        await apply(worker, SYSTEM, NO);
      }
      await resolve(worker, SYSTEM, NO);
    }
    const said = (stage: typeof forth) =>
      Object.fromEntries(
        [...stage.rows].map(([itemNo, { posteriorQ16, temperedQ16 }]) => [itemNo, { posteriorQ16, temperedQ16 }]),
      );
    expect(said(back)).toEqual(said(forth));
  });

  test("error: only the system may; a settled bounty's answers are taken out and nothing is written", async () => {
    const stage = liveStage(DYNAMIC, ITEMS);
    await expect(apply(stage.worker(), ANONYMOUS, NO)).rejects.toMatchObject({ code: "forbidden" });
    const worker = stage.worker();
    stage.give(answer(0, 1));
    await apply(
      { ...worker, sweeps: { ...worker.sweeps, byNo: async () => ({ ...stage.bounty, state: "settled" }) } },
      SYSTEM,
      NO,
    );
    expect(stage.rows.size).toBe(0);
    expect(stage.outbox).toHaveLength(0);
  });
});

describe("the desk", () => {
  test("behavior: whoever was used longest ago makes room; an older state never replaces a newer one", async () => {
    const stage = liveStage(DYNAMIC, ITEMS);
    const worker = stage.worker();
    stage.give(...round(1));
    await apply(worker, SYSTEM, NO);
    const held = worker.desk.get(NO);
    if (!held) throw new Error("nothing is held");
    const desk = liveDesk(2 * ITEMS);
    const [a, b, c] = [1n, 2n, 3n].map((no) => no as typeof NO);
    if (a === undefined || b === undefined || c === undefined) return;
    desk.put(a, held);
    desk.put(b, held);
    desk.get(a);
    desk.put(c, held);
    expect([desk.get(a), desk.get(b), desk.get(c)]).toEqual([held, undefined, held]);
    desk.put(a, { ...held, applied: held.applied - 1 });
    expect(desk.get(a)).toBe(held);
  });
});
