import { DEFAULT_MAX_OVERLAP } from "@/lib/bounties/budget";
import { addressOf } from "@/lib/kernel/ids";
import type { PayRuleName } from "@/lib/referee/pay-rules";
import { configOf, type FormPart, namesOf, type Settings } from "@/lib/task-types/form-part";
import { TASK_TYPES, type TaskTypeId } from "@/lib/task-types/registry";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { parseAmount } from "@/lib/ui/parse-amount";
import type { TypeWords } from "./type-words";
import type { WizardTranslator } from "./wizard-translator";

/** The form as the owner fills it in: texts as typed, so that nothing is lost while it is not right yet. */
export type Draft = {
  readonly bountyId: string | null;
  readonly title: string;
  readonly taskType: TaskTypeId;
  readonly question: string;
  /** What the task type asks for beside the question; another type's stay, in case the owner comes back to it. */
  readonly settings: Settings;
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
  /** Seen by the owner and the guests alone; left out in older drafts. */
  readonly isPrivate?: boolean;
  /** Addresses of the guests, one a line, as typed. */
  readonly guests?: string;
  /** Local date and time, as `<input type="datetime-local">` writes it. */
  readonly openUntil: string;
};

/** A field of the form, or a setting of the task type. */
export type DraftField = keyof Draft | `settings.${string}`;
export type DraftError = { readonly field: DraftField; readonly reason: string };

export const EMPTY: Draft = {
  bountyId: null,
  title: "",
  taskType: "choice",
  question: "",
  settings: {},
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
export function draftErrors(draft: Draft, decimals: number, nowMs: number, t: WizardTranslator): DraftError[] {
  const errors: DraftError[] = [];
  const say = (field: DraftField, reason: string) => errors.push({ field, reason });
  if (!draft.title.trim()) say("title", t("err-title"));
  if (!draft.question.trim()) say("question", t("err-question"));
  errors.push(...settingErrors(draft, t));
  const price = priceUnits(draft, decimals);
  if (price === undefined) say("price", t("err-price"));
  else if (price === 0n) say("price", t("err-priceZero"));
  const base = Number(draft.baseSharePercent);
  if (!Number.isFinite(base) || base < 20 || base > 100) say("baseSharePercent", t("err-base"));
  const until = Date.parse(draft.openUntil);
  if (Number.isNaN(until)) say("openUntil", t("err-until"));
  else if (until < nowMs + 3_600_000) say("openUntil", t("err-untilSoon"));
  else if (until > nowMs + 365 * 86_400_000) say("openUntil", t("err-untilLate"));
  return errors;
}

/** The task type that a draft is of. */
export const typeOf = ({ taskType }: Pick<Draft, "taskType">): AnyTaskType => TASK_TYPES[taskType];

/** The config as it stands; it may be unlawful still. */
export const configIn = (draft: Draft): Record<string, unknown> =>
  configOf(typeOf(draft).form, draft.question, draft.settings);

/**
 * What the task type finds wrong with its settings, each once, under the part of the form where it can be mended: too few names
 * in the language of the page, all else as the type says it.
 */
function settingErrors(draft: Draft, t: WizardTranslator): DraftError[] {
  const { form } = typeOf(draft);
  const issues = typeOf(draft).config().safeParse(configIn(draft)).error?.issues ?? [];
  const found = new Map<string, string>();
  for (const { path, message } of issues) {
    const key = String(path[0] ?? form[0]?.key ?? "");
    if (key === "question" || found.has(key)) continue;
    const part = form.find((one) => one.key === key);
    const few = part?.kind === "names" && namesOf(draft.settings[key]).length < Math.max(1, part.least);
    found.set(
      key,
      few ? t("err-few", { count: Math.max(1, part.least) }) : `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    );
  }
  return [...found].map(([key, reason]) => ({ field: `settings.${key}` as const, reason }));
}

/** The task in one line: "Single choice · 4 labels". */
export function taskLine(draft: Draft, words: TypeWords, t: WizardTranslator): string {
  const { form } = typeOf(draft);
  const list = form.find((part): part is FormPart & { kind: "names" } => part.kind === "names");
  if (!list) return words.title;
  const count = namesOf(draft.settings[list.key]).length;
  const { one, title } = words.part(list);
  return t("taskLine", { type: words.title, count, things: count === 1 ? one : title.toLowerCase() });
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

/** The addresses as they stand in the field, those that are none too. */
export const guestsIn = (text = ""): readonly string[] => text.split(/[\s,;]+/).filter((each) => each !== "");

/** The draft as the API takes it; only what is right already. It needs a title at once: `untitled` until it has one. */
export function termsOf(draft: Draft, decimals: number, untitled: string) {
  const { classes } = typeOf(draft);
  const config = typeOf(draft).config().safeParse(configIn(draft));
  const until = Date.parse(draft.openUntil);
  const price = priceUnits(draft, decimals);
  const base = Number(draft.baseSharePercent);
  return {
    title: draft.title.trim() || untitled,
    taskType: draft.taskType,
    guidelines: draft.guidelines,
    visibility: draft.isPrivate ? "private" : "public",
    guests: draft.isPrivate ? guestsIn(draft.guests).filter((each) => addressOf(each)) : [],
    ...(config.success ? { config: config.data } : {}),
    policy: {
      overlap: draft.overlap,
      ...(mostOverlap(draft) === 0 ? {} : { maxOverlap: mostOverlap(draft) }),
      goldBps: draft.goldPercent * 100,
      blindBps: draft.blindPercent * 100,
      suggestions: draft.suggestions && classes !== undefined,
      ...(base >= 20 && base <= 100 ? { betaBps: Math.round(base * 100) } : {}),
      ...(draft.payRule ? { payRule: draft.payRule } : {}),
    },
    ...(price === undefined ? {} : { priceUnits: price.toString() }),
    ...(Number.isNaN(until) ? {} : { deadlineS: Math.floor(until / 1000) }),
  };
}
