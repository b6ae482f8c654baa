import { useTranslations } from "next-intl";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { DatasetView } from "@/lib/export/dataset";
import type { BatchView } from "@/lib/settlement/batch";
import { formatCount } from "@/lib/ui/format-number";
import { Hash } from "@/lib/ui/hash";
import { type ProvenanceLink, ProvenanceList } from "@/lib/ui/provenance-list";

type Props = { readonly dataset: DatasetView; readonly batches: readonly BatchView[]; readonly terms: ChainTerms };

/** Where the labels come from, link by link, each with the hash that vouches for it. */
export function Provenance({ dataset, batches, terms }: Props) {
  const t = useTranslations("dataset");
  const links: ProvenanceLink[] = [
    {
      icon: "file",
      title: t("prov-items", { count: formatCount(dataset.items + dataset.goldItems) }),
      proof: dataset.manifestHash && <Hash hash={dataset.manifestHash} what={t("manifestWhat")} />,
      says: t("prov-itemsSays"),
    },
    {
      icon: "text",
      title: t("prov-answers", { count: formatCount(dataset.answers) }),
      proof: t("prov-annotators", { count: dataset.annotators }),
      says: t("prov-answersSays"),
    },
    ...(dataset.referee
      ? [
          {
            icon: "growth",
            title: t("prov-referee", { version: dataset.referee.version }),
            proof: <Hash hash={dataset.referee.sha256} what={t("refereeWhat")} />,
            says: t("prov-refereeSays"),
          } satisfies ProvenanceLink,
        ]
      : []),
    ...batches.map(
      ({ batchId, ledgerId, txHash }): ProvenanceLink => ({
        icon: "link",
        title: t("prov-batch", { number: batchId ?? "" }),
        proof: txHash && <Hash hash={txHash} what={t("transactionWhat")} />,
        says: t("prov-batchSays", { ledger: ledgerId }),
      }),
    ),
    {
      icon: "lock",
      title: terms.name,
      proof: <Hash hash={terms.vault} what={t("vaultWhat")} />,
      says: t("prov-vaultSays"),
    },
  ];
  return (
    <section aria-labelledby="provenance">
      <h3 id="provenance" className="mb-3">
        {t("whereFrom")}
      </h3>
      <ProvenanceList links={links} />
    </section>
  );
}
