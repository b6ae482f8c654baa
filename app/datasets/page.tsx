import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { DatasetSummary } from "@/lib/export/dataset";
import { callerOf } from "@/lib/http";
import { server } from "@/lib/server";
import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { PageHead } from "@/lib/ui/page-head";
import { TextInput } from "@/lib/ui/text-input";
import { DatasetList } from "./dataset-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dataset");
  return { title: t("datasets"), description: t("description") };
}

type Props = { readonly searchParams: Promise<{ q?: string | string[] }> };

/** Settled bounties as datasets, newest first; the search lives in the address. */
export default async function DatasetsPage({ searchParams }: Props) {
  const t = await getTranslations("dataset");
  const { q: asked = "" } = await searchParams;
  const q = (Array.isArray(asked) ? (asked[0] ?? "") : asked).slice(0, 200);
  const { exports } = await server();
  const { datasets } = await exports.listDatasets(await callerOf(), { q });
  return (
    <>
      <PageHead
        title={t("datasets")}
        sub={t("sub")}
        actions={
          <search>
            <form action="/datasets" className="flex items-end gap-2">
              <TextInput
                label={t("searchTitles")}
                hideLabel
                icon="search"
                type="search"
                name="q"
                defaultValue={q}
                placeholder={t("searchTitles")}
              />
              <Button type="submit">{t("search")}</Button>
            </form>
          </search>
        }
      />
      <Found datasets={datasets} q={q} />
    </>
  );
}

function Found({ datasets, q }: { datasets: readonly DatasetSummary[]; q: string }) {
  const t = useTranslations("dataset");
  if (datasets.length > 0) return <DatasetList datasets={datasets} nowMs={Date.now()} />;
  if (q !== "")
    return (
      <EmptyState
        wholePage
        title={t("noneCalled", { q })}
        action={<ButtonLink href="/datasets">{t("all")}</ButtonLink>}
      >
        {t("noneCalledWords")}
      </EmptyState>
    );
  return (
    <EmptyState
      wholePage
      title={t("none")}
      action={
        <ButtonLink kind="ink" href="/bounties/new">
          {t("post")}
        </ButtonLink>
      }
    >
      {t("noneWords")}
    </EmptyState>
  );
}
