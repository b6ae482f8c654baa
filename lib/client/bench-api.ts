import type { Remark } from "@/lib/assignments/remark";
import type { Api } from "./api";
import type { Shown } from "./local-store";
import type { SignedAnswers } from "./signed-answers";

export type LeaseDto = {
  readonly token: string;
  readonly item: string;
  readonly payload: unknown;
  readonly blind: boolean;
  /** What a model proposes that came with the data. */
  readonly suggestion: Shown | null;
};

export type ProgressDto = {
  readonly answered: number;
  /** Items held when the server said so. */
  readonly waiting: number;
  readonly skipped: number;
  readonly itemsLeft: number;
  readonly earnedAtMostUnits: string;
  readonly earnedLikelyUnits: readonly [string, string];
};

export type ModelDto = { readonly sha256: string; readonly url: string; readonly kind: "text" | "image" };

export type ClaimOutcome = "ok" | "none-left" | "full" | "paused" | "closed";

export type ClaimReply = {
  readonly outcome: ClaimOutcome;
  readonly leases: readonly LeaseDto[];
  readonly expiresAt: string | null;
  /** Milliseconds from the moment of the reply, by no clock of ours; a server of an earlier version does not say. */
  readonly expiresInMs?: number | null;
  readonly model: ModelDto | null;
  readonly progress: ProgressDto;
};

export type Verdict = { readonly token: string; readonly outcome: string };
export type SubmitReply = { readonly verdicts: readonly Verdict[]; readonly progress: ProgressDto };
export type ExchangeReply = ClaimReply & { readonly verdicts: readonly Verdict[] };

/** The bench's calls, each one request. */
export function benchApi(api: Api, bountyId: string) {
  const path = `/api/v1/bounties/${bountyId}`;
  return {
    claim: (count: number) => api.send<ClaimReply>("POST", `${path}/claim`, { count }),
    submit: (signed: SignedAnswers, init?: RequestInit) =>
      api.send<SubmitReply>("POST", `${path}/submit`, signed, init),
    exchange: (signed: SignedAnswers, count: number) =>
      api.send<ExchangeReply>("POST", `${path}/exchange`, { ...signed, count }),
    release: (tokens: readonly string[], reason: "skip" | "return", remark?: Remark) =>
      api.send<{ released: number }>("POST", `${path}/release`, { tokens, reason, remark }),
    progress: () => api.get<ProgressDto>(`${path}/progress`),
  };
}
