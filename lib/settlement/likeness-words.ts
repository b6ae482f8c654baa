import { ONE_Q16 } from "@/lib/kernel/q16";
import type { PayRuleName } from "@/lib/referee/pay-rules";
import { taskTypeOf } from "@/lib/task-types/registry";

/** An answer that is no class, beside its item's label. */
export type Likeness = {
  /** Three quarters alike or more. */
  readonly agrees: boolean;
  /** Full sentences in the task type's own words. */
  readonly words: string;
};

/** From here on an answer passes as like the label, Q16: three quarters, as with known answers. Told, never paid by. */
const LIKE = (3 * ONE_Q16) / 4;

/** How an answer lies to its item's label; undefined where answers are classes, or there is no label. */
export function likenessOf(
  { taskType, config }: { readonly taskType: string; readonly config: unknown },
  { answer, consensus }: { readonly answer: unknown; readonly consensus: unknown },
): Likeness | undefined {
  const type = taskTypeOf(taskType);
  if (type.classes || consensus === undefined || consensus === null) return undefined;
  const alike = ONE_Q16 - type.distance(answer, consensus, config);
  const percent = Math.floor((alike * 100) / ONE_Q16);
  return {
    agrees: alike >= LIKE,
    words: type.tellLikeness?.(answer, consensus, config) ?? `It is ${percent} % like the label.`,
  };
}

type Told = {
  readonly kind: "counted" | "gold";
  readonly payRule: PayRuleName;
  readonly credit: { readonly scoreQ10: number; readonly agreementQ16?: number | undefined } | undefined;
  /** How many others' answers to the item counted. */
  readonly others: number;
  readonly creditPermille: number | undefined;
};

/** Why an answer that is no class earned what it earned: likeness, with whom it was merged, the rule's measure, the share. */
export function likenessReason({ words }: Likeness, { kind, payRule, credit, others, creditPermille }: Told): string {
  const sentences = [
    words,
    kind === "gold" ? "Here the label is the known answer." : mergedWords(others),
    measureWords(payRule, credit, kind === "gold" || others > 0),
    ...(creditPermille === undefined ? [] : [`Paid ${Math.floor(creditPermille / 10)} % of its price.`]),
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function mergedWords(others: number): string {
  if (others === 0) return "Nobody else answered that could confirm it.";
  return `The label is yours merged with ${others === 1 ? "one other’s" : `${others} others’`}.`;
}

function measureWords(rule: PayRuleName, credit: Told["credit"], confirmed: boolean): string {
  if (rule === "flat-v1" || credit === undefined || !confirmed) return "";
  if (rule === "posterior-v1") {
    const percent = Math.floor(((credit.agreementQ16 ?? 0) * 100) / ONE_Q16);
    return `Without yours, what the others make of it is ${percent} % like it.`;
  }
  if (credit.scoreQ10 > 0) return "It fits this item better than your other answers would: that counts for you.";
  return credit.scoreQ10 < 0
    ? "It fits this item worse than your other answers would: that counts against you."
    : "It fits this item no better than your other answers would.";
}
