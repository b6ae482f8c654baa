import { isBlind } from "@/lib/bounties/blind";
import { AppError } from "@/lib/kernel/errors";
import type { AccountNo, ItemNo, Sha256 } from "@/lib/kernel/ids";
import type { ClaimOutcome } from "./assignment";
import type { AssignmentDeps, Claimed, ImportedSuggestion, WorkedBounty } from "./ports";
import { type Progress, progressOf } from "./progress";
import { shuffle } from "./shuffle";

/** One item to be labeled, as its annotator sees it. */
export type LeaseView = {
  /** What an answer or a release names it by. */
  readonly token: string;
  /** Content hash of the item. */
  readonly item: Sha256;
  readonly payload: unknown;
  /** No suggestion may be shown. */
  readonly blind: boolean;
  /** What a model proposes that came with the data; null where none does, and where none may be shown. */
  readonly suggestion: ImportedSuggestion | null;
};

export type ClaimReply = {
  readonly outcome: ClaimOutcome;
  readonly leases: readonly LeaseView[];
  /** ISO 8601; null without leases. */
  readonly expiresAt: string | null;
  /** The same as milliseconds from now: right for clients whose own clock is wrong. */
  readonly expiresInMs: number | null;
  readonly model: { readonly sha256: Sha256; readonly url: string; readonly kind: "text" | "image" } | null;
  readonly progress: Progress;
};

/** What a claim tells its annotator: sealed tokens in an order that does not give gold away, contents, progress. */
export async function claimReply(
  deps: Pick<AssignmentDeps, "items" | "models" | "seal" | "random" | "now">,
  bounty: WorkedBounty,
  accountNo: AccountNo,
  claimed: Claimed,
): Promise<ClaimReply> {
  const [leases, model] = await Promise.all([
    leaseViews(deps, bounty, accountNo, claimed.items),
    bounty.policy.suggestions ? deps.models.of(bounty.no) : null,
  ]);
  return {
    outcome: claimed.outcome,
    leases,
    expiresAt: claimed.expiresAtMs === null ? null : new Date(claimed.expiresAtMs).toISOString(),
    expiresInMs: claimed.expiresAtMs === null ? null : Math.max(0, claimed.expiresAtMs - deps.now()),
    model: model && { sha256: model.sha256, url: `/api/v1/models/${model.sha256}`, kind: model.kind },
    progress: progressOf(bounty, claimed.tally, claimed.outcome),
  };
}

async function leaseViews(
  { items, seal, random }: Pick<AssignmentDeps, "items" | "seal" | "random">,
  { no, manifestHash, policy }: WorkedBounty,
  accountNo: AccountNo,
  itemNos: readonly ItemNo[],
): Promise<LeaseView[]> {
  if (itemNos.length === 0) return [];
  const contents = await items.load(no, itemNos);
  return shuffle(itemNos, random(4 * itemNos.length)).map((itemNo) => {
    const content = contents.get(itemNo);
    if (!content) throw new AppError("fault", `item ${itemNo} of bounty ${no} has no content`);
    const blind = isBlind(manifestHash, content.hash, policy.blindBps);
    return {
      token: seal.seal({ bountyNo: no, accountNo, itemNo }),
      item: content.hash,
      payload: content.payload,
      blind,
      suggestion: (policy.suggestions && !blind && content.suggested) || null,
    };
  });
}
