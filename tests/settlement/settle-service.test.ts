import { describe, expect, test } from "vitest";
import { SYSTEM } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { advance, build, settleOverdue } from "@/lib/settlement/carry-on";
import type { SettlementDeps } from "@/lib/settlement/ports";
import { answersOf, evidence, retry, settle } from "@/lib/settlement/service";
import { dice } from "../referee/crowd";
import { signedBatch } from "./batch-fixture";
import { memoryHouse, OWNER, type Shelf, STRANGER } from "./memory-house";

const facts = await signedBatch();
const ID = { id: "bty_7" };

/** Runs the worker's steps until the batch is final; time goes by between them. */
async function carryOn(deps: SettlementDeps, shelf: Shelf, steps = 400): Promise<void> {
  for (let i = 0; i < steps; i++) {
    const batch = shelf.batches.at(-1);
    if (!batch || batch.state === "final") return;
    shelf.nowMs += 2_000;
    await advance(deps, SYSTEM, batch.no).catch(() => undefined);
  }
  throw new Error(`still ${shelf.batches.at(-1)?.state} after ${steps} steps`);
}

describe("settle", () => {
  test("default: closes the bounty, makes one batch and one job", async () => {
    const { deps, shelf } = memoryHouse(facts);
    const { batch } = await settle(deps, OWNER, ID);
    expect(batch).toMatchObject({ bountyId: "bty_7", seq: 1, state: "building", evidence: null });
    expect(shelf.bounty.state).toBe("closed");
    expect(shelf.jobs).toEqual(["settle-bounty"]);
  });

  test("behavior: again is the same batch", async () => {
    const { deps, shelf } = memoryHouse(facts);
    const first = await settle(deps, OWNER, ID);
    expect(await settle(deps, OWNER, ID)).toEqual(first);
    await carryOn(deps, shelf);
    expect((await settle(deps, OWNER, ID)).batch.id).toBe(first.batch.id);
    expect(shelf.batches).toHaveLength(1);
  });

  test.each([
    ["a stranger", STRANGER, "forbidden"],
    ["nobody", { kind: "anonymous" } as const, "unauthenticated"],
  ])("behavior: %s cannot", async (_, caller, code) => {
    const { deps, shelf } = memoryHouse(facts);
    await expect(settle(deps, caller, ID)).rejects.toMatchObject({ code });
    expect(shelf.bounty.state).toBe("open");
  });

  test("behavior: a draft cannot be settled, an unknown bounty is not found", async () => {
    const { deps, shelf } = memoryHouse(facts);
    shelf.bounty = { ...shelf.bounty, state: "draft", manifest: null };
    await expect(settle(deps, OWNER, ID)).rejects.toMatchObject({ code: "conflict" });
    await expect(settle(deps, OWNER, { id: "bty_8" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("behavior: the worker's verbs are the worker's alone", async () => {
    const { deps, shelf } = memoryHouse(facts);
    await settle(deps, OWNER, ID);
    const no = shelf.batches[0]?.no;
    if (no === undefined) throw new Error("no batch");
    await expect(build(deps, OWNER, shelf.bounty.no)).rejects.toMatchObject({ code: "forbidden" });
    await expect(advance(deps, OWNER, no)).rejects.toMatchObject({ code: "forbidden" });
    await expect(settleOverdue(deps, STRANGER)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("build", () => {
  test("behavior: twice gives the same bytes, root and payouts", async () => {
    const { deps, shelf } = memoryHouse(facts);
    await settle(deps, OWNER, ID);
    const unsigned = { ...deps, chain: { ...deps.chain, signBatch: () => Promise.reject(new Error("killed")) } };
    await expect(build(unsigned, SYSTEM, shelf.bounty.no)).rejects.toThrow("killed");
    const first = { ...shelf.batches[0], note: null, refusals: 0 };
    const payouts = shelf.payouts.get(1n);
    await expect(build(unsigned, SYSTEM, shelf.bounty.no)).rejects.toThrow("killed");
    expect({ ...shelf.batches[0], note: null, refusals: 0 }).toEqual(first);
    expect(shelf.payouts.get(1n)).toEqual(payouts);
    expect(shelf.files.size).toBe(1);
  });

  test("behavior: what the chain refuses stands on the batch for people to read", async () => {
    const { deps, shelf } = memoryHouse(facts);
    await settle(deps, OWNER, ID);
    const refusal = new AppError("chain_rejected", "The contract refused: Vault_DeadlinePassed");
    const refusing = { ...deps, chain: { ...deps.chain, signBatch: () => Promise.reject(refusal) } };
    await expect(build(refusing, SYSTEM, shelf.bounty.no)).rejects.toBe(refusal);
    expect(shelf.batches[0]).toMatchObject({ state: "building", note: "The contract refused: Vault_DeadlinePassed" });
  });

  test("behavior: refused again and again, it makes way for the next; its owner's word tries it again", async () => {
    const { deps, shelf } = memoryHouse(facts);
    await settle(deps, OWNER, ID);
    const refusal = new AppError("chain_rejected", "The contract refused: BountyVault_Paused");
    const refusing = { ...deps, chain: { ...deps.chain, signBatch: () => Promise.reject(refusal) } };
    for (let n = 1; n < 5; n++) await expect(build(refusing, SYSTEM, shelf.bounty.no)).rejects.toBe(refusal);
    expect(shelf.batches[0]).toMatchObject({ state: "building", refusals: 4 });
    expect(await build(refusing, SYSTEM, shelf.bounty.no)).toEqual({ outcome: "refused" });
    expect(shelf.batches[0]).toMatchObject({ state: "refused", batchId: null, note: refusal.message });

    await expect(retry(deps, STRANGER, { id: "bat" })).rejects.toMatchObject({ code: "not_found" });
    const id = shelf.batches[0]?.id ?? "";
    await expect(retry(deps, STRANGER, { id })).rejects.toMatchObject({ code: "forbidden" });
    expect((await retry(deps, OWNER, { id })).batch.state).toBe("building");
    await expect(retry(deps, OWNER, { id })).rejects.toMatchObject({ code: "conflict" });
    await carryOn(deps, shelf);
    expect(shelf.posted.size).toBe(1);
  });

  test("behavior: a refusal is retried by itself after an hour, and by settling again", async () => {
    const { deps, shelf } = memoryHouse(facts);
    await settle(deps, OWNER, ID);
    const refusal = new AppError("chain_rejected", "The contract refused: BountyVault_Paused");
    const refusing = { ...deps, chain: { ...deps.chain, signBatch: () => Promise.reject(refusal) } };
    const refuse = async () => {
      for (let n = 0; n < 5; n++) await build(refusing, SYSTEM, shelf.bounty.no).catch(() => undefined);
      expect(shelf.batches[0]?.state).toBe("refused");
    };
    await refuse();
    expect(await settleOverdue(deps, SYSTEM)).toBe(1);
    await refuse();
    expect((await settle(deps, OWNER, ID)).batch.state).toBe("building");
  });

  test("behavior: what may be on its way keeps its place, whatever fails", async () => {
    const { deps, shelf } = memoryHouse(facts);
    await settle(deps, OWNER, ID);
    await build({ ...deps, chain: { ...deps.chain, broadcast: async () => undefined } }, SYSTEM, shelf.bounty.no);
    const broken = { ...deps, chain: { ...deps.chain, isSpent: () => Promise.reject(new Error("no database")) } };
    for (let n = 0; n < 60; n++) {
      await expect(advance(broken, SYSTEM, shelf.batches[0]?.no ?? (0n as never))).rejects.toThrow();
    }
    expect(shelf.batches[0]).toMatchObject({ state: "posting", batchId: BigInt(facts.batch.batchId) });
  });

  test("behavior: nothing answered, nothing posted", async () => {
    const { deps, shelf } = memoryHouse({ ...facts, answers: [], submissions: [], keys: [], accounts: [], priors: [] });
    await settle(deps, OWNER, ID);
    await carryOn(deps, shelf);
    expect(shelf.posted.size).toBe(0);
    expect(shelf.batches[0]).toMatchObject({ state: "final", batchId: null, totalUnits: 0n });
    expect(shelf.bounty.state).toBe("settled");
  });
});

describe("post", () => {
  test("default: window, then final by the chain's clock", async () => {
    const { deps, shelf } = memoryHouse(facts);
    await settle(deps, OWNER, ID);
    await build(deps, SYSTEM, shelf.bounty.no);
    const batch = shelf.batches[0];
    expect(batch).toMatchObject({ state: "window", claimableAtS: shelf.headS + 5 });
    if (!batch) return;
    expect(await advance(deps, SYSTEM, batch.no)).toEqual({ outcome: "waits" });
    shelf.nowMs += 60_000;
    expect(await advance(deps, SYSTEM, batch.no)).toEqual({ outcome: "waits" });
    expect(await advance(deps, SYSTEM, batch.no)).toEqual({ outcome: "final" });
    expect(shelf.jobs).toEqual(["settle-bounty", "release-dataset"]);
  });

  /** Every call to the outside may die before or after it did its work, at random; whoever comes next goes on. */
  function dying(deps: SettlementDeps, seed: number): SettlementDeps {
    const roll = dice(seed);
    const risky = <Port extends object>(port: Port): Port =>
      new Proxy(port, {
        get: (target, name) => {
          const member: unknown = Reflect.get(target, name);
          if (typeof member !== "function") return member;
          return async (...args: unknown[]) => {
            if (roll() < 0.08) throw new Error("killed before");
            const result: unknown = await member.apply(target, args);
            if (roll() < 0.08) throw new Error("killed after");
            return result;
          };
        },
      });
    return { ...deps, batches: risky(deps.batches), chain: risky(deps.chain), evidence: risky(deps.evidence) };
  }

  test("behavior: killed anywhere, any number of times: one batch on the chain, and it is the stored one", async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { deps, shelf } = memoryHouse(facts);
      await settle(deps, OWNER, ID);
      await carryOn(dying(deps, seed), shelf);
      const [batch] = shelf.batches;
      const posted = shelf.posted.get(batch?.batchId ?? -1n);
      expect(shelf.posted.size).toBe(1);
      expect(posted?.root).toBe(batch?.root);
      expect(posted?.evidenceHash).toBe(`0x${batch?.evidenceSha}`);
      expect(shelf.files.has(batch?.evidenceSha ?? "")).toBe(true);
      const paid = (shelf.payouts.get(batch?.no ?? 0n) ?? []).reduce((sum, { amountUnits }) => sum + amountUnits, 0n);
      expect(paid).toBe(posted?.total);
    }
  });

  test("behavior: somebody else takes the place between signing and sending: built anew for the next", async () => {
    const { deps, shelf } = memoryHouse(facts);
    await settle(deps, OWNER, ID);
    await build({ ...deps, chain: { ...deps.chain, broadcast: async () => undefined } }, SYSTEM, shelf.bounty.no);
    const before = shelf.batches[0];
    const draft = { root: `0x${"00".repeat(32)}`, evidenceHash: `0x${"00".repeat(32)}`, total: 1n } as const;
    const rival = { ...draft, ledgerId: 1n, batchId: before?.batchId ?? 0n, allocations: [] };
    await deps.chain.broadcast((await deps.chain.signBatch(rival)).raw);
    await carryOn(deps, shelf);
    expect(shelf.batches[0]?.batchId).toBe((before?.batchId ?? 0n) + 1n);
    expect(shelf.batches[0]?.root).not.toBe(before?.root);
    expect(shelf.posted.size).toBe(2);
  });
});

describe("a posted batch", () => {
  const posted = async () => {
    const house = memoryHouse(facts);
    await settle(house.deps, OWNER, ID);
    await build(house.deps, SYSTEM, house.shelf.bounty.no);
    const no = house.shelf.batches[0]?.no;
    const [place] = house.shelf.posted.keys();
    if (no === undefined || place === undefined) throw new Error("not posted");
    const change = (to: object) => {
      const batch = house.shelf.posted.get(place);
      if (batch) house.shelf.posted.set(place, { ...batch, ...to });
    };
    house.shelf.nowMs += 600_000;
    house.shelf.headS += 600;
    return { ...house, place, change, step: () => advance(house.deps, SYSTEM, no) };
  };

  test("behavior: lost by a reorganisation, it is sent again and counts once", async () => {
    const { shelf, place, step } = await posted();
    const lost = shelf.posted.get(place);
    shelf.posted.delete(place);
    expect(await step()).toEqual({ outcome: "undone" });
    expect(shelf.batches[0]).toMatchObject({ state: "posting", standing: "none", claimableAtS: null });
    if (lost) shelf.posted.set(place, lost);
    expect(await step()).toEqual({ outcome: "posted" });
    expect(await step()).toEqual({ outcome: "final" });
  });

  test("behavior: while it is challenged it is not final; when it stands again it is", async () => {
    const { shelf, change, step } = await posted();
    change({ standing: "frozen" });
    expect(await step()).toEqual({ outcome: "waits" });
    expect(shelf.batches[0]).toMatchObject({ state: "window", standing: "frozen" });
    change({ standing: "stands" });
    expect(await step()).toEqual({ outcome: "final" });
  });

  test("behavior: ruled out and voided, its bounty can be settled anew", async () => {
    const { deps, shelf, change, step } = await posted();
    change({ standing: "void" });
    expect(await step()).toEqual({ outcome: "void" });
    expect(shelf.batches[0]).toMatchObject({ state: "void", standing: "void" });
    expect(shelf.bounty.state).toBe("closed");
    expect((await settle(deps, OWNER, ID)).batch).toMatchObject({ state: "building" });
    expect(shelf.batches).toHaveLength(2);
  });

  test("behavior: it is final only under so many blocks", async () => {
    const { deps, shelf } = await posted();
    const no = shelf.batches[0]?.no ?? (0n as never);
    const careful = (confirmations: number) => ({ ...deps, chain: { ...deps.chain, confirmations } });
    expect(await advance(careful(11), SYSTEM, no)).toEqual({ outcome: "waits" });
    expect(await advance(careful(10), SYSTEM, no)).toEqual({ outcome: "final" });
  });
});

describe("what is told when", () => {
  test("behavior: no evidence before the batch is posted, no answers before the bounty is settled", async () => {
    const { deps } = memoryHouse(facts);
    const { batch } = await settle(deps, OWNER, ID);
    await expect(evidence(deps, STRANGER, { id: batch.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(answersOf(deps, STRANGER, { ...ID, after: "", limit: 10 })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
