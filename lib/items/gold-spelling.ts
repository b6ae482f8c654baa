import type { Upload } from "./upload";

/**
 * Of several ways to write one answer in a cell, the first that the task type reads; the first of all where it reads none, so that
 * the refusal names it. Undefined where there is no answer.
 */
export function spellingOf(
  { taskType, config }: Pick<Upload, "taskType" | "config">,
  cells: readonly string[],
): string | undefined {
  return cells.find((cell) => taskType.parseCell?.(cell, config) !== undefined) ?? cells[0];
}
