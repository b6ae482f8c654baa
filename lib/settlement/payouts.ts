import { allocationFor } from "./allocation";

/** What an annotator did in the bounty's whole life, and the shares of the price that the referee gave its answers. */
export type Earned = {
  /** Address, lower case. */
  readonly annotator: string;
  /** Counted and gold answers. */
  readonly answers: number;
  readonly spare: number;
  /** Share of the price for a counted or gold answer, Q16 0..65536. */
  readonly payShareQ16: number;
  /** Share of the price for a spare answer, Q16 0..65536. */
  readonly baseShareQ16: number;
  /** What earlier batches paid, base units. It stays paid. */
  readonly paidBefore: bigint;
};

export type PayoutTerms = {
  /** Price of one answer, base units. */
  readonly unit: bigint;
  /** The ledger's fee, taken from the allocation; below 10,000. */
  readonly feeBps: number;
  /** What the vault still holds for the bounty, base units. */
  readonly escrowLeft: bigint;
};

export type Payout = { readonly annotator: string; readonly entitled: bigint; readonly payout: bigint };

export type Payouts = {
  /** Sorted by address; nobody left out, payouts may be 0, never negative. */
  readonly rows: readonly Payout[];
  /** Σ payouts. */
  readonly total: bigint;
  readonly fee: bigint;
  /** total + fee: what the batch takes from the escrow; never more than is there. */
  readonly allocation: bigint;
};

/**
 * What a batch pays: each annotator's entitlement over the bounty's whole life, less what was paid before, never below
 * zero. Where the escrow is too small for all of it, everybody's payout shrinks by the same factor, rounded down.
 */
export function payouts(earned: readonly Earned[], terms: PayoutTerms): Payouts {
  const due = [...earned].sort((a, b) => (a.annotator < b.annotator ? -1 : 1)).map((row) => dueTo(row, terms.unit));
  const wanted = due.reduce((sum, { payout }) => sum + payout, 0n);
  const affordable = terms.escrowLeft > 0n ? terms.escrowLeft - feeOf(terms.escrowLeft, terms.feeBps) : 0n;
  const rows = wanted <= affordable ? due : due.map((row) => ({ ...row, payout: (row.payout * affordable) / wanted }));
  const total = rows.reduce((sum, { payout }) => sum + payout, 0n);
  return { rows, total, ...allocationFor(total, terms.feeBps) };
}

/** The vault's fee of an allocation: basis points, rounded down. */
const feeOf = (allocation: bigint, feeBps: number): bigint => (allocation * BigInt(feeBps)) / 10_000n;

function dueTo({ annotator, answers, spare, payShareQ16, baseShareQ16, paidBefore }: Earned, unit: bigint): Payout {
  const entitled =
    ((BigInt(answers) * unit * BigInt(payShareQ16)) >> 16n) + ((BigInt(spare) * unit * BigInt(baseShareQ16)) >> 16n);
  return { annotator, entitled, payout: entitled > paidBefore ? entitled - paidBefore : 0n };
}
