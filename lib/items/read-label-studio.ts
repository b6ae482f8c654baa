import { type Columns, pickColumns } from "@/lib/import/columns";
import { openText } from "@/lib/import/detect-encoding";
import { readJsonElements } from "@/lib/import/json-elements";
import { type LabelStudioTask, readTask } from "@/lib/import/label-studio";
import { type BadRow, badRow, type SourceRow } from "@/lib/import/source-row";
import { AppError } from "@/lib/kernel/errors";
import type { AnyTaskType, RowReader } from "@/lib/task-types/task-type";
import { spellingOf } from "./gold-spelling";
import type { Candidate } from "./ingest-row";
import { mediaWords } from "./media-payload";
import { fetchMedia } from "./read-urls";
import type { Upload, UploadDeps, UploadNotes } from "./upload";

/** Label Studio's JSON: data becomes items, annotations become known answers, predictions suggestions where the type's controls show any. */
export async function* readLabelStudioUpload(
  deps: UploadDeps,
  upload: Upload,
  notes: UploadNotes,
): AsyncGenerator<Candidate | BadRow> {
  const { encoding, text } = await openText(upload.bytes);
  notes.encoding = encoding;
  let aside = 0;
  for await (const element of readJsonElements(text)) {
    if (element.kind === "bad") {
      yield element;
      continue;
    }
    if (element.list !== undefined) throw notTasks();
    const task = readTask(element.line, element.value);
    if ("kind" in task) yield task;
    else {
      if (task.prediction && !upload.taskType.suggestible) aside += 1;
      yield await itemOf(deps, upload, notes, element.line, task);
    }
  }
  if (aside > 0) notes.leftOut = `${aside} predictions: this kind of work shows no suggestions`;
}

const notTasks = () =>
  new AppError("invalid_input", "This is no list of Label Studio tasks: export it as JSON (not JSON-MIN, not COCO).");

async function itemOf(
  deps: UploadDeps,
  upload: Upload,
  notes: UploadNotes,
  line: number,
  task: LabelStudioTask,
): Promise<Candidate | BadRow> {
  const { taskType } = upload;
  const gold = spellingOf(upload, task.gold);
  const about = { id: task.id, gold, ...(taskType.suggestible && task.prediction && { prediction: task.prediction }) };
  const file = fileOf(task, taskType);
  if (file) {
    const [at, url] = file;
    notes.columns ??= { text: at };
    if (/^https?:\/\//.test(url)) return fetchMedia(deps, taskType, { line, at, url, ...about });
    return badRow(line, at, "its file lies on another server's disk; give its full address (https://…)");
  }
  if (!taskType.rows)
    return badRow(line, "data", `${taskType.title} needs ${mediaWords(taskType)}, and this task has none`);
  const row: SourceRow = { kind: "row", line, cells: task.data };
  const picked = await pickOne(row, taskType.rows, notes);
  if (picked.kind === "bad") return picked;
  const payload = taskType.rows.read(picked.text);
  return { kind: "candidate", line, at: notes.columns?.text ?? "data", payload, ...about };
}

/** Tasks of one project need not have the same fields: the choice of the column is made for each. */
async function pickOne(row: SourceRow, reader: RowReader<unknown>, notes: UploadNotes) {
  const wanted = { text: reader.columns, complete: false, object: reader.sample !== undefined };
  const note = (found: Columns) => {
    notes.columns ??= { text: found.text };
  };
  async function* one() {
    yield row;
  }
  try {
    for await (const picked of pickColumns(one(), wanted, note)) return picked;
    return badRow(row.line, "data", "the task is empty");
  } catch (error) {
    return badRow(row.line, "data", AppError.of(error).message.replace(/\.$/, ""));
  }
}

/** The field that names the image or recording, where the type takes any. */
function fileOf(
  { data }: LabelStudioTask,
  { fromImage, fromAudio }: AnyTaskType,
): readonly [at: string, url: string] | undefined {
  for (const [name, value] of data) {
    if (typeof value !== "string") continue;
    const isImage = /^(image|img|picture|photo|url)$/i.test(name) || /\.(png|jpe?g|webp|gif)(\?|$)/i.test(value);
    const isSound =
      /^(audio|sound|recording|url)$/i.test(name) || /\.(wav|flac|mp3|ogg|opus|m4a|webm)(\?|$)/i.test(value);
    if ((fromImage && isImage) || (fromAudio && isSound)) return [name, value];
  }
  return undefined;
}
