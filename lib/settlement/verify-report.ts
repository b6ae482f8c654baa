import type { Filed } from "./filed";
import { CHECKS, type CheckName, type Mismatch } from "./mismatch";
import type { JudgedBy } from "./verify-engine";

export type VerifyCheck = {
  readonly name: CheckName;
  /** Null: not reached, or (chain) not asked. */
  readonly ok: boolean | null;
  readonly detail: string;
};

/** A referee that a bounty names and this software has not. */
export type StrangeReferee = {
  readonly version: string;
  readonly sha256: string;
  /** The one at hand. */
  readonly known: { readonly version: string; readonly sha256: string };
};

export type VerifyReport = {
  /** `unsupported`: nothing differs, but labels and pay are another referee's and cannot be recomputed with the one at hand. */
  readonly verdict: "match" | "mismatch" | "unsupported";
  readonly checks: readonly VerifyCheck[];
  readonly mismatch?: Mismatch;
  readonly unsupported?: StrangeReferee;
  /** The referee that the bounty names; left out where the file could not be read. */
  readonly referee?: { readonly version: string; readonly sha256: string };
  /** The ONNX file that the bounty committed to, SHA-256; left out where it named none or the file could not be read. */
  readonly onnxSha256?: string;
  /** Where recomputing with that file was asked for: what it was recomputed with. */
  readonly judgedBy?: JudgedBy;
  readonly counts: Readonly<Record<"items" | "annotators" | "answers" | "submissions" | "leaves", number>>;
  /** Base units, decimal digits; "0" where the file could not be read to its end. */
  readonly totalUnits: string;
  readonly evidenceSha256: string;
};

/** What became of a check: what it found, or why it was passed over. */
export type Finding = { readonly ok: true | null; readonly detail: string };

/** The report of checks that ended so far: what was found in order, and the first record that differs, if one does. */
export function report(
  filed: Filed | undefined,
  evidenceSha256: string,
  found: readonly Finding[],
  mismatch: Mismatch | undefined,
  unsupported?: StrangeReferee,
): VerifyReport {
  const checks = CHECKS.map((name, i): VerifyCheck => {
    const finding = found[i];
    if (finding) return { name, ...finding };
    if (mismatch?.check === name) return { name, ok: false, detail: `${mismatch.record}: ${mismatch.field}` };
    return { name, ok: null, detail: mismatch ? "not reached" : "not asked" };
  });
  const counts = {
    items: filed?.item.length ?? 0,
    annotators: filed?.annotator.length ?? 0,
    answers: filed?.answer.length ?? 0,
    submissions: filed?.submission.length ?? 0,
    leaves: filed?.leaf.length ?? 0,
  };
  const totalUnits = filed?.root[0]?.record.totalUnits ?? "0";
  const bounty = filed?.batch[0]?.record.bounty;
  const onnxSha256 = bounty?.refereeOnnxSha256;
  const base = {
    ...{ checks, counts, totalUnits, evidenceSha256 },
    ...(bounty && { referee: { version: bounty.refereeVersion, sha256: bounty.refereeHash } }),
    ...(onnxSha256 !== undefined && { onnxSha256 }),
  };
  if (mismatch) return { verdict: "mismatch", ...base, mismatch };
  return unsupported ? { verdict: "unsupported", ...base, unsupported } : { verdict: "match", ...base };
}
