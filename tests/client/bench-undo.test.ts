// What is answered, taken back, answered again and skipped on the bench, against a server that forgets nothing.
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MOST_HELD } from "@/lib/client/given";
import { PROGRESS, world } from "./bench-world";

const SKIP = { kind: "skip", reason: "unsure", words: "" } as const;

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

/** Lets everything happen that is due within a while, promises included. */
const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

test("default: the newest answers wait, can be corrected, and are sent when enough are given after them", async () => {
  const { answered, outcomes, open } = world(30);
  const bench = open();
  await bench.start();
  bench.answer("slip", null);
  await pass(5_000);
  expect([answered.size, bench.view().held, bench.view().canUndo]).toEqual([0, 1, true]);
  bench.undo();
  expect(bench.view()).toMatchObject({ current: { token: "t0" }, takenBack: "slip", canRedo: true, waiting: 0 });
  bench.answer("right", null);
  expect(bench.view()).toMatchObject({ takenBack: undefined, canRedo: false });
  for (let i = 0; i < MOST_HELD; i++) bench.answer("next", null);
  await pass(5_000);
  expect([...answered.values()].map(({ answer }) => answer)).toEqual(["right"]);
  expect(outcomes).toEqual(["counted"]);
  expect(bench.view().held).toBe(MOST_HELD);
  bench.stop();
});

test("behavior: what is held goes after a minute, with the last item, and when the page is left", async () => {
  for (const how of ["minute", "last", "left", "asked"] as const) {
    const { answered, answers, open } = world(how === "last" ? 1 : 20);
    const bench = open();
    await bench.start();
    bench.answer("yes", null);
    if (how === "minute") {
      await pass(59_000);
      expect(answered.size).toBe(0);
      await pass(2_000);
    } else if (how === "left") {
      await pass();
      bench.stop();
    } else if (how === "asked") await bench.retry();
    await pass();
    expect([how, answered.size, answers.size, bench.view().waiting, bench.view().canUndo]).toEqual([
      how,
      1,
      0,
      0,
      false,
    ]);
    bench.stop();
  }
});

test("behavior: redo gives again what was taken back, a skip as well", async () => {
  const { answered, released, open } = world(20);
  const bench = open();
  await bench.start();
  bench.answer("yes", null);
  bench.giveBack(SKIP);
  bench.undo();
  bench.undo();
  expect(bench.view()).toMatchObject({ current: { token: "t0" }, canUndo: false });
  bench.redo();
  bench.redo();
  expect(bench.view()).toMatchObject({ current: { token: "t2" }, canRedo: false, answeredHere: 1 });
  await bench.retry();
  expect([[...answered.keys()], [...released]]).toEqual([["t0"], ["t1"]]);
  bench.stop();
});

test("behavior: a visit that finds items here asks all the same, for the model and for how far one is", async () => {
  const { open } = world(20);
  const first = open();
  await first.start();
  first.stop();
  const second = open();
  expect(second.view().progress).toBeUndefined();
  await second.start();
  expect(second.view()).toMatchObject({ current: { token: "t0" }, progress: PROGRESS });
  second.stop();
});

const act = fc.oneof(
  { weight: 6, arbitrary: fc.constant("answer") },
  { weight: 3, arbitrary: fc.constant("undo") },
  ...["redo", "skip", "wait", "minute", "line", "send", "crash", "leave"].map((arbitrary) => ({
    weight: 1,
    arbitrary: fc.constant(arbitrary),
  })),
);

test("law: whatever is done, however the line and the browser break, no item is lost and none is answered twice", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
      const { answered, released, outcomes, leases, answers, releases, line, open, issued } = world(25);
      let bench = open();
      await bench.start();
      const last = new Map<string, unknown>();
      for (const [i, name] of acts.entries()) {
        const token = bench.view().current?.token;
        if (name === "answer" && token !== undefined) {
          bench.answer(`a${i}`, null);
          last.set(token, `a${i}`);
        } else if (name === "skip") bench.giveBack(SKIP);
        else if (name === "undo") bench.undo();
        else if (name === "redo") {
          const again = bench.view().takenBack;
          bench.redo();
          if (again !== undefined && token !== undefined) last.set(token, again);
        } else if (name === "wait") await pass(2_000);
        else if (name === "minute") await pass(61_000);
        else if (name === "line") line.up = !line.up;
        else if (name === "send") await bench.retry();
        else if (name === "leave" || name === "crash") {
          if (name === "leave") bench.stop();
          await pass();
          bench = open();
          await bench.start();
        }
      }
      line.up = true;
      bench.stop();
      await pass();
      bench = open();
      await bench.start();
      await bench.retry();
      await pass(20_000);
      bench.stop();
      expect([answers.size, releases.size]).toEqual([0, 0]);
      expect(outcomes).not.toContain("conflict");
      expect(answered.size + released.size + leases.size).toBe(issued());
      for (const { token, answer } of answered.values()) {
        expect(released.has(token) || leases.has(token)).toBe(false);
        expect(answer).toBe(last.get(token));
      }
    }),
    { numRuns: 100, seed: 5 },
  );
});
