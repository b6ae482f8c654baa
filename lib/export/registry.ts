import { AppError } from "@/lib/kernel/errors";
import { TASK_TYPES } from "@/lib/task-types/registry";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { Format } from "./format";
import { coco } from "./formats/coco";
import { conll2003 } from "./formats/conll";
import { croissant } from "./formats/croissant";
import { crowdLog } from "./formats/crowd-log";
import { cvat } from "./formats/cvat";
import { huggingFace } from "./formats/hugging-face";
import { jsonl } from "./formats/jsonl";
import { labelStudio } from "./formats/label-studio";
import { nemoAsr } from "./formats/nemo";
import { parquet } from "./formats/parquet";
import { spacyJsonl } from "./formats/spacy";
import { csv, tsv } from "./formats/table";
import { dpo, kto, sft, stepwise } from "./formats/trl";
import { pascalVoc } from "./formats/voc";
import { webvtt } from "./formats/webvtt";
import { yolo } from "./formats/yolo";

/** The one list. A new format is its own file and one line here. Croissant is last: it names the files of the others. */
const LIST = [
  jsonl,
  csv,
  tsv,
  parquet,
  huggingFace,
  dpo,
  kto,
  sft,
  stepwise,
  coco,
  yolo,
  pascalVoc,
  cvat,
  conll2003,
  spacyJsonl,
  nemoAsr,
  webvtt,
  labelStudio,
  crowdLog,
  croissant,
] as const;

export const FORMATS: readonly Format[] = LIST;

/** The format with this id, or `invalid_input` naming those there are. */
export function formatOf(id: string): Format {
  const found = FORMATS.find((format) => format.id === id);
  if (found) return found;
  const all = FORMATS.map((format) => format.id).join(", ");
  throw new AppError("invalid_input", `There is no format "${id}". There are: ${all}.`);
}

/** Whether a format can say what answers of this type say. */
export function speaks(format: Format, { reading }: Pick<AnyTaskType, "reading">): boolean {
  if (format.reads === "any") return true;
  if (!reading) return false;
  return format.reads.includes(reading.kind) || (reading.readSteps !== undefined && format.reads.includes("steps"));
}

/** The formats of a task type, or all with the task types that each can say. */
export function formatsOf(taskType: AnyTaskType): readonly Format[] {
  return FORMATS.filter((format) => speaks(format, taskType));
}

export type FormatLine = {
  readonly id: string;
  readonly direction: "export";
  readonly taskTypes: readonly string[];
};

/** Every format with the ids of the task types that it can say. */
export function formatLines(): readonly FormatLine[] {
  const types = Object.values<AnyTaskType>(TASK_TYPES);
  return FORMATS.map((format) => ({
    id: format.id,
    direction: "export",
    taskTypes: types.filter((type) => speaks(format, type)).map(({ id }) => id),
  }));
}
