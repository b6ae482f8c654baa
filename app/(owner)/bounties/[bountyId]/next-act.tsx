import { useTranslations } from "next-intl";
import { EligibilityWords } from "@/app/market/eligibility";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import { ButtonLink } from "@/lib/ui/button-link";

/** The one thing to do on a bounty's page: label, take the dataset, or look at its quality. */
export function NextAct({ bounty }: { readonly bounty: BountyDetail }) {
  const t = useTranslations("bounty");
  const { id, state, mine, eligibility } = bounty;
  const canLabel = eligibility === "ok" || eligibility === "sign-in";
  return (
    <div className="flex flex-wrap items-center gap-2">
      {state === "open" && !canLabel && (
        <div className="me-2">
          <EligibilityWords bounty={bounty} />
        </div>
      )}
      {mine && state !== "draft" && state !== "published" && (
        <>
          <ButtonLink href={`/bounties/${id}/money`}>{t("money")}</ButtonLink>
          <ButtonLink href={`/bounties/${id}/quality`}>{t("quality")}</ButtonLink>
        </>
      )}
      {state === "settled" && (
        <ButtonLink href={`/datasets/${id}`} kind="ink">
          {t("getDataset")}
        </ButtonLink>
      )}
      {state === "open" && canLabel && (
        <ButtonLink href={`/label/${id}`} kind={mine ? "line" : "ink"}>
          {t("start")}
        </ButtonLink>
      )}
    </div>
  );
}
