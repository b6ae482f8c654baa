import type { AnyTaskType, Scalar } from "@/lib/task-types/task-type";
import type { DatasetRow } from "./row";

/** What the exporters ask of a bounty's task type, with its config filled in. */
export type Ontology = {
  /** Columns of an answer, from the config alone. */
  readonly answerColumns: readonly string[];
  answerRow(answer: unknown): Readonly<Record<string, Scalar>>;
  /** Names of the classes in order; empty for types without classes. */
  readonly classes: readonly string[];
  /** What stands in the text column: the text, or the asset's address; the payload as JSON for other types. */
  content(payload: unknown): { readonly text?: string; readonly asset?: string };
  /** An answer in one cell. */
  cell(answer: unknown): string;
};

export function ontologyOf(taskType: AnyTaskType, config: unknown): Ontology {
  const answerRow = (answer: unknown) => taskType.toRow(answer, config);
  const cell = (answer: unknown) => Object.values(answerRow(answer)).map(String).join("|");
  const count = taskType.classes?.(config) ?? 0;
  const answers = Array.from({ length: count }, (_, k) => taskType.fromCategory?.(k, config));
  const example = answers[0] ?? taskType.examples[0]?.answers[0];
  return {
    answerColumns: Object.keys(answerRow(example)),
    answerRow,
    classes: answers.map(cell),
    content: (payload) => {
      const seen = taskType.features?.(payload);
      if (seen?.kind === "text") return { text: seen.text };
      return seen?.kind === "image" ? { asset: seen.asset } : {};
    },
    cell,
  };
}

/** The row's answer columns; all null while nobody has answered. A gold item's answer is the known one. */
export function answerOf(row: DatasetRow, ontology: Ontology): Readonly<Record<string, Scalar>> {
  const answer = row.gold ?? row.consensus?.answer;
  if (answer !== undefined && answer !== null) return ontology.answerRow(answer);
  return Object.fromEntries(ontology.answerColumns.map((column) => [column, null]));
}
