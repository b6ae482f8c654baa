import { useTranslations } from "next-intl";
import { bibtex, citation } from "@/lib/export/citation";
import type { DatasetView } from "@/lib/export/dataset";
import { CodeBlock } from "@/lib/ui/code-block";
import { Tabs } from "@/lib/ui/tabs";

/** How the newest version is cited, in words and for BibTeX. */
export function Cite({ dataset, origin }: { readonly dataset: DatasetView; readonly origin: string }) {
  const t = useTranslations("dataset");
  const newest = dataset.versions.at(-1);
  const { id, title, owner } = dataset;
  const about = { version: newest?.version ?? null, releasedAtMs: newest?.createdAtMs ?? null };
  const cited = { id, title, owner, ...about, url: `${origin}/datasets/${id}` };
  return (
    <Tabs
      label={t("citation")}
      panels={[
        { key: "bibtex", label: "BibTeX", content: <CodeBlock label="BibTeX" code={bibtex(cited)} /> },
        { key: "plain", label: t("inWords"), content: <CodeBlock label={t("citation")} code={citation(cited)} /> },
      ]}
    />
  );
}
