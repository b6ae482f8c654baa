import { useTranslations } from "next-intl";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { DatasetView, RowView } from "@/lib/export/dataset";
import type { BatchView } from "@/lib/settlement/batch";
import { taskTypeOf } from "@/lib/task-types/registry";
import type { Say } from "@/lib/task-types/task-type";
import { Address } from "@/lib/ui/address";
import { BarList } from "@/lib/ui/bar-list";
import { ButtonLink } from "@/lib/ui/button-link";
import { Fineness } from "@/lib/ui/fineness";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount, formatPercent, formatShare } from "@/lib/ui/format-number";
import { Markdown } from "@/lib/ui/markdown";
import { Notice } from "@/lib/ui/notice";
import { PageHead } from "@/lib/ui/page-head";
import { Section } from "@/lib/ui/section";
import { StatList } from "@/lib/ui/stat-list";
import { Time } from "@/lib/ui/time";
import { WithSide } from "@/lib/ui/with-side";
import type { DatasetTranslator } from "../dataset-translator";
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
  const t = useTranslations("dataset");
  const posted = batches.filter(({ evidence }) => evidence !== null);
  const newest = posted.at(-1);
  return (
    <>
      <PageHead
        crumbs={[
          { label: t("datasets"), href: "/datasets" },
          { label: <span className="num">{dataset.id}</span>, key: "id" },
        ]}
        title={dataset.title}
        sub={<Facts dataset={dataset} nowMs={nowMs} />}
        actions={
          <>
            {newest && <ButtonLink href={`/verify/${newest.id}`}>{t("verify")}</ButtonLink>}
            <ButtonLink kind="ink" icon="download" href="#download">
              {t("download")}
            </ButtonLink>
          </>
        }
      />
      {dataset.state !== "settled" && (
        <div className="mb-6">
          <Notice kind="doubt" title={t("onlyYou")}>
            {t("onlyYouWords")}
          </Notice>
        </div>
      )}
      <StatList stats={statsOf(t, dataset, terms, posted.length)} />
      <div className="mt-8">
        <WithSide
          sideLabel={t("about")}
          side={
            <div className="grid gap-8">
              <VerifySeal
                batches={posted.map(({ id, evidence }) => ({ id, sha256: evidence?.sha256 ?? "" }))}
                nowMs={nowMs}
              />
              <BarList
                title={t("labels")}
                unit={t("labelsUnit")}
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
          <Section title={t("useIt")}>
            <Snippets dataset={dataset} batch={newest} rpcUrl={new URL(terms.rpcUrl, origin).href} origin={origin} />
          </Section>
          <Section title={t("citeIt")} note={t("citeNote")}>
            <Cite dataset={dataset} origin={origin} />
          </Section>
          {dataset.guidelines !== "" && (
            <Section title={t("guidelines")} note={t("guidelinesNote")}>
              <Markdown>{dataset.guidelines}</Markdown>
            </Section>
          )}
        </WithSide>
      </div>
    </>
  );
}

function Facts({ dataset: { taskType, owner, settledAtMs, classes }, nowMs }: { dataset: DatasetView; nowMs: number }) {
  const t = useTranslations("dataset");
  // The types' words are known to their own folders alone (tests/locale looks after their names).
  const types = useTranslations("types") as unknown as Say & { has(name: string): boolean };
  const title = types.has(`${taskType}.title`) ? types(`${taskType}.title`) : taskTypeOf(taskType).title;
  return (
    <>
      <span>{title}</span>
      {classes > 0 && <span>{t("labelCount", { count: classes })}</span>}
      <span>{t.rich("by", { address: () => <Address address={owner} /> })}</span>
      {settledAtMs !== null && (
        <span>{t.rich("settled", { time: () => <Time atMs={settledAtMs} nowMs={nowMs} /> })}</span>
      )}
    </>
  );
}

function statsOf(t: DatasetTranslator, dataset: DatasetView, { token }: ChainTerms, batches: number) {
  const { items, goldItems, answers, annotators, uncertain, alphaPermille, agreementPermille } = dataset;
  return [
    {
      label: t("fineness"),
      value: <Fineness permille={answers > 0 ? dataset.finenessPermille : null} size="large" />,
      note: t("finenessNote"),
    },
    {
      label: t("items"),
      value: formatCount(items),
      note: t(goldItems > 0 ? "inDoubtGold" : "inDoubtNote", {
        count: formatCount(uncertain),
        gold: formatCount(goldItems),
      }),
    },
    {
      label: t("answers"),
      value: formatCount(answers),
      note: items + goldItems > 0 ? t("inEvidence", { each: (answers / (items + goldItems)).toFixed(1) }) : "",
    },
    {
      label: t("agreement"),
      value: alphaPermille === null ? "—" : formatShare(alphaPermille / 1000),
      unit: "α",
      note:
        agreementPermille === null
          ? t("noPairs")
          : t("pairsAgree", { percent: formatPercent(agreementPermille, 1000) }),
    },
    { label: t("annotators"), value: formatCount(annotators), note: t("eachSigned") },
    {
      label: t("paidToThem"),
      value: formatAmount(dataset.paidUnits, token.decimals),
      unit: token.symbol,
      gold: true,
      note: t("inBatches", { count: batches }),
    },
  ];
}
