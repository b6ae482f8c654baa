import { createHash } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { endianness } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { LIMIT } from "../../lib/referee/constants";
import { engineNamed, methodNamed } from "./referee-engine";
import { type ReadVotes, readTruth, readVotes, UNKNOWN } from "./referee-votes";
import { Usage } from "./usage";

export const help = `assay referee <votes.csv> [--truth F] [--out F] [--json]   labels and accuracy of a recorded crowd

  <votes.csv>      columns task,worker,label (or question,annotator,answer), in any order; commas, semicolons or tabs between
  --truth F        a CSV with task,label (or truth, gold, answer): prints the accuracy; of n tied best labels the right one counts 1/n
  --method M       multi-coin (default), dawid-skene, majority
  --engine E       ts (default), onnx: the same bits by the portable model
  --labels A,B     the classes in their order; left out: the labels that were voted, sorted
  --out F          writes task,label,posteriorQ16,tied: the best label of each task, the first in order where several are
  --json           {tasks, workers, votes, classes, rounds, accuracy, posteriorSha256, cpuMs, peakMb} and more

Repeated rows are dropped. Of different labels by one worker on one task the first class counts, and the others are told as
conflicts. A true label that nobody voted for counts as wrong. posteriorSha256 is the SHA-256 of the raw posterior, Q16, as
little-endian int32: tasks in the order of their names (UTF-16 code units), classes in their order. Exit codes: 0 done, 1 the
input is refused, 2 wrong usage.

  assay referee votes.csv --truth truth.csv --json
  assay referee votes.csv --method dawid-skene --out labels.csv`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...{
        truth: { type: "string" },
        method: { type: "string" },
        engine: { type: "string" },
        labels: { type: "string" },
      },
      ...{ out: { type: "string" }, json: { type: "boolean", default: false } },
    },
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new Usage("referee takes one CSV of votes.");
  for (const path of [file, values.truth])
    if (path !== undefined && !existsSync(path)) throw new Usage(`There is no file ${path}.`);
  const method = methodNamed(values.method);
  const engine = engineNamed(values.engine);
  const decide = await engine.load();
  const crowd = await readVotes(file, ontologyOf(values.labels));
  const truth = values.truth === undefined ? undefined : await readTruth(values.truth, crowd);
  const before = process.cpuUsage();
  const { posterior, rounds } = await decide(crowd.votes, { method });
  const engineCpuMs = msOf(process.cpuUsage(before));
  if (values.out !== undefined)
    await pipeline(Readable.from(consensusCsv(crowd, posterior)), createWriteStream(values.out));
  const { items: tasks, annotators: workers, classes, item } = crowd.votes;
  const report = {
    ...{ tasks, workers, votes: item.length, classes, rounds },
    accuracy: truth ? accuracyOf(posterior, classes, truth) : null,
    posteriorSha256: posteriorSha256(posterior),
    cpuMs: msOf(process.cpuUsage()),
    peakMb: Math.ceil(process.resourceUsage().maxRSS / 1024),
    ...{ method, engine: engine.name, engineCpuMs, duplicates: crowd.duplicates, conflicts: crowd.conflicts },
  };
  if (values.json) console.log(JSON.stringify(report));
  else print(report);
  return 0;
}

function ontologyOf(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const labels = text.split(",").map((label) => label.trim());
  if (labels.length < 2 || labels.includes("") || new Set(labels).size < labels.length) {
    throw new Usage("--labels takes two or more different labels, separated by commas.");
  }
  if (labels.length > LIMIT.classes) {
    throw new Usage(`--labels takes at most ${LIMIT.classes} labels, not ${labels.length}.`);
  }
  return labels;
}

const msOf = ({ user, system }: NodeJS.CpuUsage): number => Math.round((user + system) / 1000);

/** SHA-256 of the cells as little-endian int32. */
function posteriorSha256(posterior: Int32Array): string {
  const bytes = Buffer.from(posterior.buffer, posterior.byteOffset, posterior.byteLength);
  return createHash("sha256")
    .update(endianness() === "LE" ? bytes : Buffer.from(bytes).swap32())
    .digest("hex");
}

/** The best class of row t, the first of several, and how many are best. */
function bestOf(posterior: Int32Array, classes: number, t: number): { best: number; tied: number } {
  let best = 0;
  let tied = 1;
  for (let k = 1; k < classes; k++) {
    const gap = (posterior[t * classes + k] as number) - (posterior[t * classes + best] as number);
    if (gap > 0) [best, tied] = [k, 1];
    else if (gap === 0) tied++;
  }
  return { best, tied };
}

/** Share of right verdicts among the tasks with a truth; null when no voted task has one. */
function accuracyOf(posterior: Int32Array, classes: number, truth: Int32Array): number | null {
  let right = 0;
  let known = 0;
  truth.forEach((k, t) => {
    if (k === UNKNOWN) return;
    known++;
    const { best, tied } = bestOf(posterior, classes, t);
    if (k >= 0 && posterior[t * classes + k] === posterior[t * classes + best]) right += 1 / tied;
  });
  return known === 0 ? null : right / known;
}

function* consensusCsv({ votes, tasks, labels }: ReadVotes, posterior: Int32Array): Generator<string> {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  let text = "task,label,posteriorQ16,tied\n";
  for (let t = 0; t < votes.items; t++) {
    const { best, tied } = bestOf(posterior, votes.classes, t);
    text += `${cell(tasks[t] ?? "")},${cell(labels[best] ?? "")},${posterior[t * votes.classes + best]},${tied}\n`;
    if (text.length < 1 << 16) continue;
    yield text;
    text = "";
  }
  yield text;
}

function print(report: Readonly<Record<string, string | number | null>>): void {
  for (const [name, value] of Object.entries(report)) {
    const shown = name === "accuracy" && typeof value === "number" ? `${(100 * value).toFixed(2)} %` : value;
    console.log(`${name.padEnd(16)} ${shown ?? "not asked: no --truth"}`);
  }
}
