import type { Metadata } from "next";
import type { DatasetSummary } from "@/lib/export/dataset";
import { callerOf } from "@/lib/http";
import { server } from "@/lib/server";
import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { PageHead } from "@/lib/ui/page-head";
import { TextInput } from "@/lib/ui/text-input";
import { DatasetList } from "./dataset-list";

export const metadata: Metadata = {
  title: "Datasets",
  description: "Labeled datasets whose every label and payout anyone can recompute.",
};

type Props = { readonly searchParams: Promise<{ q?: string | string[] }> };

/** Settled bounties as datasets, newest first; the search lives in the address. */
export default async function DatasetsPage({ searchParams }: Props) {
  const { q: asked = "" } = await searchParams;
  const q = (Array.isArray(asked) ? (asked[0] ?? "") : asked).slice(0, 200);
  const { exports } = await server();
  const { datasets } = await exports.listDatasets(await callerOf(), { q });
  return (
    <>
      <PageHead
        title="Datasets"
        sub="Settled bounties: labels with their certainty, every answer, and the proof of both."
        actions={
          <search>
            <form action="/datasets" className="flex items-end gap-2">
              <TextInput
                label="Search the titles"
                hideLabel
                icon="search"
                type="search"
                name="q"
                defaultValue={q}
                placeholder="Search the titles"
              />
              <Button type="submit">Search</Button>
            </form>
          </search>
        }
      />
      <Found datasets={datasets} q={q} />
    </>
  );
}

function Found({ datasets, q }: { datasets: readonly DatasetSummary[]; q: string }) {
  if (datasets.length > 0) return <DatasetList datasets={datasets} nowMs={Date.now()} />;
  if (q !== "")
    return (
      <EmptyState title={`No dataset is called “${q}”`} action={<ButtonLink href="/datasets">All datasets</ButtonLink>}>
        The search looks at titles. Try one word of it.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No dataset yet"
      action={
        <ButtonLink kind="ink" href="/bounties/new">
          Post a bounty
        </ButtonLink>
      }
    >
      A bounty becomes a public dataset when it is settled: its labels, its answers, and the batch that paid for them.
    </EmptyState>
  );
}
