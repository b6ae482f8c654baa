import { questionOf } from "@/app/market/question-of";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import { settingsOf } from "@/lib/task-types/form-part";
import { type TaskTypeId, taskTypeOf } from "@/lib/task-types/registry";
import { plainAmount } from "@/lib/ui/format-amount";
import { EMPTY } from "./draft";
import type { ImportReport } from "./upload";
import type { Saved } from "./use-draft";
import type { WizardTranslator } from "./wizard-translator";

/** A draft that the server has as the form's state: what was decided in another browser, or before this one forgot. */
export function resumeOf(
  bounty: BountyDetail,
  imports: readonly ImportReport[],
  decimals: number,
  t: WizardTranslator,
): Saved {
  const { policy } = bounty;
  return {
    draft: {
      bountyId: bounty.id,
      title: bounty.title,
      taskType: bounty.taskType as TaskTypeId,
      question: questionOf(bounty.taskType, bounty.config).question,
      settings: settingsOf(taskTypeOf(bounty.taskType).form, bounty.config),
      guidelines: bounty.guidelines,
      overlap: policy.overlap,
      maxOverlap: policy.maxOverlap ?? 0,
      goldPercent: policy.goldBps / 100,
      blindPercent: policy.blindBps / 100,
      suggestions: policy.suggestions,
      price: bounty.priceUnits === "0" ? EMPTY.price : plainAmount(bounty.priceUnits, decimals),
      baseSharePercent: String(policy.betaBps / 100),
      payRule: policy.payRule,
      isPrivate: bounty.visibility === "private",
      guests: (bounty.ownerView?.guests ?? []).join("\n"),
      openUntil: "",
    },
    deadlineS: bounty.deadlineS,
    report: together(imports, t),
  };
}

/** Several uploads as the one that the form shows; one that waits for a word comes first. */
function together(imports: readonly ImportReport[], t: WizardTranslator): ImportReport | null {
  const waiting = imports.find(({ state }) => state === "review");
  const [first, ...more] = imports;
  if (waiting || !first || more.length === 0) return waiting ?? first ?? null;
  const sum = (of: (report: ImportReport) => number) => imports.reduce((total, report) => total + of(report), 0);
  return {
    ...first,
    name: t("andMore", { name: first.name, count: more.length }),
    accepted: sum(({ accepted }) => accepted),
    gold: sum(({ gold }) => gold),
    rejected: sum(({ rejected }) => rejected),
    bytes: sum(({ bytes }) => bytes),
  };
}
