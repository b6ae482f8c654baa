import { ONE_Q16 } from "@/lib/kernel/q16";
import type { PayRuleName } from "@/lib/referee/pay-rules";
import type { Likeness } from "./likeness";

/**
 * One sentence of why an answer earned what it earned: its name, and the numbers in it. The earnings page says it in the reader's
 * language (`why-<name>` of its words); whoever reads the API has the same facts.
 */
export type AnswerReason =
  | { readonly why: PlainReason }
  | { readonly why: PercentReason; readonly percent: number }
  | { readonly why: "merged"; readonly count: number }
  | { readonly why: "shapesApart"; readonly mine: number; readonly label: number }
  | {
      readonly why: "shapes";
      readonly mine: number;
      readonly label: number;
      readonly found: number;
      readonly percent: number;
    };

type PlainReason =
  | "spare"
  | "agreesKnown"
  | "agreesOthers"
  | "differsKnown"
  | "differsOthers"
  | "paidInFull"
  | "noScore"
  | "unconfirmed"
  | "stillTells"
  | "tellsNothing"
  | "belowGuess"
  | "knownLabel"
  | "fitsBetter"
  | "fitsWorse"
  | "fitsNoBetter"
  | "shapesNone";

type PercentReason = "knownMakesRight" | "othersMakeRight" | "othersLike" | "like" | "paid";

/** What is known of an answer when it is told why it earned what it did. */
export type ToldAnswer = {
  readonly kind: "counted" | "spare" | "gold";
  readonly payRule: PayRuleName;
  /** The same as the label. */
  readonly agrees: boolean;
  /** Of answers that are no classes. */
  readonly likeness: Likeness | undefined;
  readonly credit: { readonly scoreQ10: number; readonly agreementQ16?: number | undefined } | undefined;
  /** How many others' answers to the item counted. */
  readonly others: number;
  readonly creditPermille: number | undefined;
};

/** Why an answer earned what it earned, sentence by sentence, as the bounty's pay rule has it. */
export function answerReasons(told: ToldAnswer): AnswerReason[] {
  if (told.kind === "spare") return [{ why: "spare" }];
  return told.likeness ? likenessReasons(told, told.likeness) : classReasons(told);
}

function classReasons({ kind, agrees, credit, payRule }: ToldAnswer): AnswerReason[] {
  const known = kind === "gold";
  const verdict = {
    why: agrees ? (known ? "agreesKnown" : "agreesOthers") : known ? "differsKnown" : "differsOthers",
  } as const;
  if (payRule === "flat-v1") return [verdict, { why: "paidInFull" }];
  if (credit === undefined) return [verdict, { why: "noScore" }];
  if (payRule === "posterior-v1" && credit.agreementQ16 !== undefined) {
    if (credit.agreementQ16 === 0 && agrees) return [{ why: "unconfirmed" }];
    return [verdict, { why: known ? "knownMakesRight" : "othersMakeRight", percent: percentOf(credit.agreementQ16) }];
  }
  if (credit.scoreQ10 > 0) return agrees ? [verdict] : [verdict, { why: "stillTells" }];
  if (credit.scoreQ10 === 0) return [{ why: "tellsNothing" }];
  return agrees ? [verdict, { why: "belowGuess" }] : [verdict];
}

/** Likeness, with whom it was merged, the rule's measure, the share. */
function likenessReasons(told: ToldAnswer, likeness: Likeness): AnswerReason[] {
  const known = told.kind === "gold";
  return [
    shapeReason(likeness),
    known ? { why: "knownLabel" } : told.others === 0 ? { why: "unconfirmed" } : { why: "merged", count: told.others },
    ...(known || told.others > 0 ? measureReasons(told) : []),
    ...(told.creditPermille === undefined
      ? []
      : [{ why: "paid", percent: Math.floor(told.creditPermille / 10) } as const]),
  ];
}

function shapeReason({ percent, shapes }: Likeness): AnswerReason {
  if (!shapes) return { why: "like", percent };
  const { mine, label, found, overlapPercent } = shapes;
  if (mine === 0 && label === 0) return { why: "shapesNone" };
  return found === 0
    ? { why: "shapesApart", mine, label }
    : { why: "shapes", mine, label, found, percent: overlapPercent };
}

function measureReasons({ payRule, credit }: ToldAnswer): AnswerReason[] {
  if (payRule === "flat-v1" || credit === undefined) return [];
  if (payRule === "posterior-v1") return [{ why: "othersLike", percent: percentOf(credit.agreementQ16 ?? 0) }];
  return [{ why: credit.scoreQ10 > 0 ? "fitsBetter" : credit.scoreQ10 < 0 ? "fitsWorse" : "fitsNoBetter" }];
}

const percentOf = (q16: number): number => Math.floor((q16 * 100) / ONE_Q16);
