"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { STATE_TAGS } from "@/app/money/escrow-words";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { moneyQuery } from "@/lib/client/queries";
import { useErrorWords } from "@/lib/client/use-error-words";
import { useHydrated } from "@/lib/client/use-hydrated";
import { useNow } from "@/lib/client/use-now";
import type { MoneyView } from "@/lib/settlement/money";
import { ButtonLink } from "@/lib/ui/button-link";
import { ErrorState } from "@/lib/ui/error-state";
import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { Tag } from "@/lib/ui/tag";
import { BatchMoneyTable } from "./batch-money-table";
import { EscrowPicture } from "./escrow-picture";
import { Movements } from "./movements";
import type { OwnBounty } from "./own-bounty";
import { OwnerActs } from "./owner-acts";

type Props = {
  readonly bounty: OwnBounty;
  /** Undefined while the chain does not answer. */
  readonly first: MoneyView | undefined;
  readonly terms: ChainTerms;
  readonly address: string | null;
  readonly nowMs: number;
};

/** How soon to look again while the money is on its way, and while it rests. */
const MOVING_MS = 2_000;
const RESTING_MS = 10_000;

/** The picture of the escrow, what its owner may do, and every batch and movement behind it. */
export function MoneyBoard({ bounty, first, terms, address, nowMs: serverNowMs }: Props) {
  const t = useTranslations("money");
  const say = useErrorWords();
  const nowMs = useNow(serverNowMs);
  const query = useQuery({
    ...moneyQuery(bounty.id),
    ...(first && { initialData: first }),
    refetchInterval: ({ state: { data } }) => (data && isMoving(data) ? MOVING_MS : RESTING_MS),
  });
  const view = useHydrated() ? query.data : first;
  return (
    <>
      <Head bounty={bounty} view={view} terms={terms} />
      {query.isError && (
        <div className="mb-6">
          <ErrorState title={t(view ? "old" : "unread")} onRetry={() => void query.refetch()}>
            {t("isSafe", { reason: say(query.error) })}
          </ErrorState>
        </div>
      )}
      {!view && !query.isError && <SkeletonRows rows={6} label={t("reading")} />}
      {view && (
        <>
          <EscrowPicture view={view} token={terms.token} />
          {bounty.mine && <OwnerActs bounty={bounty} view={view} terms={terms} address={address} nowMs={nowMs} />}
          <BatchMoneyTable bounty={bounty} view={view} terms={terms} address={address} nowMs={nowMs} />
          <Movements view={view} token={terms.token} />
        </>
      )}
    </>
  );
}

type HeadProps = Pick<Props, "bounty" | "terms"> & { readonly view: MoneyView | undefined };

function Head({ bounty, view, terms }: HeadProps) {
  const t = useTranslations("money");
  const crumbs = [
    bounty.mine ? { label: t("myBounties"), href: "/bounties" } : { label: t("market"), href: "/" },
    { label: bounty.title, href: `/bounties/${bounty.id}` },
    { label: t("title") },
  ];
  return (
    <PageHead
      crumbs={crumbs}
      title={t("title")}
      {...(view && { sub: <Standing view={view} terms={terms} /> })}
      actions={<ButtonLink href={`/bounties/${bounty.id}`}>{t("theBounty")}</ButtonLink>}
    />
  );
}

function Standing({ view, terms }: { readonly view: MoneyView; readonly terms: ChainTerms }) {
  const t = useTranslations("money");
  return (
    <>
      <Tag kind={STATE_TAGS[view.state]}>{t(`state-${view.state}`)}</Tag>
      <span>
        {t.rich("block", {
          chain: terms.name,
          number: view.head.number,
          num: (words) => <span className="num">{words}</span>,
        })}
      </span>
      <Following view={view} />
    </>
  );
}

/** How far behind the chain's newest block the figures are. */
function Following({ view: { head, followedThrough } }: { readonly view: MoneyView }) {
  const t = useTranslations("money");
  if (followedThrough === null) return <span>{t("eventsRead")}</span>;
  const behind = Number(BigInt(head.number) - BigInt(followedThrough));
  return <span>{behind <= 1 ? t("allRead") : t("behind", { count: behind })}</span>;
}

const isMoving = ({ state, batches }: MoneyView): boolean =>
  state === "reserved" || state === "in-challenge" || batches.some((batch) => batch.state === "window");
