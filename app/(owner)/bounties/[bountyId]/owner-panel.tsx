import { useTranslations } from "next-intl";
import type { BountyDetail, OwnerView } from "@/lib/bounties/bounty-view";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { ButtonLink } from "@/lib/ui/button-link";
import { Notice } from "@/lib/ui/notice";
import { FundPanel } from "./fund-panel";

type Props = {
  readonly bounty: BountyDetail;
  readonly owner: OwnerView;
  readonly terms: ChainTerms;
  readonly address: `0x${string}` | null;
};

/** What only the owner sees: the next thing to do, by the bounty's state. */
export function OwnerPanel({ bounty, owner, terms, address }: Props) {
  const t = useTranslations("bounty");
  const { id, state } = bounty;
  if (state === "draft") return <Draft id={id} lacks={owner.lacks} />;
  if (state === "published") return <FundPanel bounty={bounty} terms={terms} address={address} />;
  const done = bounty.answersLeft === 0;
  if (state === "open" && done) {
    return (
      <Panel
        title={t("settleTitle")}
        says={t("settleSays")}
        href={`/bounties/${id}/quality#settle`}
        act={t("settle")}
      />
    );
  }
  if (state === "closed") {
    return (
      <Panel
        title={t("settlingTitle")}
        says={t("settlingSays")}
        href={`/bounties/${id}/quality`}
        act={t("seeQuality")}
      />
    );
  }
  if (state !== "open") return null;
  return (
    <Panel title={t("openTitle")} says={t("openSays")} href={`/bounties/${id}/quality#settle`} act={t("settle")} />
  );
}

type PanelProps = { readonly title: string; readonly says: string; readonly href: string; readonly act: string };

function Panel({ title, says, href, act }: PanelProps) {
  return (
    <div className="mb-6">
      <Notice title={title} actions={<ButtonLink href={href}>{act}</ButtonLink>}>
        {says}
      </Notice>
    </div>
  );
}

function Draft({ id, lacks }: { readonly id: string; readonly lacks: OwnerView["lacks"] }) {
  const t = useTranslations("bounty");
  return (
    <div className="mb-6">
      <Notice
        kind="doubt"
        title={t("draftTitle")}
        actions={
          <ButtonLink href={`/bounties/new?draft=${id}`} kind="ink">
            {t("continueDraft")}
          </ButtonLink>
        }
      >
        {lacks.length === 0 ? (
          t("nothingMissing")
        ) : (
          <ul>
            {lacks.map(({ at, reason }) => (
              <li key={`${at} ${reason}`}>{reason}</li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
