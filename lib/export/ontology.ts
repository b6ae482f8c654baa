import type { Names, Reading, ReadingKind, Steps } from "@/lib/task-types/reading";
import type { AnyTaskType, Scalar } from "@/lib/task-types/task-type";
import { type DatasetRow, winnerOf } from "./row";

/** What the exporters ask of a bounty's task type, with its config filled in. */
export type Ontology = {
  /** The task type's id and version, as stored with every answer. */
  readonly taskType: { readonly id: string; readonly version: number; readonly title: string };
  /** Columns of an answer, from the config alone, with an example of each. */
  readonly answerColumns: readonly string[];
  readonly answerExample: Readonly<Record<string, Scalar>>;
  answerRow(answer: unknown): Readonly<Record<string, Scalar>>;
  /** Names of the classes in order; empty for types without classes. */
  readonly classes: readonly string[];
  /** Their indices in the order of their names: how canonical JSON writes an object that they are the keys of. */
  readonly classesByName: readonly number[];
  /** What stands in the text column: the text, or the asset's address; the payload as JSON for other types. */
  content(payload: unknown): { readonly text?: string; readonly asset?: string };
  /** An answer in one cell. */
  cell(answer: unknown): string;
  /** The shape in which the type's answers are read; undefined where it has none. */
  readonly kind: ReadingKind | undefined;
  readonly names: Names;
  /** A row's winning answer in that shape; undefined while nobody has answered. */
  read(row: DatasetRow): Reading | undefined;
  /** The same as steps; undefined while nobody has answered, and of types that cannot be read so. */
  readSteps(row: DatasetRow): Steps | undefined;
};

export function ontologyOf(taskType: AnyTaskType, config: unknown): Ontology {
  const answerRow = (answer: unknown) => taskType.toRow(answer, config);
  const cell = (answer: unknown) => Object.values(answerRow(answer)).map(String).join("|");
  const count = taskType.classes?.(config) ?? 0;
  const answers = Array.from({ length: count }, (_, k) => taskType.fromCategory?.(k, config));
  const classes = answers.map(cell);
  const name = (k: number) => classes[k] ?? "";
  const example = answerRow(answers[0] ?? taskType.examples[0]?.answers[0]);
  return {
    taskType: { id: taskType.id, version: taskType.version, title: taskType.title },
    answerColumns: Object.keys(example),
    answerExample: example,
    answerRow,
    classes,
    classesByName: classes.map((_, k) => k).sort((a, b) => (name(a) < name(b) ? -1 : 1)),
    content: (payload) => contentOf(taskType, payload),
    cell,
    kind: taskType.reading?.kind,
    names: taskType.reading?.names(config) ?? { labels: [] },
    read: (row) => {
      const answer = winnerOf(row);
      return answer === undefined ? undefined : taskType.reading?.read(answer, row.payload, config);
    },
    readSteps: (row) => {
      const answer = winnerOf(row);
      return answer === undefined ? undefined : stepsOf(taskType, answer, row.payload, config);
    },
  };
}

function stepsOf({ reading }: AnyTaskType, answer: unknown, payload: unknown, config: unknown): Steps | undefined {
  if (reading?.readSteps) return reading.readSteps(answer, payload, config);
  const read = reading?.read(answer, payload, config);
  return read?.kind === "steps" ? read : undefined;
}

function contentOf(taskType: AnyTaskType, payload: unknown): { readonly text?: string; readonly asset?: string } {
  const seen = taskType.features?.(payload);
  if (seen?.kind === "text") return { text: seen.text };
  const [asset] = taskType.assets?.(payload) ?? [];
  return asset === undefined ? {} : { asset };
}

/** The row's answer columns; all null while nobody has answered. A gold item's answer is the known one. */
export function answerOf(row: DatasetRow, ontology: Ontology): Readonly<Record<string, Scalar>> {
  const answer = winnerOf(row);
  if (answer !== undefined) return ontology.answerRow(answer);
  return Object.fromEntries(ontology.answerColumns.map((column) => [column, null]));
}
