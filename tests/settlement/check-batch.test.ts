import { describe, expect, test } from "vitest";
import { ANONYMOUS, SYSTEM } from "@/lib/kernel/caller";
import { advance } from "@/lib/settlement/carry-on";
import { check, runCheck } from "@/lib/settlement/check-batch";
import { settle } from "@/lib/settlement/service";
import { signedBatch } from "./batch-fixture";
import { memoryHouse, OWNER } from "./memory-house";

const facts = await signedBatch();

async function settled() {
  const house = memoryHouse(facts);
  const { batch } = await settle(house.deps, OWNER, { id: "bty_7" });
  return { ...house, id: batch.id, no: house.shelf.batches[0]?.no ?? (0n as never) };
}

async function until(house: Awaited<ReturnType<typeof settled>>, state: string): Promise<void> {
  for (let i = 0; i < 20 && house.shelf.batches[0]?.state !== state; i++) {
    house.shelf.nowMs += 2_000;
    await advance(house.deps, SYSTEM, house.no);
  }
  expect(house.shelf.batches[0]?.state).toBe(state);
}

describe("check", () => {
  test("default: asked for once, found out by the worker, then told at once", async () => {
    const house = await settled();
    await until(house, "final");
    expect(await check(house.deps, ANONYMOUS, { id: house.id })).toEqual({ state: "pending" });
    expect(house.shelf.jobs).toContain("verify-batch");
    expect(await runCheck(house.deps, SYSTEM, house.no)).toEqual({ outcome: "match" });
    const asked = house.shelf.jobs.length;
    expect(await check(house.deps, ANONYMOUS, { id: house.id })).toMatchObject({
      state: "done",
      report: { verdict: "match", evidenceSha256: house.shelf.batches[0]?.evidenceSha },
    });
    expect(house.shelf.jobs).toHaveLength(asked);
  });

  test("behavior: before it is on the chain there is nothing to verify, and nothing of the gold to be seen", async () => {
    const house = await settled();
    const asked = check(house.deps, ANONYMOUS, { id: house.id });
    await expect(asked).rejects.toMatchObject({ code: "not_found" });
    await expect(check(house.deps, ANONYMOUS, { id: "bat_x" })).rejects.toMatchObject({ code: "not_found" });
    expect(await runCheck(house.deps, SYSTEM, house.no)).toEqual({ outcome: "nothing" });
  });

  test("behavior: what was found in the window is asked anew when the batch is final", async () => {
    const house = await settled();
    await until(house, "window");
    await runCheck(house.deps, SYSTEM, house.no);
    await until(house, "final");
    expect(await check(house.deps, ANONYMOUS, { id: house.id })).toEqual({ state: "pending" });
  });

  test("behavior: a spoilt file is a mismatch, kept like any other finding", async () => {
    const house = await settled();
    await until(house, "final");
    const file = house.shelf.files.get(house.shelf.batches[0]?.evidenceSha ?? "");
    if (file) file[9_000] = (file[9_000] ?? 0) ^ 1;
    expect(await runCheck(house.deps, SYSTEM, house.no)).toEqual({ outcome: "mismatch" });
    expect(await check(house.deps, ANONYMOUS, { id: house.id })).toMatchObject({
      report: { verdict: "mismatch", mismatch: { check: "evidence" } },
    });
  });
});
