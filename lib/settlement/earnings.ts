import { Manifest } from "@/lib/bounties/manifest";
import type { PayRuleName } from "@/lib/referee/pay-rules";
import { type BatchState, batchView } from "./batch";
import { bonusUnits } from "./bonus";
import { type ClaimArgs, claimArgs } from "./claim-args";
import type { EarnedPayout, SettlementDeps, UnsettledWork } from "./ports";
import { postedBatch } from "./posted";
import { treeOf } from "./push-batch";

const ONE_Q16 = 65_536n;

/** `in-challenge`: on the chain, cannot be claimed yet. `claimable`, then `paid`. */
export type PayoutState = "settling" | "in-challenge" | "claimable" | "paid";

/** What a batch paid for a bounty, and why. Amounts in base units, decimal digits. */
export type EarningView = {
  readonly bountyId: string;
  readonly title: string;
  readonly batchId: string;
  readonly batchSeq: number;
  readonly batchState: BatchState;
  readonly state: PayoutState;
  readonly counted: number;
  readonly gold: number;
  readonly spare: number;
  readonly priceUnits: string;
  readonly amountUnits: string;
  /** Share of a full score that the answers earned, thousandths. */
  readonly rhoPermille: number;
  /** Mean score of an answer, thousandths of a bit. */
  readonly scoreMillibits: number;
  readonly why: Why;
  readonly claimableAtS: number | null;
  readonly paidAtMs: number | null;
  readonly txHash: string | null;
};

/** The account of a payout by the bounty's pay rule: base + bonus − paid before = amount. */
export type Why = {
  readonly rule: PayRuleName;
  /** The share of the price that honest work as such is paid, thousandths. */
  readonly betaPermille: number;
  readonly baseUnits: string;
  readonly bonusUnits: string;
  readonly atMostUnits: string;
  readonly withheldUnits: string;
};

/** Arguments of the vault's `claim(header, leaf, proof)`, ready to be sent. */
export type ClaimView = {
  readonly batchId: string;
  readonly bountyId: string;
  readonly title: string;
  readonly batchKey: string;
  readonly amountUnits: string;
  readonly header: {
    readonly ledgerId: string;
    readonly batchId: string;
    readonly token: string;
    readonly claimableAt: number;
    readonly meta: string;
  };
  readonly leaf: { readonly index: string; readonly account: string; readonly amount: string };
  readonly proof: string;
};

/** Work that no batch has settled yet, and what it may come to. */
export type GrowingView = {
  readonly bountyId: string;
  readonly title: string;
  readonly state: string;
  readonly answers: number;
  readonly priceUnits: string;
  readonly atMostUnits: string;
  /** Base share alone, to what today's score gives; the full price where no score stands yet, or the rule pays by something else. */
  readonly likelyUnits: readonly [string, string];
};

export type EarningsView = {
  readonly earned: readonly EarningView[];
  readonly claimable: readonly ClaimView[];
  readonly growing: readonly GrowingView[];
  readonly totals: Readonly<Record<"growing" | "inChallenge" | "claimable" | "paid", string>>;
};

/** One payout as a line of earnings. Pure. */
export function earningView(row: EarnedPayout): EarningView {
  const { batch, bounty } = row;
  const manifest = Manifest.parse(bounty.manifest);
  const { priceUnits } = manifest;
  const seen = batchView(batch, bounty);
  return {
    bountyId: bounty.id,
    title: bounty.title,
    batchId: batch.id,
    batchSeq: batch.seq,
    batchState: batch.state,
    state: payoutState(row),
    counted: row.counted,
    gold: row.gold,
    spare: row.spare,
    priceUnits,
    amountUnits: row.amountUnits.toString(),
    rhoPermille: Math.floor((row.rhoQ16 * 1000) / 65_536),
    scoreMillibits: Math.trunc((row.scoreQ10 * 1000) / 1024),
    why: whyOf(row, manifest),
    claimableAtS: seen.claimableAtS,
    paidAtMs: row.paidAtMs,
    txHash: seen.txHash,
  };
}

function payoutState({ batch, paidAtMs }: EarnedPayout): PayoutState {
  if (paidAtMs !== null) return "paid";
  if (batch.state === "final") return "claimable";
  return batch.state === "window" ? "in-challenge" : "settling";
}

function whyOf(row: EarnedPayout, terms: Manifest): Why {
  const bonus = bonusUnits(row, terms);
  const atMost = BigInt(row.counted + row.gold + row.spare) * BigInt(terms.priceUnits);
  return {
    rule: terms.payRule,
    betaPermille: Math.floor((terms.betaQ16 * 1000) / 65_536),
    baseUnits: (row.amountUnits - bonus).toString(),
    bonusUnits: bonus.toString(),
    atMostUnits: atMost.toString(),
    withheldUnits: (atMost > row.amountUnits ? atMost - row.amountUnits : 0n).toString(),
  };
}

/** What running work may come to: base share alone, to the present score (or everything while there is none). */
export function growingView({ bounty, answers, rhoQ16 }: UnsettledWork): GrowingView {
  const { priceUnits, betaQ16, payRule } = Manifest.parse(bounty.manifest);
  const atMost = BigInt(answers) * BigInt(priceUnits);
  const base = payRule === "flat-v1" ? atMost : (atMost * BigInt(betaQ16)) / ONE_Q16;
  const scored = payRule === "pmi-v1" ? rhoQ16 : null;
  const now = scored === null ? atMost : base + ((atMost - base) * BigInt(scored)) / ONE_Q16;
  return {
    bountyId: bounty.id,
    title: bounty.title,
    state: bounty.state,
    answers,
    priceUnits,
    atMostUnits: atMost.toString(),
    likelyUnits: [base.toString(), now.toString()],
  };
}

/** The claim of a payout of a final batch; the proof is rebuilt from the batch's stored payouts. */
export async function claimView(deps: SettlementDeps, row: EarnedPayout): Promise<ClaimView | undefined> {
  const { batch, bounty } = row;
  const posted = await postedBatch(deps, batch, bounty);
  if (!posted || !batch.batchKey) return undefined;
  const payouts = await deps.batches.payouts(batch.no);
  const mine = payouts.find(({ leafIndex }) => leafIndex === row.leafIndex);
  if (!mine) return undefined;
  const leaf = { index: row.leafIndex, account: mine.address, amount: mine.amountUnits };
  const args: ClaimArgs = claimArgs(posted, leaf, treeOf(batch, payouts).proof(row.leafIndex));
  const [header, { index, account, amount }, proof] = args;
  return {
    batchId: batch.id,
    bountyId: bounty.id,
    title: bounty.title,
    batchKey: batch.batchKey,
    amountUnits: mine.amountUnits.toString(),
    header: { ...header, ledgerId: header.ledgerId.toString(), batchId: header.batchId.toString() },
    leaf: { index: index.toString(), account, amount: amount.toString() },
    proof,
  };
}

/** Sums by state, base units; `earned` holds all that is not paid out, of the rest `paidUnits` tells the sum. */
export function totalsOf(
  earned: readonly EarningView[],
  growing: readonly GrowingView[],
  paidUnits: bigint,
): EarningsView["totals"] {
  const sum = (states: readonly PayoutState[]) =>
    earned.reduce((total, row) => total + (states.includes(row.state) ? BigInt(row.amountUnits) : 0n), 0n).toString();
  const grows = growing.reduce((total, { likelyUnits: [, high] }) => total + BigInt(high), 0n).toString();
  return {
    growing: grows,
    inChallenge: sum(["settling", "in-challenge"]),
    claimable: sum(["claimable"]),
    paid: paidUnits.toString(),
  };
}
