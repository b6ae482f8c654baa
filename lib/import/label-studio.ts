import type { Prediction } from "./prediction";
import { type BadRow, badRow } from "./source-row";

/** A Label Studio task, read: its data, what people answered, and what a model has predicted. */
export type LabelStudioTask = {
  readonly id: string | undefined;
  readonly data: ReadonlyMap<string, unknown>;
  /** Ways in which its answer may be written in a cell; empty where nobody has answered. */
  readonly gold: readonly string[];
  /** The one with the highest score, the first of equals; undefined where none has a result. */
  readonly prediction: Prediction | undefined;
};

/**
 * One element of Label Studio's JSON export (and of its import): `{id, data, annotations | completions, predictions}`. The answer
 * is that of the annotation marked as ground truth, else of the first that was not cancelled.
 */
export function readTask(line: number, value: unknown): LabelStudioTask | BadRow {
  if (!isRecord(value)) return badRow(line, `line ${line}`, 'not a task; write {"data": {"text": "…"}}');
  const data = isRecord(value.data) ? value.data : undefined;
  if (!data) return badRow(line, "data", 'a task has its content under "data"');
  const given = listOf(value.annotations ?? value.completions).filter(isRecord);
  const done = given.filter(({ was_cancelled, skipped }) => was_cancelled !== true && skipped !== true);
  const best = done.find(({ ground_truth }) => ground_truth === true) ?? done[0];
  return {
    id: typeof value.id === "number" || typeof value.id === "string" ? String(value.id) : undefined,
    data: new Map(Object.entries(data)),
    gold: best ? cellsOf(listOf(best.result).filter(isRecord)) : [],
    prediction: bestOf(listOf(value.predictions).filter(isRecord)),
  };
}

function bestOf(predictions: readonly Record<string, unknown>[]): Prediction | undefined {
  let best: Prediction | undefined;
  for (const { result, score, model_version: model } of predictions) {
    const cells = cellsOf(listOf(result).filter(isRecord));
    if (cells.length === 0) continue;
    const named = typeof model === "string" && model.trim() !== "" ? model.trim() : undefined;
    const each = { cells, confidence: score ?? undefined, model: named };
    if (!best || Number(each.confidence ?? 0) > Number(best.confidence ?? 0)) best = each;
  }
  return best;
}

/** The results of one annotation as cells, by the kinds of controls that ask for one answer. */
function cellsOf(results: readonly Record<string, unknown>[]): readonly string[] {
  const values = results.map(({ value }) => value).filter(isRecord);
  const choices = values.flatMap(({ choices: chosen }) => listOf(chosen)).map(String);
  const ratings = values.flatMap(({ rating }) => (typeof rating === "number" ? [rating] : []));
  const texts = values.flatMap(({ text }) => (Array.isArray(text) ? text : [])).map(String);
  const selected = values.flatMap(({ selected: side }) => (side === "left" ? ["a"] : side === "right" ? ["b"] : []));
  return [
    ...(choices.length > 0 ? [choices.join("|")] : []),
    ...(ratings.length > 0 ? [ratings.join("|")] : []),
    ...selected.slice(0, 1),
    ...(texts.length > 0 ? [texts.join("\n")] : []),
  ];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
