import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { requestOrigin } from "@/app/request-origin";
import { Words } from "@/app/words";
import { callerOf } from "@/lib/http";
import { AppError } from "@/lib/kernel/errors";
import { chainTerms, server } from "@/lib/server";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { PageHead } from "@/lib/ui/page-head";
import { Dataset } from "./dataset";
import { ROWS_A_PAGE } from "./rows-a-page";

type Props = { readonly params: Promise<{ bountyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await find((await params).bountyId);
  const t = await getTranslations("dataset");
  if (found === "not-settled") return { title: t("dataset") };
  const { title, items, answers } = found.dataset;
  return { title, description: t("meta", { items, answers }) };
}

/** The public page of a dataset: items and answers, downloads, how to use it, and how to check it. */
export default async function DatasetPage({ params }: Props) {
  const { bountyId } = await params;
  const found = await find(bountyId);
  if (found === "not-settled") return <NotSettled bountyId={bountyId} />;
  return (
    <Words of={["dataset"]}>
      <Dataset {...found} terms={await chainTerms()} origin={await requestOrigin()} nowMs={Date.now()} />
    </Words>
  );
}

async function find(id: string) {
  const { exports, settlement } = await server();
  const caller = await callerOf();
  try {
    const [dataset, rows, { batches }] = await Promise.all([
      exports.dataset(caller, { id }),
      exports.datasetRows(caller, { id, limit: ROWS_A_PAGE }),
      settlement.batchesOf(caller, { id }),
    ]);
    return { dataset, rows, batches };
  } catch (error) {
    const { code } = AppError.of(error);
    if (code === "not_found") notFound();
    if (code === "unauthenticated" || code === "forbidden") return "not-settled" as const;
    throw error;
  }
}

function NotSettled({ bountyId }: { bountyId: string }) {
  const t = useTranslations("dataset");
  return (
    <>
      <PageHead title={t("notSettled")} crumbs={[{ label: t("datasets"), href: "/datasets" }]} />
      <EmptyState
        title={t("stillCome")}
        action={<ButtonLink href={`/bounties/${bountyId}`}>{t("theBounty")}</ButtonLink>}
      >
        {t("stillComeWords")}
      </EmptyState>
    </>
  );
}
