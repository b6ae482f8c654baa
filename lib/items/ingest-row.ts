import { itemHashOf } from "@/lib/import/item-hash";
import type { Prediction } from "@/lib/import/prediction";
import { type BadRow, badRow } from "@/lib/import/source-row";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { sha256Hex } from "@/lib/kernel/sha256";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { ItemDraft } from "./item";
import { contentDigest, type Seen } from "./seen";
import { suggestedOf } from "./suggested";

/** A row whose content is known, before the task type has looked at it. */
export type Candidate = {
  readonly kind: "candidate";
  readonly line: number;
  /** Of an import of many files: which one it is in. Its line is there. */
  readonly file?: string;
  /** Column or file where its content stands. */
  readonly at: string;
  readonly id: string | undefined;
  readonly payload: unknown;
  /** The known answer as written in its cell. */
  readonly gold: string | undefined;
  /** What a model proposes; left out where none does. */
  readonly prediction?: Prediction;
};

export type IngestContext = {
  readonly taskType: AnyTaskType;
  readonly config: unknown;
  /** Rows without an id are called this and their line. */
  readonly rowPrefix: string;
  readonly seen: Seen;
};

/**
 * One row becomes an item, or is told what is wrong with it: the payload is lawful, its known answer is an answer, no id
 * comes twice, and the same content comes twice only under ids of its own.
 */
export function ingestRow(context: IngestContext, row: Candidate): ItemDraft | BadRow {
  const read = ingested(context, row);
  return read.kind === "bad" && row.file !== undefined ? { ...read, at: `${row.file}: ${read.at}` } : read;
}

function ingested(context: IngestContext, row: Candidate): ItemDraft | BadRow {
  const { taskType, config, seen } = context;
  const { line, at, file } = row;
  const payload = taskType.payload(config).safeParse(row.payload);
  if (!payload.success) return badRow(line, at, payload.error.issues[0]?.message ?? "not a lawful item");
  const id = row.id ?? idOf(context, line, file);
  const sameId = seen.idLine(id);
  if (sameId !== undefined)
    return badRow(line, "id", `the id "${id}" was taken by ${place(sameId, file)}; ids are used once`);
  const payloadJson = canonicalJson(payload.data);
  const digest = contentDigest(payloadJson);
  const same = row.id === undefined ? seen.contentLine(digest) : undefined;
  if (same !== undefined)
    return badRow(
      line,
      at,
      `the same ${nounOf(taskType, payload.data)} as ${place(same, file)}; give both an id to keep both`,
    );
  const gold = goldOf(context, row, payload.data);
  if (gold?.kind === "bad") return gold;
  const proposed = row.prediction && suggestedOf(context, payload.data, line, row.prediction);
  if (proposed?.kind === "bad") return proposed;
  seen.add(id, digest, line);
  return {
    kind: "draft",
    line,
    hash: itemHashOf(id, payloadJson),
    externalId: id,
    payload: payload.data,
    payloadJson,
    ...(gold && { gold: gold.answer }),
    ...(proposed && { suggested: proposed.suggested }),
  };
}

type Gold = { readonly kind: "gold"; readonly answer: unknown };

function goldOf(
  { taskType, config }: IngestContext,
  { line, gold }: Candidate,
  payload: unknown,
): Gold | BadRow | undefined {
  if (gold === undefined) return undefined;
  const answer = taskType.parseCell?.(gold, config);
  if (answer !== undefined) {
    const { error, data } = taskType.answer(config, payload).safeParse(answer);
    if (!error) return { kind: "gold", answer: data };
    const [issue] = error.issues;
    const place = issue && issue.path.length > 0 ? ` at ${issue.path.join(".")}` : "";
    return badRow(line, "gold", `the known answer does not fit this item${place}: ${issue?.message}`);
  }
  if (!taskType.parseCell) return badRow(line, "gold", `${taskType.title} takes no known answers from a cell`);
  const known = answersOf(taskType, config);
  return badRow(
    line,
    "gold",
    `"${gold}" is not ${known ? `one of the labels: ${known}` : `an answer; write it like ${sampleOf(taskType)}`}`,
  );
}

/** The answers there are, where they can be counted. */
function answersOf(taskType: AnyTaskType, config: unknown): string | undefined {
  const count = taskType.classes?.(config);
  if (count === undefined || !taskType.fromCategory) return undefined;
  return Array.from({ length: count }, (_, i) => String(taskType.fromCategory?.(i, config))).join(", ");
}

/** One of the type's own answers, as JSON. */
const sampleOf = ({ examples }: AnyTaskType): string => JSON.stringify(examples[0]?.answers[0]);

/** The id of a row that has none. Of many files each line comes several times, and names may be long: a digest stands for the file. */
const idOf = ({ rowPrefix }: IngestContext, line: number, file: string | undefined) =>
  `${rowPrefix}${file === undefined ? "" : `${sha256Hex(file).slice(0, 12)}-`}${line}`;

const place = (line: number, file: string | undefined) => {
  if (line === 0) return "an item imported before";
  return file === undefined ? `row ${line}` : `row ${line} of this file or one before it`;
};
const nounOf = (taskType: AnyTaskType, payload: unknown) => taskType.features?.(payload).kind ?? "content";
