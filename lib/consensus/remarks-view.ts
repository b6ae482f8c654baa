import { canonicalJson } from "@/lib/kernel/canonical-json";

/** What annotators said of items they gave back, as the store counts it. */
export type RemarkRows = {
  /** Items skipped by reason; `reason` is a key of the assignments' list. */
  readonly skips: readonly { readonly reason: string; readonly count: number }[];
  /** Items that somebody reported, the most reported first. */
  readonly reports: readonly ReportRow[];
  /** Items that were reported in all; `reports` may be shorter. */
  readonly reported: number;
};

export type ReportRow = {
  /** The owner's own id of the row. */
  readonly id: string;
  readonly hash: string;
  readonly payload: unknown;
  /** One reason a report, the newest first; own words or "". */
  readonly said: readonly { readonly reason: string; readonly words: string }[];
};

export type ReportView = Pick<ReportRow, "id" | "said"> & {
  readonly item: string;
  readonly text: string | null;
  readonly asset: string | null;
};

export type RemarksView = Omit<RemarkRows, "reports"> & { readonly reports: readonly ReportView[] };

type Content = { kind: "text"; text: string } | { kind: "image"; asset: string } | undefined;

/** The same as the owner sees it: each reported item with what it shows. Nobody is named: a report is no accusation. */
export function remarksView(
  { skips, reports, reported }: RemarkRows,
  contentOf: (payload: unknown) => Content,
): RemarksView {
  return { skips, reported, reports: reports.map(reportView) };

  function reportView({ id, hash, payload, said }: ReportRow): ReportView {
    const content = contentOf(payload);
    const text = content?.kind === "text" ? content.text : content ? null : canonicalJson(payload);
    return { id, item: hash, said, text, asset: content?.kind === "image" ? content.asset : null };
  }
}
