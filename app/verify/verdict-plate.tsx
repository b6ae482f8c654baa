import { useTranslations } from "next-intl";
import type { VerifyRun } from "@/lib/client/verify-run";
import type { BatchView } from "@/lib/settlement/batch";
import { CHECKS } from "@/lib/settlement/mismatch";
import type { StrangeReferee, VerifyReport } from "@/lib/settlement/verify-report";
import { DefinitionList, type Fact } from "@/lib/ui/definition-list";
import { Difference } from "@/lib/ui/difference";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount } from "@/lib/ui/format-number";
import { allHallmarks, type HallmarkStates } from "@/lib/ui/hallmarks";
import { Hash } from "@/lib/ui/hash";
import { Money, type Token } from "@/lib/ui/money";
import { Seal } from "@/lib/ui/seal";
import type { TimeWords } from "@/lib/ui/time-words";
import { useTimeWords } from "@/lib/ui/use-time-words";
import type { VerifyTranslator } from "./verify-translator";

export type PlateProps = {
  readonly run: VerifyRun;
  readonly report: VerifyReport;
  /** `"Batch 41"`, or the file's name. */
  readonly subject: string;
  readonly token: Token;
  readonly batch: BatchView | undefined;
};

/** The verdict, to be framed: what matches, or the first record that does not. */
export function VerdictPlate(props: PlateProps) {
  const t = useTranslations("verify");
  const times = useTimeWords();
  const { run, report } = props;
  if (report.unsupported) return <OtherReferee {...props} strange={report.unsupported} />;
  return report.mismatch ? (
    <Seal
      verdict="differs"
      states={hallmarks(run)}
      title={t("differs")}
      lead={t("subjectSays", { subject: props.subject, says: t(`differs-${report.mismatch.check}`) })}
    >
      <Difference
        facts={[
          {
            term: t("record"),
            value:
              report.mismatch.line > 0
                ? t("recordLine", { record: report.mismatch.record, line: report.mismatch.line })
                : report.mismatch.record,
          },
          { term: t("field"), value: report.mismatch.field },
        ]}
        expected={report.mismatch.expected}
        found={report.mismatch.found}
        after={[{ term: t("tested"), value: testedWords(t, times, run) }]}
      />
    </Seal>
  ) : (
    <Seal verdict="matches" states={hallmarks(run)} title={t("matches")} lead={<MatchLead {...props} />}>
      <DefinitionList layout="wide" facts={certificateFacts(t, times, props)} />
    </Seal>
  );
}

/** Nothing differs, and yet it is no match: the labels are by a referee that this software has not. */
function OtherReferee({ run, subject, strange }: PlateProps & { readonly strange: StrangeReferee }) {
  const t = useTranslations("verify");
  const times = useTimeWords();
  const facts: Fact[] = [
    {
      term: t("judgedBy", { version: strange.version }),
      value: <Hash hash={strange.sha256} what={t("refereeWhat")} ends={8} />,
    },
    {
      term: t("atHand", { version: strange.known.version }),
      value: <Hash hash={strange.known.sha256} what={t("refereeWhat")} ends={8} />,
    },
    { term: t("tested"), value: testedWords(t, times, run) },
  ];
  return (
    <Seal
      verdict="waiting"
      states={hallmarks(run)}
      title={t("other")}
      lead={t("otherSays", { subject, version: strange.version })}
    >
      <DefinitionList layout="wide" facts={facts} />
    </Seal>
  );
}

/** The marks of a run: struck as the checks pass, broken where one fails. */
export function hallmarks(run: VerifyRun | undefined): HallmarkStates {
  if (!run) return allHallmarks("open");
  return Object.fromEntries(CHECKS.map((name) => [name, run.checks[name].state])) as HallmarkStates;
}

function MatchLead({ report, subject, token }: PlateProps) {
  const t = useTranslations("verify");
  const { annotators, answers, items } = report.counts;
  return t.rich("matchLead", {
    ...{ subject, symbol: token.symbol, amount: formatAmount(report.totalUnits, token.decimals) },
    ...{ annotators: formatCount(annotators), answers: formatCount(answers), items: formatCount(items) },
    gold: (words) => <strong className="num font-medium text-gold">{words}</strong>,
  });
}

function certificateFacts(t: VerifyTranslator, times: TimeWords, { run, report, token, batch }: PlateProps): Fact[] {
  const sealed = batch
    ? [
        ...(batch.root
          ? [{ term: t("payoutRoot"), value: <Hash hash={batch.root} what={t("rootWhat")} ends={8} /> }]
          : []),
        { term: t("total"), value: <Money base={report.totalUnits} token={token} places={6} gold /> },
        ...(batch.txHash
          ? [{ term: t("committedIn"), value: <Hash hash={batch.txHash} what={t("transactionWhat")} ends={8} /> }]
          : []),
      ]
    : [{ term: t("total"), value: <Money base={report.totalUnits} token={token} places={6} gold /> }];
  return [
    { term: t("evidenceSha"), value: <Hash hash={report.evidenceSha256} what={t("evidenceWhat")} ends={8} /> },
    ...(report.referee
      ? [
          {
            term: t("refereeSha", { version: report.referee.version }),
            value: <Hash hash={report.referee.sha256} what={t("refereeWhat")} ends={8} />,
          },
        ]
      : []),
    ...(report.judgedBy?.engine === "onnx"
      ? [{ term: t("withFile"), value: <Hash hash={report.judgedBy.sha256} what={t("fileWhat")} ends={8} /> }]
      : []),
    ...sealed,
    { term: t("tested"), value: testedWords(t, times, run) },
  ];
}

function testedWords(t: VerifyTranslator, times: TimeWords, { startedAtMs, endedAtMs }: VerifyRun): string {
  const end = endedAtMs ?? startedAtMs;
  return t("testedWhen", { time: times.exact(end, true), took: times.duration(end - startedAtMs) });
}
