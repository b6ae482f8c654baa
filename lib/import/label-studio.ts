import { type BadRow, badRow } from "./source-row";

/** A Label Studio task, read: its data, what people answered, and how many model predictions it brought along. */
export type LabelStudioTask = {
  readonly id: string | undefined;
  readonly data: ReadonlyMap<string, unknown>;
  /** Ways in which its answer may be written in a cell; empty where nobody has answered. */
  readonly gold: readonly string[];
  readonly predictions: number;
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
    predictions: listOf(value.predictions).length,
  };
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
