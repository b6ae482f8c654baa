import { DEFAULT_MAX_OVERLAP } from "@/lib/bounties/budget";
import type { PayRuleName } from "@/lib/referee/pay-rules";
import { parseAmount } from "@/lib/ui/format-amount";

/** The form as the owner fills it in: texts as typed, so that nothing is lost while it is not right yet. */
export type Draft = {
  readonly bountyId: string | null;
  readonly title: string;
  readonly question: string;
  readonly labels: readonly string[];
  readonly guidelines: string;
  readonly overlap: number;
  /** Answers an item at most, where people disagree; 0: never more than `overlap`. */
  readonly maxOverlap: number;
  readonly goldPercent: number;
  readonly blindPercent: number;
  readonly suggestions: boolean;
  readonly price: string;
  readonly baseSharePercent: string;
  /** Left out in drafts kept from before there was a choice. */
  readonly payRule?: PayRuleName;
  /** Local date and time, as `<input type="datetime-local">` writes it. */
  readonly openUntil: string;
};

export type DraftError = { readonly field: keyof Draft; readonly reason: string };

export const EMPTY: Draft = {
  bountyId: null,
  title: "",
  question: "",
  labels: ["", ""],
  guidelines: "",
  overlap: 3,
  maxOverlap: DEFAULT_MAX_OVERLAP,
  goldPercent: 10,
  blindPercent: 20,
  suggestions: true,
  price: "0.02",
  baseSharePercent: "50",
  openUntil: "",
};

/** What is still missing or wrong, in the order of the form. Empty: it can be published. */
export function draftErrors(draft: Draft, decimals: number, nowMs: number): DraftError[] {
  const errors: DraftError[] = [];
  const say = (field: keyof Draft, reason: string) => errors.push({ field, reason });
  const labels = draft.labels.map((label) => label.trim()).filter(Boolean);
  if (!draft.title.trim()) say("title", "Give it a title: it is what annotators see in the market.");
  if (!draft.question.trim()) say("question", "Ask the question that each item answers.");
  if (labels.length < 2) say("labels", "A choice needs at least two labels.");
  else if (new Set(labels).size < labels.length) say("labels", "Two labels are the same.");
  const price = priceUnits(draft, decimals);
  if (price === undefined) say("price", "Write an amount such as 0.02.");
  else if (price === 0n) say("price", "The price must be more than zero.");
  const base = Number(draft.baseSharePercent);
  if (!Number.isFinite(base) || base < 20 || base > 100) say("baseSharePercent", "Between 20 and 100 percent.");
  const until = Date.parse(draft.openUntil);
  if (Number.isNaN(until)) say("openUntil", "Choose a day and a time.");
  else if (until < nowMs + 3_600_000) say("openUntil", "At least one hour from now.");
  else if (until > nowMs + 365 * 86_400_000) say("openUntil", "At most one year from now.");
  return errors;
}

const MOST = [5, 7, 9, 15] as const;

/** How many answers an item may come to, where more can be asked for at all: nobody can disagree with one answer. */
export const mostChoices = (overlap: number): readonly number[] => (overlap < 2 ? [] : MOST.filter((n) => n > overlap));

/** The choice that holds: the one made, or the nearest above where the overlap has passed it; 0: no more are asked for. */
export function mostOverlap({ overlap, maxOverlap }: Pick<Draft, "overlap" | "maxOverlap">): number {
  return maxOverlap === 0 ? 0 : (mostChoices(overlap).find((n) => n >= maxOverlap) ?? 0);
}

/** Price of one answer in base units; undefined while it is no amount. */
export function priceUnits(draft: Draft, decimals: number): bigint | undefined {
  const parsed = parseAmount(draft.price, decimals);
  return parsed.kind === "amount" ? parsed.base : undefined;
}

/** The draft as the API takes it; only what is right already. */
export function termsOf(draft: Draft, decimals: number) {
  const labels = draft.labels.map((label) => label.trim()).filter(Boolean);
  const until = Date.parse(draft.openUntil);
  const price = priceUnits(draft, decimals);
  const base = Number(draft.baseSharePercent);
  return {
    title: draft.title.trim() || "Untitled bounty",
    taskType: "choice",
    guidelines: draft.guidelines,
    ...(labels.length >= 2 && draft.question.trim() ? { config: { question: draft.question.trim(), labels } } : {}),
    policy: {
      overlap: draft.overlap,
      ...(mostOverlap(draft) === 0 ? {} : { maxOverlap: mostOverlap(draft) }),
      goldBps: draft.goldPercent * 100,
      blindBps: draft.blindPercent * 100,
      suggestions: draft.suggestions,
      ...(base >= 20 && base <= 100 ? { betaBps: Math.round(base * 100) } : {}),
      ...(draft.payRule ? { payRule: draft.payRule } : {}),
    },
    ...(price === undefined ? {} : { priceUnits: price.toString() }),
    ...(Number.isNaN(until) ? {} : { deadlineS: Math.floor(until / 1000) }),
  };
}
