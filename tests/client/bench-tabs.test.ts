// One bounty in two tabs, a bounty that has nothing just now, and a device whose clock is wrong.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { leasesOf } from "@/lib/client/bench-store";
import type { OtherTabs, TabWord } from "@/lib/client/other-tabs";
import { world } from "./bench-world";

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

/** Tabs of one browser: what one says, the others hear. */
function browser() {
  const ears = new Set<(word: TabWord) => void>();
  return (hear: (word: TabWord) => void): OtherTabs => {
    ears.add(hear);
    return {
      tell: (word) => [...ears].filter((ear) => ear !== hear).forEach((ear) => void ear(word)),
      close: () => void ears.delete(hear),
    };
  };
}

test("default: what one tab answers the other shows no more; nothing is answered twice, by whichever tab", async () => {
  const { open, answered, outcomes } = world(12);
  const tabs = browser();
  const [one, other] = [open({ tabs }), open({ tabs })];
  await one.start();
  await pass();
  await other.start();
  await pass();
  expect(other.view().current?.token).toBe(one.view().current?.token);
  for (let turn = 0; turn < 30 && (one.view().current || other.view().current); turn++) {
    (turn % 3 === 0 ? one : other).answer(`by ${turn % 3 === 0 ? "one" : "other"}`, null);
    await pass(100);
  }
  await Promise.all([one.retry(), other.retry()]);
  await pass();
  expect(answered.size).toBe(12);
  expect(outcomes.filter((outcome) => outcome === "conflict")).toEqual([]);
  expect([one.view().refused, other.view().refused]).toEqual([[], []]);
  for (const bench of [one, other]) bench.stop();
});

test("behavior: a tab that opens sends what another one held back; both hear that it is saved", async () => {
  const { open, answered } = world(12);
  const tabs = browser();
  const one = open({ tabs });
  await one.start();
  await pass();
  one.answer("yes", null);
  await pass();
  expect([answered.size, one.view().canUndo]).toEqual([0, true]);
  const other = open({ tabs });
  await other.start();
  await pass(2_000);
  expect([answered.size, one.view().canUndo, one.view().waiting, other.view().waiting]).toEqual([1, false, 0, 0]);
  for (const bench of [one, other]) bench.stop();
});

test("behavior: where nothing was left the bench looks again by itself, soon at first, then seldom", async () => {
  const { open, issued, more } = world(0);
  const bench = open();
  await bench.start();
  await pass();
  expect(bench.view().phase).toBe("none-left");
  more(3);
  await pass(1_000);
  expect([bench.view().phase, issued()]).toEqual(["ready", 3]);
  bench.stop();
  const idle = world(0);
  const patient = idle.open();
  await patient.start();
  await pass(15_000);
  idle.more(1);
  await pass(30_000);
  expect(patient.view().phase).toBe("none-left");
  await pass(30_000);
  expect(patient.view().phase).toBe("ready");
  patient.stop();
});

test("behavior: a lease ends by the device's own clock, however far that is from the server's", () => {
  const lease = { token: "t", item: "ab".repeat(32), payload: null, blind: false, suggestion: null };
  const reply = {
    outcome: "ok",
    leases: [lease],
    model: null,
    progress: undefined,
    expiresAt: new Date(5_000_000).toISOString(),
  };
  const [told] = leasesOf({ ...reply, expiresInMs: 600_000 } as never, "bty:0xa", 4, 99_000_000);
  expect([told?.expiresAtMs, told?.order]).toEqual([99_600_000, 5]);
  const [read] = leasesOf(reply as never, "bty:0xa", 0, 99_000_000);
  expect(read?.expiresAtMs).toBe(5_000_000);
});
