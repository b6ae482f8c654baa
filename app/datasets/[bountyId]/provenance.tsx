import type { ChainTerms } from "@/lib/client/chain-terms";
import type { DatasetView } from "@/lib/export/dataset";
import type { BatchView } from "@/lib/settlement/batch";
import { countOf, formatCount } from "@/lib/ui/format-number";
import { Hash } from "@/lib/ui/hash";
import { type ProvenanceLink, ProvenanceList } from "@/lib/ui/provenance-list";

type Props = { readonly dataset: DatasetView; readonly batches: readonly BatchView[]; readonly terms: ChainTerms };

/** Where the labels come from, link by link, each with the hash that vouches for it. */
export function Provenance({ dataset, batches, terms }: Props) {
  const links: ProvenanceLink[] = [
    {
      icon: "file",
      title: `Items, ${formatCount(dataset.items + dataset.goldItems)} rows`,
      proof: dataset.manifestHash && <Hash hash={dataset.manifestHash} what="manifest hash" />,
      says: "frozen with the terms before the first answer",
    },
    {
      icon: "text",
      title: `Answers, ${formatCount(dataset.answers)}`,
      proof: countOf(dataset.annotators, "annotator"),
      says: "each signed by its annotator’s session key",
    },
    ...(dataset.referee
      ? [
          {
            icon: "growth",
            title: `Referee ${dataset.referee.version}`,
            proof: <Hash hash={dataset.referee.sha256} what="referee hash" />,
            says: "integer model: the same bits on every machine",
          } satisfies ProvenanceLink,
        ]
      : []),
    ...batches.map(
      ({ batchId, ledgerId, txHash }): ProvenanceLink => ({
        icon: "link",
        title: `Batch ${batchId ?? ""}`,
        proof: txHash && <Hash hash={txHash} what="transaction" />,
        says: `evidence, root and total, ledger ${ledgerId}`,
      }),
    ),
    {
      icon: "lock",
      title: terms.name,
      proof: <Hash hash={terms.vault} what="vault address" />,
      says: "the vault that holds and pays the money",
    },
  ];
  return (
    <section aria-labelledby="provenance">
      <h3 id="provenance" className="mb-3">
        Where it comes from
      </h3>
      <ProvenanceList links={links} />
    </section>
  );
}
