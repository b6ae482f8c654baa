import { canonicalJson } from "@/lib/kernel/canonical-json";
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
  readonly agrees: boolean;
  /** What the answer told, thousandths of a bit; null for answers that were not scored. */
  readonly scoreMillibits: number | null;
  readonly reason: string;
};

const KINDS = ["counted", "spare", "gold"] as const;

/** One answer with its reason in words. `scoreQ10` comes from the batch's evidence. */
export function answerView(given: GivenAnswer, scoreQ10: number | undefined): AnswerView {
  const kind = KINDS[given.kind] ?? "counted";
  const agrees = given.consensus !== undefined && canonicalJson(given.answer) === canonicalJson(given.consensus);
  return {
    item: given.item,
    id: given.id,
    payload: given.payload,
    label: given.answer,
    consensus: given.consensus ?? null,
    certaintyPermille: Math.floor((given.certaintyQ16 * 1000) / 65_536),
    kind,
    agrees,
    scoreMillibits: scoreQ10 === undefined ? null : Math.trunc((scoreQ10 * 1000) / 1024),
    reason: reasonOf(kind, agrees, scoreQ10),
  };
}

function reasonOf(kind: AnswerView["kind"], agrees: boolean, scoreQ10: number | undefined): string {
  if (kind === "spare") return "It came when the item had all its answers: paid the base share, not counted.";
  const against = kind === "gold" ? "the known answer" : "what the item's answers amount to";
  if (scoreQ10 === undefined) return `Compared with ${against}; it has no score.`;
  if (scoreQ10 > 0)
    return agrees ? `It agrees with ${against}.` : `It differs from ${against}, and still tells something.`;
  if (scoreQ10 === 0) return "It tells nothing that was not known: no other answer, or what the suggestion said.";
  return agrees
    ? `It agrees with ${against}, but says less than a guess by class shares.`
    : `It differs from ${against}.`;
}
