import type { Prediction } from "@/lib/import/prediction";
import { type BadRow, badRow } from "@/lib/import/source-row";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { Sha256 } from "@/lib/kernel/ids";
import { ONE_Q16 } from "@/lib/kernel/q16";
import { sha256Hex } from "@/lib/kernel/sha256";
import { posteriorQ16 } from "@/lib/prelabel/posterior-q16";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { Suggested } from "./item";

/** A prediction that names no confidence stands at this one: its annotators see that it is no more than a guess. */
const UNTOLD_CONFIDENCE = 0.5;
const UNTOLD_MODEL = "imported";
const MOST_MODEL_CHARS = 200;

/** What an imported model is called by in answers and evidence: SHA-256 of the canonical `{kind: "imported", name}`. */
export const importedModel = (name: string): Sha256 => sha256Hex(canonicalJson({ kind: "imported", name }));

type Told = { readonly kind: "suggested"; readonly suggested: Suggested };

/**
 * What a model has proposed for an item, read as the task type reads a cell, lawful for this item; else what is wrong with it. It is never an
 * answer, and never a known one.
 */
export function suggestedOf(
  { taskType, config }: { readonly taskType: AnyTaskType; readonly config: unknown },
  payload: unknown,
  line: number,
  { cells, confidence, model }: Prediction,
): Told | BadRow {
  const share = confidence === undefined ? UNTOLD_CONFIDENCE : shareOf(confidence);
  if (share === undefined) return badRow(line, "confidence", `"${confidence}" is no confidence; write it from 0 to 1`);
  const name = model ?? UNTOLD_MODEL;
  if (name.length > MOST_MODEL_CHARS || /[\p{Cc}\p{Cs}]/u.test(name))
    return badRow(line, "model_version", `a model's name is at most ${MOST_MODEL_CHARS} plain characters`);
  const cell = cells.find((each) => taskType.parseCell?.(each, config) !== undefined) ?? cells[0] ?? "";
  const answer = taskType.parseCell?.(cell, config);
  if (answer === undefined) return badRow(line, "prediction", `"${cell}" is not an answer to this bounty's question`);
  const { error, data } = taskType.answer(config, payload).safeParse(answer);
  if (error) return badRow(line, "prediction", `it does not fit this item: ${error.issues[0]?.message}`);
  const q16 = posteriorOf(taskType, config, data, share);
  const confidenceQ16 = Math.round(share * ONE_Q16);
  return {
    kind: "suggested",
    suggested: { model: importedModel(name), name, answer: data, confidenceQ16, ...(q16 && { q16 }) },
  };
}

/** A number from 0 to 1, as a number or written. */
function shareOf(confidence: unknown): number | undefined {
  const text = typeof confidence === "string" ? confidence.trim() : confidence;
  const share = typeof text === "number" || (typeof text === "string" && text !== "") ? Number(text) : Number.NaN;
  return share >= 0 && share <= 1 ? share : undefined;
}

/** The confidence on the class that was named, what is left over alike on all others; undefined where there are no classes. */
function posteriorOf(
  taskType: AnyTaskType,
  config: unknown,
  answer: unknown,
  share: number,
): readonly number[] | undefined {
  const classes = taskType.classes?.(config);
  const category = taskType.category?.(answer, config);
  if (classes === undefined || category === undefined) return undefined;
  const rest = (1 - share) / Math.max(1, classes - 1);
  return posteriorQ16(Array.from({ length: classes }, (_, k) => (k === category ? share : rest)));
}
