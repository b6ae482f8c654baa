import type { Batch } from "./batch";
import { batchHeader, type PostedBatch } from "./claim-args";
import type { Hex } from "./sum-tree";

/** A challenge as the chain has it: what it costs, who judges, and how it stands. */
export type ChallengeOnChain = {
  /** What a challenger must put up, base units of the ledger's token; and the arbitrator's fee, wei. */
  readonly bondUnits: bigint;
  readonly feeWei: bigint;
  readonly arbitrator: Hex;
  /** Members, and how many must agree; null when the arbitrator is no committee of ours. */
  readonly committee: { readonly members: readonly Hex[]; readonly quorum: number } | null;
  /** The latest challenge, null when there was none. */
  readonly challenge: {
    readonly challenger: Hex;
    readonly openedAtS: number;
    readonly open: boolean;
    readonly disputeId: bigint;
    readonly bondUnits: bigint;
    /** Hash of what the challenger says: SHA-256 of a file kept here, when it came through here. */
    readonly evidenceHash: Hex | null;
    /** 1 stands, 2 invalid, 0 nobody can say; null while open. */
    readonly ruling: number | null;
    readonly votes: readonly { readonly member: Hex; readonly ruling: number }[];
    /** From then anybody may end it as a ruling of 0. */
    readonly timesOutAtS: number;
  } | null;
};

/** All that the challenge and ruling pages need; amounts in decimal digits. */
export type DisputeView = {
  readonly batchId: string;
  readonly batchKey: string;
  readonly standing: Batch["standing"];
  /** Whether anybody may challenge it now. */
  readonly challengeable: boolean;
  readonly claimableAtS: number;
  /** The chain's own clock, Unix seconds: windows end by it. */
  readonly headS: number;
  readonly bondUnits: string;
  readonly feeWei: string;
  readonly arbitrator: string;
  readonly committee: { readonly members: readonly string[]; readonly quorum: number } | null;
  /** Whether the caller is one of the judges. */
  readonly isJudge: boolean;
  /** What rulings gave the caller, of this batch or others, and waits to be taken out. */
  readonly credit: { readonly bondUnits: string; readonly stakeWei: string };
  /** Whether the caller may rule, and has not yet. */
  readonly mayRule: boolean;
  readonly challenge: {
    readonly challenger: string;
    readonly openedAtS: number;
    readonly open: boolean;
    readonly disputeId: string;
    readonly bondUnits: string;
    readonly ruling: number | null;
    readonly votes: readonly { readonly member: string; readonly ruling: number }[];
    readonly timesOutAtS: number;
    /** SHA-256 of what the challenger says, without 0x; read it at …/challenge/evidence. */
    readonly evidenceSha256: string | null;
  } | null;
  /** What speaks for the batch: its own evidence. */
  readonly evidenceSha256: string;
  /** Arguments of `challenge(header, root, total, evidenceHash)` but for the last. */
  readonly challengeArgs: {
    readonly header: { ledgerId: string; batchId: string; token: string; claimableAt: number; meta: string };
    readonly root: string;
    readonly total: string;
  };
};

export function disputeView(
  batch: Batch,
  posted: PostedBatch,
  chain: ChallengeOnChain,
  seen: {
    readonly headS: number;
    readonly caller: string | null;
    readonly credit: { readonly bondUnits: bigint; readonly stakeWei: bigint };
  },
): DisputeView {
  const { challenge, committee } = chain;
  const header = batchHeader(posted);
  const judge = committee?.members.some((member) => member.toLowerCase() === seen.caller) ?? false;
  const voted = challenge?.votes.some(({ member }) => member.toLowerCase() === seen.caller) ?? false;
  return {
    batchId: batch.id,
    batchKey: batch.batchKey ?? "",
    standing: batch.standing,
    challengeable: batch.standing === "stands" && seen.headS < posted.claimableAtS,
    claimableAtS: posted.claimableAtS,
    headS: seen.headS,
    bondUnits: chain.bondUnits.toString(),
    feeWei: chain.feeWei.toString(),
    arbitrator: chain.arbitrator,
    committee,
    isJudge: judge,
    credit: { bondUnits: seen.credit.bondUnits.toString(), stakeWei: seen.credit.stakeWei.toString() },
    mayRule: judge && !voted && challenge?.open === true,
    challenge: challenge && {
      challenger: challenge.challenger,
      openedAtS: challenge.openedAtS,
      open: challenge.open,
      disputeId: challenge.disputeId.toString(),
      bondUnits: challenge.bondUnits.toString(),
      ruling: challenge.ruling,
      votes: challenge.votes,
      timesOutAtS: challenge.timesOutAtS,
      evidenceSha256: challenge.evidenceHash?.slice(2) ?? null,
    },
    evidenceSha256: posted.evidenceHash.slice(2),
    challengeArgs: {
      header: { ...header, ledgerId: header.ledgerId.toString(), batchId: header.batchId.toString() },
      root: posted.root,
      total: posted.total.toString(),
    },
  };
}
