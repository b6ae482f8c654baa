import type { Manifest } from "@/lib/bounties/manifest";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { ONE_Q16 } from "@/lib/kernel/q16";
import { type AnswerReason, answerReasons } from "./answer-reason";
import type { CreditedAnswers } from "./evidence-credits";
import { likenessOf } from "./likeness";
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
  /** Why it earned that, sentence by sentence. */
  readonly reason: readonly AnswerReason[];
};

export type AnswerTerms = Pick<Manifest, "payRule" | "betaQ16" | "taskType" | "config">;

const KINDS = ["counted", "spare", "gold"] as const;

/** One answer with its credit and the reason, as the bounty's pay rule has them. Score and account come from the evidence. */
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
    reason: answerReasons({
      ...{ kind, payRule: terms.payRule, agrees, likeness, credit },
      ...{ others: others.get(given.item) ?? 0, creditPermille },
    }),
  };
}

/** Rule posterior-v1 for one answer: base, and the rest as far as the others confirm it. */
const confirmedShare = (agreementQ16: number, { betaQ16 }: AnswerTerms): number =>
  betaQ16 + Math.floor(((ONE_Q16 - betaQ16) * agreementQ16) / ONE_Q16);
