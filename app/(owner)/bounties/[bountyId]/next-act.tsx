import type { BountyDetail } from "@/lib/bounties/bounty-view";
import { ButtonLink } from "@/lib/ui/button-link";

/** The one thing to do on a bounty's page: label, take the dataset, or look at its quality. */
export function NextAct({ bounty: { id, state, mine, eligibility } }: { readonly bounty: BountyDetail }) {
  const canLabel = eligibility === "ok" || eligibility === "sign-in";
  return (
    <div className="flex flex-wrap gap-2">
      {mine && state !== "draft" && state !== "published" && (
        <ButtonLink href={`/bounties/${id}/quality`}>Quality</ButtonLink>
      )}
      {state === "settled" && (
        <ButtonLink href={`/datasets/${id}`} kind="ink">
          Get the dataset
        </ButtonLink>
      )}
      {state === "open" && canLabel && (
        <ButtonLink href={`/label/${id}`} kind={mine ? "line" : "ink"}>
          Start labeling
        </ButtonLink>
      )}
    </div>
  );
}
