import type { BatchMoney, MoneyView } from "./money";

/** What a part of a bounty's money is, in the order in which it travels. */
export type EscrowPartName = "free" | "reserved" | "challenge" | "claimable" | "paid" | "fee" | "refunded";

export type EscrowPart = { readonly name: EscrowPartName; readonly units: bigint };

/**
 * Where every unit of a bounty's money is now: each in one part, parts of nothing included. Their sum is what came into
 * the vault for the bounty, as far as the chain's events have been read. Base units. Pure.
 */
export function escrowParts(view: Pick<MoneyView, "availableUnits" | "refundedUnits" | "batches">): EscrowPart[] {
  const available = BigInt(view.availableUnits);
  // Not taken by the vault yet: a batch that is counted or on its way.
  const coming = sum(
    view.batches.filter(({ state }) => state === "building" || state === "posting"),
    ({ allocationUnits }) => allocationUnits,
  );
  const reserved = coming < available ? coming : available;
  const final = view.batches.filter(({ state, batchId }) => state === "final" && batchId !== null);
  const paid = sum(view.batches, ({ paidUnits }) => paidUnits);
  return [
    { name: "free", units: available - reserved },
    { name: "reserved", units: reserved },
    {
      name: "challenge",
      units: sum(
        view.batches.filter(({ state }) => state === "window"),
        ({ allocationUnits }) => allocationUnits,
      ),
    },
    { name: "claimable", units: sum(final, ({ totalUnits }) => totalUnits) - sum(final, ({ paidUnits }) => paidUnits) },
    { name: "paid", units: paid },
    { name: "fee", units: sum(final, ({ feeUnits }) => feeUnits) },
    { name: "refunded", units: BigInt(view.refundedUnits) },
  ];
}

const sum = (batches: readonly BatchMoney[], units: (batch: BatchMoney) => string): bigint =>
  batches.reduce((total, batch) => total + BigInt(units(batch)), 0n);
