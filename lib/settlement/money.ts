import { z } from "zod";
import { shownOr } from "@/lib/bounties/sight";
import type { Caller } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { BountyId } from "@/lib/kernel/ids";
import { type Batch, type BatchView, batchView } from "./batch";
import type { MoneyEvent } from "./money-ports";
import type { SettlementDeps } from "./ports";

export const MoneyInput = z.object({ id: z.string() });

/**
 * Where a bounty's money is, the furthest thing that is true of it. `unfunded`, `funded` (in the vault, nothing reserved),
 * `reserved` (a batch is being made), `in-challenge` (posted, its window runs or it is frozen), `claimable`, `paid` (every
 * payout), `void` (the last batch did not stand), `refused` (the chain would not take it).
 */
export type MoneyState =
  | "unfunded"
  | "funded"
  | "reserved"
  | "in-challenge"
  | "claimable"
  | "paid"
  | "void"
  | "refused";

export type BatchMoney = BatchView & {
  readonly money: Exclude<MoneyState, "unfunded" | "funded">;
  /** Blocks on top of its transaction, its own included; 0 while it is in none. */
  readonly confirmations: number;
  readonly paidUnits: string;
  /** What was signed to post it, newest first: several when a dearer one replaced a stuck one. */
  readonly transactions: readonly {
    readonly hash: string;
    readonly nonce: string;
    readonly state: string;
    readonly maxFeeWei: string;
    readonly signedAtMs: number;
  }[];
};

/** Amounts in base units, decimal digits; moments in Unix seconds by the chain's clock. */
export type MoneyView = {
  readonly bountyId: string;
  readonly state: MoneyState;
  readonly head: { readonly number: string; readonly timestampS: number };
  /** The last block whose events are counted here, and how many blocks make a thing certain. */
  readonly followedThrough: string | null;
  readonly confirmationsWanted: number;
  readonly fundedUnits: string;
  readonly availableUnits: string;
  readonly reservedUnits: string;
  readonly paidUnits: string;
  readonly refundedUnits: string;
  readonly deadlineS: number | null;
  /** The owner's refund: `refund(ledgerId, manifestHash)`. */
  readonly refund: {
    readonly openFromS: number | null;
    readonly open: boolean;
    readonly units: string;
    readonly args: { readonly ledgerId: string; readonly manifestHash: string } | null;
  };
  readonly movements: readonly {
    readonly kind: "funded" | "refunded";
    readonly units: string;
    readonly txHash: string;
    readonly confirmations: number;
  }[];
  readonly batches: readonly BatchMoney[];
};

/** All of a bounty's money in one answer, for whoever may see the bounty. */
export async function money(
  deps: SettlementDeps,
  caller: Caller,
  { id }: z.infer<typeof MoneyInput>,
): Promise<MoneyView> {
  const none = new AppError("not_found", `There is no bounty "${id}".`);
  const bounty = shownOr(none, await deps.batches.bountyById(id as BountyId), caller);
  const { chainBountyId, manifestHash } = bounty;
  const [head, headS, through, vault, events, rows] = await Promise.all([
    deps.chain.headNumber(),
    deps.chain.headTimestampS(),
    deps.events.through(),
    chainBountyId ? deps.chain.readBounty(chainBountyId) : null,
    chainBountyId ? deps.events.ofBounty(chainBountyId) : [],
    deps.batches.ofBounty(bounty.no),
  ]);
  const batches: BatchMoney[] = [];
  for (const batch of rows) batches.push(await batchMoney(deps, batch, batchView(batch, bounty), head));
  const sum = (kind: string) =>
    events.reduce((total, event) => total + (event.name === kind ? unitsOf(event) : 0n), 0n);
  const funded = sum("BountyFunded");
  const available = vault?.available ?? 0n;
  const ledgerId = ledgerOf(bounty.manifest);
  const refundFromS = vault ? Math.max(vault.deadlineS + deps.chain.graceS, vault.heldUntilS) + 1 : null;
  return {
    bountyId: bounty.id,
    state: batches.at(-1)?.money ?? (available > 0n ? "funded" : "unfunded"),
    head: { number: head.toString(), timestampS: headS },
    followedThrough: through?.toString() ?? null,
    confirmationsWanted: deps.chain.confirmations,
    fundedUnits: funded.toString(),
    availableUnits: available.toString(),
    reservedUnits: sumOf(batches.filter(isReserved), ({ allocationUnits }) => allocationUnits).toString(),
    paidUnits: sumOf(batches, ({ paidUnits }) => paidUnits).toString(),
    refundedUnits: sum("Refunded").toString(),
    deadlineS: vault?.deadlineS ?? null,
    refund: {
      openFromS: refundFromS,
      open: refundFromS !== null && headS >= refundFromS && available > 0n,
      units: available.toString(),
      args: ledgerId && manifestHash ? { ledgerId, manifestHash } : null,
    },
    movements: events.map((event) => ({
      kind: event.name === "Refunded" ? "refunded" : "funded",
      units: unitsOf(event).toString(),
      txHash: event.txHash,
      confirmations: depthOf(head, event.blockNumber),
    })),
    batches,
  };
}

async function batchMoney(deps: SettlementDeps, batch: Batch, view: BatchView, head: bigint): Promise<BatchMoney> {
  const [paid, txs] = await Promise.all([deps.events.paidUnits(batch.no), deps.events.txsOf(batch)]);
  return {
    ...view,
    money: moneyOf(batch, paid),
    confirmations: depthOf(head, batch.postedBlock),
    paidUnits: paid.toString(),
    transactions: txs.map(({ hash, nonce, state, maxFeeWei, signedAtMs }) => ({
      ...{ hash, nonce: nonce.toString(), state, maxFeeWei: maxFeeWei.toString(), signedAtMs },
    })),
  };
}

/** What a batch's state means for the money in it. Pure. */
function moneyOf({ state, totalUnits }: Pick<Batch, "state" | "totalUnits">, paid: bigint): BatchMoney["money"] {
  if (state === "void" || state === "refused") return state;
  if (state === "window") return "in-challenge";
  if (state !== "final") return "reserved";
  return paid >= totalUnits ? "paid" : "claimable";
}

/** Blocks that a block lies deep, itself included. Pure. */
const depthOf = (head: bigint, block: bigint | null): number =>
  block === null || block > head ? 0 : Number(head - block + 1n);

const isReserved = ({ state, batchId }: BatchMoney): boolean =>
  state === "window" || (state === "final" && batchId !== null);

const sumOf = (batches: readonly BatchMoney[], units: (batch: BatchMoney) => string): bigint =>
  batches.reduce((total, batch) => total + BigInt(units(batch)), 0n);

const unitsOf = ({ args }: MoneyEvent): bigint => BigInt(String(args.amount ?? "0"));

const ledgerOf = (manifest: unknown): string | null =>
  typeof manifest === "object" && manifest !== null && "ledgerId" in manifest ? String(manifest.ledgerId) : null;
