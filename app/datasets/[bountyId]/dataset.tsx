import type { ChainTerms } from "@/lib/client/chain-terms";
import type { DatasetView, RowView } from "@/lib/export/dataset";
import type { BatchView } from "@/lib/settlement/batch";
import { taskTypeOf } from "@/lib/task-types/registry";
import { Address } from "@/lib/ui/address";
import { BarList } from "@/lib/ui/bar-list";
import { ButtonLink } from "@/lib/ui/button-link";
import { Fineness } from "@/lib/ui/fineness";
import { formatAmount } from "@/lib/ui/format-amount";
import { countOf, formatCount, formatPercent, formatShare } from "@/lib/ui/format-number";
import { Markdown } from "@/lib/ui/markdown";
import { Notice } from "@/lib/ui/notice";
import { PageHead } from "@/lib/ui/page-head";
import { Section } from "@/lib/ui/section";
import { StatList } from "@/lib/ui/stat-list";
import { Time } from "@/lib/ui/time";
import { WithSide } from "@/lib/ui/with-side";
import { Cite } from "./cite";
import { Downloads } from "./downloads";
import { ItemViewer } from "./item-viewer";
import { Provenance } from "./provenance";
import { Snippets } from "./snippets";
import { VerifySeal } from "./verify-seal";

type Props = {
  readonly dataset: DatasetView;
  readonly rows: { readonly rows: readonly RowView[]; readonly next: string | null };
  readonly batches: readonly BatchView[];
  readonly terms: ChainTerms;
  readonly origin: string;
  readonly nowMs: number;
};

export function Dataset({ dataset, rows, batches, terms, origin, nowMs }: Props) {
  const posted = batches.filter(({ evidence }) => evidence !== null);
  const newest = posted.at(-1);
  return (
    <>
      <PageHead
        crumbs={[
          { label: "Datasets", href: "/datasets" },
          { label: <span className="num">{dataset.id}</span>, key: "id" },
        ]}
        title={dataset.title}
        sub={<Facts dataset={dataset} nowMs={nowMs} />}
        actions={
          <>
            {newest && <ButtonLink href={`/verify/${newest.id}`}>Verify</ButtonLink>}
            <ButtonLink kind="ink" icon="download" href="#download">
              Download
            </ButtonLink>
          </>
        }
      />
      {dataset.state !== "settled" && (
        <div className="mb-6">
          <Notice kind="doubt" title="Only you see this page: the bounty is not settled yet.">
            Labels still move as answers come in. It becomes public when the batch is final.
          </Notice>
        </div>
      )}
      <StatList stats={statsOf(dataset, terms, posted.length)} />
      <div className="mt-8">
        <WithSide
          sideLabel="About this dataset"
          side={
            <div className="grid gap-8">
              <VerifySeal
                batches={posted.map(({ id, evidence }) => ({ id, sha256: evidence?.sha256 ?? "" }))}
                nowMs={nowMs}
              />
              <BarList
                title="Labels"
                unit="items by winning label"
                items={dataset.labels.map(({ label, items }) => ({ label, count: items }))}
              />
              <Provenance dataset={dataset} batches={posted} terms={terms} />
            </div>
          }
        >
          <ItemViewer
            dataset={{
              ...{ id: dataset.id, title: dataset.title, total: dataset.items + dataset.goldItems },
              labels: dataset.labels.map(({ label }) => label),
            }}
            first={rows}
          />
          <Downloads first={dataset} batches={posted} />
          <Section title="Use it">
            <Snippets dataset={dataset} batch={newest} rpcUrl={new URL(terms.rpcUrl, origin).href} origin={origin} />
          </Section>
          <Section title="Cite it" note="the newest version">
            <Cite dataset={dataset} origin={origin} />
          </Section>
          {dataset.guidelines !== "" && (
            <Section title="Guidelines" note="what annotators were told">
              <Markdown>{dataset.guidelines}</Markdown>
            </Section>
          )}
        </WithSide>
      </div>
    </>
  );
}

function Facts({ dataset: { taskType, owner, settledAtMs, classes }, nowMs }: { dataset: DatasetView; nowMs: number }) {
  return (
    <>
      <span>{taskTypeOf(taskType).title}</span>
      {classes > 0 && <span>{countOf(classes, "label")}</span>}
      <span>
        by <Address address={owner} />
      </span>
      {settledAtMs !== null && (
        <span>
          settled <Time atMs={settledAtMs} nowMs={nowMs} />
        </span>
      )}
    </>
  );
}

function statsOf(dataset: DatasetView, { token }: ChainTerms, batches: number) {
  const { items, goldItems, answers, annotators, uncertain, alphaPermille, agreementPermille } = dataset;
  return [
    {
      label: "Fineness",
      value: <Fineness permille={answers > 0 ? dataset.finenessPermille : null} size="large" />,
      note: "mean certainty of a label",
    },
    {
      label: "Items",
      value: formatCount(items),
      note: `${formatCount(uncertain)} in doubt or short of answers${goldItems > 0 ? `; and ${formatCount(goldItems)} gold` : ""}`,
    },
    {
      label: "Answers",
      value: formatCount(answers),
      note: items + goldItems > 0 ? `all in the evidence, ${(answers / (items + goldItems)).toFixed(1)} an item` : "",
    },
    {
      label: "Agreement",
      value: alphaPermille === null ? "—" : formatShare(alphaPermille / 1000),
      unit: "α",
      note: agreementPermille === null ? "no pairs yet" : `${formatPercent(agreementPermille, 1000)} of pairs agree`,
    },
    { label: "Annotators", value: formatCount(annotators), note: "each answer signed" },
    {
      label: "Paid to them",
      value: formatAmount(dataset.paidUnits, token.decimals),
      unit: token.symbol,
      gold: true,
      note: `in ${countOf(batches, "batch", "batches")}`,
    },
  ];
}
