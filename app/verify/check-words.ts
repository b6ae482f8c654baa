/** What each check of a verification is, does and found, in words. */
import type { VerifyRun } from "@/lib/client/verify-run";
import { CHECKS, type CheckName } from "@/lib/settlement/mismatch";
import type { Check } from "@/lib/ui/check-list";
import { formatAmount } from "@/lib/ui/format-amount";
import { countOf, formatBytes, formatCount } from "@/lib/ui/format-number";
import type { Token } from "@/lib/ui/money";
import { shorten } from "@/lib/ui/shorten";

const NAMES: Readonly<Record<CheckName, string>> = {
  evidence: "Evidence",
  signatures: "Signatures",
  consensus: "Consensus",
  payouts: "Payouts",
  root: "Root",
  chain: "Chain",
};

const TESTS: Readonly<Record<CheckName, string>> = {
  evidence: "every record complete, linked and spelt in one way",
  signatures: "every answer signed by its annotator’s key, every key by a wallet",
  consensus: "labels and credits computed again by the integer referee",
  payouts: "every amount follows from the credits and the price",
  root: "the sum tree over all payouts",
  chain: "root, total and evidence hash are those in the vault",
};

/** What a broken check means for people; the record itself stands below. */
export const DIFFERS: Readonly<Record<CheckName, string>> = {
  evidence: "The evidence cannot be what was committed: a record is missing, doubled, misspelt or linked to nothing.",
  signatures: "Something in the evidence is not signed by whom it names.",
  consensus: "The answers are signed, but a label or a credit does not follow from them.",
  payouts: "The labels hold, but a payout does not follow from them.",
  root: "The payouts hold, but the tree over them is another one.",
  chain: "The file holds in itself, but the vault has committed to something else.",
};

/** The six checks as the list shows them; `bytes`: how long the evidence is, where that is known. */
export function checkRows(run: VerifyRun, bytes: number | undefined, token: Token): Check[] {
  return CHECKS.map((name) => {
    const { state, tookMs, done, of } = run.checks[name];
    const share =
      name === "evidence" && bytes ? Math.min(1, run.bytes / bytes) : done !== undefined && of ? done / of : 0;
    return {
      name: NAMES[name],
      state,
      what: foundWords(run, name, token) ?? doingWords(run, name, bytes),
      ...(tookMs !== undefined && { tookMs }),
      ...(state === "now" && { share }),
    };
  });
}

function foundWords({ report, bytes }: VerifyRun, name: CheckName, token: Token): string | undefined {
  const found = report?.checks.find((check) => check.name === name);
  if (!report || !found) return undefined;
  if (found.ok === null) return report.mismatch ? "not tested: an earlier check differs" : found.detail;
  if (!found.ok) return found.detail;
  if (name === "evidence") return `${formatBytes(bytes)}, ${found.detail}`;
  if (name === "payouts") {
    const total = `${formatAmount(report.totalUnits, token.decimals, { places: 6 })} ${token.symbol}`;
    return `${countOf(report.counts.annotators, "annotator")}, together ${total}`;
  }
  return found.detail.replace(/(?:0x)?[0-9a-f]{64}/, (hash) => shorten(hash, 8, 8));
}

function doingWords(run: VerifyRun, name: CheckName, bytes: number | undefined): string {
  const { state, done, of } = run.checks[name];
  if (state !== "now") return TESTS[name];
  if (name === "evidence") return `${formatBytes(run.bytes)}${bytes ? ` of ${formatBytes(bytes)}` : ""} read`;
  if (name === "signatures" && done !== undefined && of) return `${formatCount(done)} of ${formatCount(of)} signatures`;
  if (name === "consensus" && of) return `${formatCount(of)} answers go through the referee`;
  return TESTS[name];
}
