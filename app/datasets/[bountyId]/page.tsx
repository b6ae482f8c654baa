import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requestOrigin } from "@/app/request-origin";
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
  if (found === "not-settled") return { title: "Dataset" };
  const { title, items, answers } = found.dataset;
  return { title, description: `${items} items with ${answers} answers, recomputable by anyone.` };
}

/** The public page of a dataset: items and answers, downloads, how to use it, and how to check it. */
export default async function DatasetPage({ params }: Props) {
  const { bountyId } = await params;
  const found = await find(bountyId);
  if (found === "not-settled") return <NotSettled bountyId={bountyId} />;
  return <Dataset {...found} terms={await chainTerms()} origin={await requestOrigin()} nowMs={Date.now()} />;
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
  return (
    <>
      <PageHead title="This dataset is not settled yet" crumbs={[{ label: "Datasets", href: "/datasets" }]} />
      <EmptyState
        title="Labels still come in"
        action={<ButtonLink href={`/bounties/${bountyId}`}>The bounty</ButtonLink>}
      >
        The page opens to everyone when the bounty is settled. Until then only its owner sees what is there.
      </EmptyState>
    </>
  );
}
