import type { VerifyRun } from "@/lib/client/verify-run";
import type { BatchView } from "@/lib/settlement/batch";
import { CHECKS } from "@/lib/settlement/mismatch";
import type { StrangeReferee, VerifyReport } from "@/lib/settlement/verify-report";
import { DefinitionList, type Fact } from "@/lib/ui/definition-list";
import { Difference } from "@/lib/ui/difference";
import { formatAmount } from "@/lib/ui/format-amount";
import { countOf } from "@/lib/ui/format-number";
import { durationWords, exactTime } from "@/lib/ui/format-time";
import { allHallmarks, type HallmarkStates } from "@/lib/ui/hallmarks";
import { Hash } from "@/lib/ui/hash";
import { Money, type Token } from "@/lib/ui/money";
import { Seal } from "@/lib/ui/seal";
import { DIFFERS } from "./check-words";

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
  const { run, report } = props;
  if (report.unsupported) return <OtherReferee {...props} strange={report.unsupported} />;
  return report.mismatch ? (
    <Seal
      verdict="differs"
      states={hallmarks(run)}
      title="Differs from the chain."
      lead={
        <>
          {props.subject}: {DIFFERS[report.mismatch.check]}
        </>
      }
    >
      <Difference
        facts={[
          {
            term: "Record",
            value: `${report.mismatch.record}${report.mismatch.line > 0 ? `, line ${report.mismatch.line}` : ""}`,
          },
          { term: "Field", value: report.mismatch.field },
        ]}
        expected={report.mismatch.expected}
        found={report.mismatch.found}
        after={[{ term: "Tested", value: testedWords(run) }]}
      />
    </Seal>
  ) : (
    <Seal verdict="matches" states={hallmarks(run)} title="Matches the chain." lead={<MatchLead {...props} />}>
      <DefinitionList layout="wide" facts={certificateFacts(props)} />
    </Seal>
  );
}

/** Nothing differs, and yet it is no match: the labels are by a referee that this software has not. */
function OtherReferee({ run, subject, strange }: PlateProps & { readonly strange: StrangeReferee }) {
  const facts: Fact[] = [
    { term: `Judged by ${strange.version}`, value: <Hash hash={strange.sha256} what="referee hash" ends={8} /> },
    {
      term: `At hand: ${strange.known.version}`,
      value: <Hash hash={strange.known.sha256} what="referee hash" ends={8} />,
    },
    { term: "Tested", value: testedWords(run) },
  ];
  return (
    <Seal
      verdict="waiting"
      states={hallmarks(run)}
      title="Judged by another referee."
      lead={
        <>
          {subject}: nothing differs in what could be tested, but its labels and payouts are by referee{" "}
          {strange.version}, which this version of Assay does not have. That is no sign of a forgery; test it with the
          release that carries {strange.version}.
        </>
      }
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
  const { annotators, answers, items } = report.counts;
  return (
    <>
      {subject} pays{" "}
      <strong className="num font-medium text-gold">{formatAmount(report.totalUnits, token.decimals)}</strong>{" "}
      {token.symbol} to {countOf(annotators, "annotator")} for {countOf(answers, "answer")} to {countOf(items, "item")}.
      Recomputed here, every label, credit and payout is the one that was committed.
    </>
  );
}

function certificateFacts({ run, report, token, batch }: PlateProps): Fact[] {
  const sealed = batch
    ? [
        ...(batch.root ? [{ term: "Payout root", value: <Hash hash={batch.root} what="root" ends={8} /> }] : []),
        { term: "Total", value: <Money base={report.totalUnits} token={token} places={6} gold /> },
        ...(batch.txHash
          ? [{ term: "Committed in", value: <Hash hash={batch.txHash} what="transaction" ends={8} /> }]
          : []),
      ]
    : [{ term: "Total", value: <Money base={report.totalUnits} token={token} places={6} gold /> }];
  return [
    { term: "Evidence, SHA-256", value: <Hash hash={report.evidenceSha256} what="evidence hash" ends={8} /> },
    ...(report.referee
      ? [
          {
            term: `Referee ${report.referee.version}, SHA-256`,
            value: <Hash hash={report.referee.sha256} what="referee hash" ends={8} />,
          },
        ]
      : []),
    ...(report.judgedBy?.engine === "onnx"
      ? [{ term: "Recomputed with the file", value: <Hash hash={report.judgedBy.sha256} what="file hash" ends={8} /> }]
      : []),
    ...sealed,
    { term: "Tested", value: testedWords(run) },
  ];
}

function testedWords({ startedAtMs, endedAtMs }: VerifyRun): string {
  const end = endedAtMs ?? startedAtMs;
  return `${exactTime(end, true)}, in ${durationWords(end - startedAtMs)}, by this browser`;
}
