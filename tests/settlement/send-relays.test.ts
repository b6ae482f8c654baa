// Claims that the operator sends: together where one transaction can pay them, alone where one would spoil the others.
import { expect, test } from "vitest";
import { SYSTEM } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { Batch, SettledBounty } from "@/lib/settlement/batch";
import type { QueuedRelay } from "@/lib/settlement/money-ports";
import type { SettlementDeps, StoredPayout } from "@/lib/settlement/ports";
import { sendRelays } from "@/lib/settlement/send-relays";
import { batchKey, buildTree, type Hex } from "@/lib/settlement/sum-tree";

const VAULT: Hex = `0x${"b2".repeat(20)}`;
const TOKEN: Hex = `0x${"c3".repeat(20)}`;
const addressOf = (annotatorNo: bigint): Hex => `0x${annotatorNo.toString(16).padStart(40, "0")}`;
/** Leaf 0 of every batch is annotator 1's, leaf 1 annotator 2's. */
const LEAVES = [1n, 2n].map((no, leafIndex) => ({ leafIndex, address: addressOf(no), amountUnits: 5n, paid: false }));

const keyOf = (no: bigint) => batchKey(31337, VAULT, 1n, no);

function batchOf(no: bigint): Batch {
  const leaves = LEAVES.map(({ address, amountUnits }) => ({ account: address, amount: amountUnits }));
  const { root } = buildTree(keyOf(no), leaves);
  return {
    ...{ no, bountyNo: 7n, state: "final", ledgerId: 1n, batchId: no, batchKey: keyOf(no), root },
    ...{ totalUnits: 10n, feeUnits: 0n, allocUnits: 10n, evidenceSha: "ee".repeat(32), claimableAtS: 5 },
  } as unknown as Batch;
}

/** A chain that refuses the claims of `refused` batches, and what it was sent. */
function house(queued: readonly QueuedRelay[], refused: ReadonlySet<bigint> = new Set(), paid: readonly bigint[] = []) {
  const sent: string[] = [];
  const ended: string[] = [];
  const send = (name: string, batches: readonly bigint[]) => {
    sent.push(`${name} ${batches.join("+")}`);
    if (batches.some((no) => refused.has(no))) throw new AppError("chain_rejected", "no");
    return { txHash: "0xab" as const };
  };
  const deps = {
    batches: {
      byNo: async (no: bigint) => batchOf(no),
      bountyByNo: async () => ({ chainBountyId: `0x${"77".repeat(32)}` }) as SettledBounty,
      payouts: async () => LEAVES as unknown as readonly StoredPayout[],
    },
    chain: {
      ledger: async () => ({ operator: VAULT, token: TOKEN, feeBps: 0 }),
      paidLeaves: async (key: Hex, leaves: readonly number[]) => (paid.some((no) => keyOf(no) === key) ? leaves : []),
      claim: async ([header]: [{ batchId: bigint }]) => send("claim", [header.batchId]),
      claimTo: async ([header]: [{ batchId: bigint }]) => send("claimTo", [header.batchId]),
      claimMany: async (list: readonly [{ batchId: bigint }][]) =>
        send(
          "claimMany",
          list.map(([{ batchId }]) => batchId),
        ),
    },
    relays: {
      queued: async () => queued,
      end: async ({ batchNo }: QueuedRelay, state: string, _: string | null, txHash: string | null) => {
        ended.push(`${batchNo} ${state} ${txHash}`);
      },
    },
  } as unknown as SettlementDeps;
  return { deps, sent, ended };
}

const to = { recipient: addressOf(9n), deadlineS: 9, signature: "0x00" };
const relay = (batchNo: bigint, annotatorNo: bigint, more: Partial<QueuedRelay> = {}): QueuedRelay =>
  ({ batchNo, annotatorNo, leafIndex: Number(annotatorNo) - 1, to: null, ...more }) as QueuedRelay;

test("default: one annotator's claims to itself are one transaction; others', and those to elsewhere, go alone", async () => {
  const { deps, sent, ended } = house([relay(1n, 1n), relay(2n, 2n), relay(3n, 1n), relay(4n, 1n, { to })]);
  expect(await sendRelays(deps, SYSTEM)).toBe(4);
  expect(sent).toEqual(["claimMany 1+3", "claim 2", "claimTo 4"]);
  expect(ended.sort()).toEqual(["1 paid 0xab", "2 paid 0xab", "3 paid 0xab", "4 paid 0xab"]);
});

test("behavior: where one is refused, the others are paid alone, and that one says why", async () => {
  const { deps, sent, ended } = house([relay(1n, 1n), relay(2n, 1n), relay(3n, 1n)], new Set([2n]));
  await sendRelays(deps, SYSTEM);
  expect(sent).toEqual(["claimMany 1+2+3", "claim 1", "claim 2", "claim 3"]);
  expect(ended).toEqual(["1 paid 0xab", "2 refused null", "3 paid 0xab"]);
});

test("behavior: what was paid meanwhile is done, without a transaction", async () => {
  const { deps, sent, ended } = house([relay(1n, 1n), relay(2n, 1n)], new Set(), [1n]);
  await sendRelays(deps, SYSTEM);
  expect(sent).toEqual(["claim 2"]);
  expect(ended).toEqual(["1 paid null", "2 paid 0xab"]);
});

test("behavior: a node that does not answer ends nothing: the claims stay queued", async () => {
  const { deps, ended } = house([relay(1n, 1n), relay(2n, 1n)]);
  const away = async () => {
    throw new AppError("chain_unavailable", "away");
  };
  await expect(
    sendRelays({ ...deps, chain: { ...deps.chain, claimMany: away } } as SettlementDeps, SYSTEM),
  ).rejects.toMatchObject({ code: "chain_unavailable" });
  expect(ended).toEqual([]);
});
