import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { batchCommit, batchHeader } from "@/lib/settlement/claim-args";
import {
  claim,
  draftOf,
  fund,
  moveClockTo,
  other,
  owner,
  postBatch,
  refund,
  type Stage,
  setStage,
  strangerOf,
  worker,
} from "./chain-stage";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

afterAll(() => stage?.clear());

describe("settling and paying", () => {
  test("from posting to a claim: nobody is paid before the window ends, everybody once after it", async () => {
    const posted = await postBatch(stage, [
      { account: worker.address, amount: 5_000_000n },
      { account: other.address, amount: 2_000_000n },
      { account: worker.address, amount: 1_000_000n },
    ]);
    const { batch, tree, key } = posted;
    expect(batch).toMatchObject(posted.draft);
    expect(await stage.vault.commitOf(key)).toBe(batchCommit(batch));
    await expect(claim(stage, posted, 0)).rejects.toThrow("BountyVault_NotClaimableYet");

    await moveClockTo(stage, batch.claimableAtS);
    const before = await stage.vault.balanceOf(worker.address);
    await claim(stage, posted, 0);
    expect((await stage.vault.balanceOf(worker.address)) - before).toBe(5_000_000n);
    expect(await stage.vault.isClaimed(key, 0)).toBe(true);
    await expect(claim(stage, posted, 0)).rejects.toThrow("BountyVault_AlreadyPaid");

    const push = { first: 0, packed: tree.packed(0, 4), proof: tree.rangeProof(0, 4) };
    await stage.vault.sweep({ header: batchHeader(batch), ...push });
    expect((await stage.vault.balanceOf(worker.address)) - before).toBe(6_000_000n);
    expect(await stage.vault.paidLeaves(key, [0, 1, 2])).toEqual([0, 1, 2]);

    const treasury = await stage.vault.balanceOf(stage.deployment.treasury);
    await stage.vault.collectFee(batch);
    expect((await stage.vault.balanceOf(stage.deployment.treasury)) - treasury).toBe(batch.fee);
    await expect(stage.vault.collectFee(batch)).rejects.toMatchObject({ code: "chain_rejected" });
  });

  test("a sweep before the window ends is refused in words", async () => {
    const { batch, tree } = await postBatch(stage, [{ account: worker.address, amount: 1n }]);
    const push = { header: batchHeader(batch), first: 0, packed: tree.packed(0, 1), proof: tree.rangeProof(0, 1) };
    await expect(stage.vault.sweep(push)).rejects.toMatchObject({
      code: "chain_rejected",
      message: expect.stringContaining("BountyVault_NotClaimableYet"),
    });
  });

  test("signed bytes can be sent twice, and a place is given once", async () => {
    const { bountyId } = await fund(stage, 10_000_000n);
    const draft = await draftOf(stage, [{ account: worker.address, amount: 1_000_000n }], bountyId);
    const signed = await stage.vault.signBatch(draft.draft);
    expect(await stage.vault.receiptOf(signed.hash)).toEqual({ kind: "unknown" });
    expect(await stage.vault.isSpent(signed.raw)).toBe(false);
    expect(await stage.vault.batchAt(stage.vault.ledgerId, draft.draft.batchId)).toBeNull();

    await stage.vault.broadcast(signed.raw);
    await stage.mined(Promise.resolve(signed.hash));
    await stage.vault.broadcast(signed.raw);
    expect((await stage.vault.receiptOf(signed.hash)).kind).toBe("mined");
    expect(await stage.vault.isSpent(signed.raw)).toBe(true);
    expect(await stage.vault.nextBatchId(stage.vault.ledgerId)).toBe(draft.draft.batchId + 1n);
    await expect(stage.vault.signBatch(draft.draft)).rejects.toMatchObject({
      code: "chain_rejected",
      message: expect.stringContaining("BountyVault_BatchOutOfTurn"),
    });
  });

  test("bytes that wait in the pool can be sent again", async () => {
    const { bountyId } = await fund(stage, 10_000_000n);
    const { draft } = await draftOf(stage, [{ account: worker.address, amount: 1_000_000n }], bountyId);
    const signed = await stage.vault.signBatch(draft);
    await stage.node.setAutomine(false);
    await stage.vault.broadcast(signed.raw);
    await stage.vault.broadcast(signed.raw);
    expect(await stage.vault.receiptOf(signed.hash)).toEqual({ kind: "pending" });
    await stage.node.setAutomine(true);
    await stage.node.mine({ blocks: 1 });
    await stage.mined(Promise.resolve(signed.hash));
    expect((await stage.vault.receiptOf(signed.hash)).kind).toBe("mined");
  });

  test("a batch that exceeds its bounty is refused before it is signed", async () => {
    const { bountyId } = await fund(stage, 1_000_000n);
    const { draft } = await draftOf(stage, [{ account: worker.address, amount: 1_000_000n }], bountyId);
    await expect(stage.vault.signBatch(draft)).rejects.toThrow("BountyVault_AllocationTooLarge");
  });

  test("600 annotators are pushed in three sweeps", async () => {
    const payouts = Array.from({ length: 600 }, (_, i) => ({ account: strangerOf(i), amount: BigInt(i + 1) }));
    const { batch, tree, key } = await postBatch(stage, payouts);
    await moveClockTo(stage, batch.claimableAtS);
    for (const first of [0, 256, 512]) {
      const push = { first, packed: tree.packed(first, 256), proof: tree.rangeProof(first, 256) };
      await stage.vault.sweep({ header: batchHeader(batch), ...push });
    }
    const indexes = payouts.map((_, i) => i);
    expect(await stage.vault.paidLeaves(key, indexes)).toEqual(indexes);
    expect(await stage.vault.balanceOf(strangerOf(599))).toBe(600n);
  });
});

describe("refunding", () => {
  test("the owner gets back what no batch has reserved, after deadline and grace", async () => {
    const { bountyId, manifestHash, deadlineS } = await fund(stage, 10_000_000n);
    await postBatch(stage, [{ account: worker.address, amount: 1_000_000n }], bountyId);
    const { available } = (await stage.vault.readBounty(bountyId)) ?? { available: 0n };
    await expect(refund(stage, manifestHash)).rejects.toThrow("BountyVault_RefundTooEarly");
    await moveClockTo(stage, deadlineS + stage.deployment.graceS + 1);
    const before = await stage.vault.balanceOf(owner.address);
    await refund(stage, manifestHash);
    expect((await stage.vault.balanceOf(owner.address)) - before).toBe(available);
    expect(await stage.vault.readBounty(bountyId)).toMatchObject({ available: 0n });
  });
});
