import type { Manifest } from "@/lib/bounties/manifest";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { ONE_Q16 } from "@/lib/kernel/q16";
import type { PayRuleName } from "@/lib/referee/pay-rules";
import type { CreditedAnswers } from "./evidence-credits";
import { likenessOf, likenessReason } from "./likeness-words";
import type { GivenAnswer } from "./ports";

/** What became of one answer, for the annotator who gave it. */
export type AnswerView = {
  /** The item's public name, and the owner's id of the row. */
  readonly item: string;
  readonly id: string;
  readonly payload: unknown;
  readonly label: unknown;
  readonly consensus: unknown;
  readonly certaintyPermille: number;
  readonly kind: "counted" | "spare" | "gold";
  /** The same as the consensus; of answers that are no classes, three quarters like it. */
  readonly agrees: boolean;
  /** What the answer told, thousandths of a bit (no classes: of likeness above its annotator's other answers); null for answers that were not scored. */
  readonly scoreMillibits: number | null;
  /** Share of its price that the answer earned, thousandths; null where the evidence has no account of the annotator. */
  readonly creditPermille: number | null;
  readonly reason: string;
};

export type AnswerTerms = Pick<Manifest, "payRule" | "betaQ16" | "taskType" | "config">;

const KINDS = ["counted", "spare", "gold"] as const;

/** One answer with its credit and the reason in words, as the bounty's pay rule has them. Score and account come from the evidence. */
export function answerView(given: GivenAnswer, credited: CreditedAnswers, terms: AnswerTerms): AnswerView {
  const { credits, account, others } = credited;
  const kind = KINDS[given.kind] ?? "counted";
  const credit = credits.get(given.item);
  const likeness = likenessOf(terms, given);
  const agrees =
    likeness?.agrees ??
    (given.consensus !== undefined && canonicalJson(given.answer) === canonicalJson(given.consensus));
  const share = kind === "spare" ? account?.baseShareQ16 : account?.payShareQ16;
  const own =
    credit?.agreementQ16 === undefined || kind === "spare" ? share : confirmedShare(credit.agreementQ16, terms);
  const creditPermille = own === undefined ? undefined : Math.floor((own * 1000) / ONE_Q16);
  const told = { payRule: terms.payRule, credit, others: others.get(given.item) ?? 0, creditPermille };
  return {
    item: given.item,
    id: given.id,
    payload: given.payload,
    label: given.answer,
    consensus: given.consensus ?? null,
    certaintyPermille: Math.floor((given.certaintyQ16 * 1000) / ONE_Q16),
    kind,
    agrees,
    scoreMillibits: credit === undefined ? null : Math.trunc((credit.scoreQ10 * 1000) / 1024),
    creditPermille: creditPermille ?? null,
    reason:
      likeness && kind !== "spare"
        ? likenessReason(likeness, { ...told, kind })
        : reasonOf(kind, agrees, credit, terms.payRule),
  };
}

/** Rule posterior-v1 for one answer: base, and the rest as far as the others confirm it. */
const confirmedShare = (agreementQ16: number, { betaQ16 }: AnswerTerms): number =>
  betaQ16 + Math.floor(((ONE_Q16 - betaQ16) * agreementQ16) / ONE_Q16);

type Credited = { readonly scoreQ10: number; readonly agreementQ16?: number | undefined } | undefined;

function reasonOf(kind: AnswerView["kind"], agrees: boolean, credit: Credited, rule: PayRuleName): string {
  if (kind === "spare") return "It came when the item had all its answers: paid the base share, not counted.";
  const against = kind === "gold" ? "the known answer" : "what the item's answers amount to";
  if (rule === "flat-v1") {
    return `It ${agrees ? "agrees with" : "differs from"} ${against}; every counted answer is paid in full here.`;
  }
  if (credit === undefined) return `Compared with ${against}; it has no score.`;
  if (rule === "posterior-v1" && credit.agreementQ16 !== undefined) {
    if (credit.agreementQ16 === 0 && agrees) return "Nobody else answered that could confirm it: base share.";
    const percent = Math.floor((credit.agreementQ16 * 100) / ONE_Q16);
    const others = kind === "gold" ? "The known answer" : "What the others answered";
    return `It ${agrees ? "agrees with" : "differs from"} ${against}. ${others} makes it right with ${percent} %.`;
  }
  if (credit.scoreQ10 > 0)
    return agrees ? `It agrees with ${against}.` : `It differs from ${against}, and still tells something.`;
  if (credit.scoreQ10 === 0)
    return "It tells nothing that was not known: no other answer, or what the suggestion said.";
  return agrees
    ? `It agrees with ${against}, but says less than a guess by class shares.`
    : `It differs from ${against}.`;
}
