/** What each check of a verification is, does and found, in words. */
import type { VerifyRun } from "@/lib/client/verify-run";
import { CHECKS, type CheckName } from "@/lib/settlement/mismatch";
import type { Check } from "@/lib/ui/check-list";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatBytes, formatCount } from "@/lib/ui/format-number";
import type { Token } from "@/lib/ui/money";
import { shorten } from "@/lib/ui/shorten";
import type { VerifyTranslator } from "./verify-translator";

/** The six checks as the list shows them; `bytes`: how long the evidence is, where that is known. */
export function checkRows(t: VerifyTranslator, run: VerifyRun, bytes: number | undefined, token: Token): Check[] {
  return CHECKS.map((name) => {
    const { state, tookMs, done, of } = run.checks[name];
    const share =
      name === "evidence" && bytes ? Math.min(1, run.bytes / bytes) : done !== undefined && of ? done / of : 0;
    return {
      name: t(`name-${name}`),
      state,
      what: foundWords(t, run, name, token) ?? doingWords(t, run, name, bytes),
      ...(tookMs !== undefined && { tookMs }),
      ...(state === "now" && { share }),
    };
  });
}

function foundWords(
  t: VerifyTranslator,
  { report, bytes }: VerifyRun,
  name: CheckName,
  token: Token,
): string | undefined {
  const found = report?.checks.find((check) => check.name === name);
  if (!report || !found) return undefined;
  if (found.ok === null) return report.mismatch ? t("notReached") : found.detail;
  if (!found.ok) return found.detail;
  if (name === "evidence") return t("foundEvidence", { bytes: formatBytes(bytes), detail: found.detail });
  if (name === "payouts") {
    const total = `${formatAmount(report.totalUnits, token.decimals, { places: 6 })} ${token.symbol}`;
    return t("foundPayouts", { count: report.counts.annotators, total });
  }
  return found.detail.replace(/(?:0x)?[0-9a-f]{64}/, (hash) => shorten(hash, 8, 8));
}

function doingWords(t: VerifyTranslator, run: VerifyRun, name: CheckName, bytes: number | undefined): string {
  const { state, done, of } = run.checks[name];
  if (state !== "now") return t(`test-${name}`);
  if (name === "evidence") {
    const read = formatBytes(run.bytes);
    return bytes ? t("readOf", { bytes: read, all: formatBytes(bytes) }) : t("readSome", { bytes: read });
  }
  if (name === "signatures" && done !== undefined && of)
    return t("signaturesOf", { done: formatCount(done), all: formatCount(of) });
  if (name === "consensus" && of) return t("throughReferee", { count: formatCount(of) });
  return t(`test-${name}`);
}
