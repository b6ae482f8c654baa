/**
 * Pre-labels: how long a fit takes, what one suggestion costs, and how far that is from the least arithmetic it could
 * be (the multiply-adds of the same model in plain TypeScript, nothing else).
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ItemNo } from "@/lib/kernel/ids";
import { addScaled, dot } from "@/lib/prelabel/dense";
import { embedImages } from "@/lib/prelabel/embed-images";
import { type FittedModel, fitImages, fitText } from "@/lib/prelabel/fit";
import { IMAGE_BYTES } from "@/lib/prelabel/image-pixels";
import { EMBEDDING_WIDTH } from "@/lib/prelabel/lsa";
import { randomSource } from "@/lib/prelabel/random-source";
import { createSuggester, type ModelInput } from "@/lib/prelabel/run-model";
import { TEXT_BUCKETS, textFeatureIds } from "@/lib/prelabel/text-features";
import { trainingLabels } from "@/lib/prelabel/training-labels";

export type Row = {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "ms an item" | "MB" | "×";
  /** The same work's peer or physical limit, measured in this run, in the same unit. */
  readonly limit?: number;
  readonly ratio?: number;
};

const LABELS = 200;
const RUNS = 1000;
/** Multiply-adds of one forward pass of models/image-v1.onnx (see its card). */
const IMAGE_MULTIPLY_ADDS = 15_975_680;

/** About five seconds. Uses real texts where they are at hand, else generated ones. */
export async function benchPrelabel(): Promise<Row[]> {
  const rows = [...(await benchText()), ...(await benchImages())];
  return rows.map((row) => ({ ...row, value: rounded(row.value) }));
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

async function benchText(): Promise<Row[]> {
  const { texts, classOf, classes } = textSet();
  const task = { texts, classes, labels: labelsOf(classOf, classes.length), seed: 1 };
  const [fitMs, fitted] = timed(() => model(fitText(task)));
  const inputs = texts.slice(0, RUNS).map((text): ModelInput => ({ kind: "text", text }));
  const [openMs, itemMs] = await suggestMs(fitted, inputs);
  const limitMs = plainTextMs(texts.slice(0, RUNS), classes.length);
  return [
    { what: `text: fit ${texts.length} texts, ${LABELS} labels`, value: fitMs, unit: "ms" },
    { what: "text: model file", value: fitted.onnx.length / 1e6, unit: "MB" },
    { what: "text: open the model", value: openMs, unit: "ms" },
    against("text: one suggestion, against the plain sums and products", itemMs, limitMs),
  ];
}

async function benchImages(): Promise<Row[]> {
  const random = randomSource(1);
  const pictures = Array.from({ length: LABELS }, () => Uint8Array.from({ length: IMAGE_BYTES }, () => random() * 256));
  const encoder = readFileSync("models/image-v1.onnx");
  const start = performance.now();
  const { rows, width } = await embedImages(encoder, pictures);
  const embedMs = (performance.now() - start) / pictures.length;
  const classOf = pictures.map((_, i) => i % 3);
  const task = { encoder, encoderName: "image-v1", embeddings: rows, width, classes: ["a", "b", "c"], seed: 1 };
  const [fitMs, fitted] = timed(() => model(fitImages({ ...task, labels: labelsOf(classOf, 3) })));
  const inputs = pictures.map((rgb): ModelInput => ({ kind: "image", rgb }));
  const [, itemMs] = await suggestMs(fitted, inputs);
  return [
    { what: "image: one embedding, session opened once", value: embedMs, unit: "ms an item" },
    { what: `image: fit a head on ${LABELS} embeddings`, value: fitMs, unit: "ms" },
    against(
      "image: one suggestion, against its multiply-adds in plain TypeScript",
      itemMs,
      plainDotMs(IMAGE_MULTIPLY_ADDS),
    ),
  ];
}

/** Milliseconds to open a model, and for one suggestion (median: others may use the machine too). */
async function suggestMs(fitted: FittedModel, inputs: readonly ModelInput[]): Promise<[number, number]> {
  const opened = performance.now();
  const suggester = await createSuggester(fitted.onnx);
  const openMs = performance.now() - opened;
  const itemMs: number[] = [];
  for (const input of inputs) {
    const start = performance.now();
    await suggester.suggest(input);
    itemMs.push(performance.now() - start);
  }
  await suggester.close();
  return [openMs, itemMs.sort((a, b) => a - b)[itemMs.length >> 1] ?? 0];
}

/** The sums of a text's table rows and the products of the head, on ids that are already there. */
function plainTextMs(texts: readonly string[], classCount: number): number {
  const table = new Float32Array(TEXT_BUCKETS * EMBEDDING_WIDTH).fill(0.01);
  const weights = new Float32Array(classCount * EMBEDDING_WIDTH).fill(0.02);
  const ids = texts.map((text) => textFeatureIds(text));
  const pass = () => {
    let sink = 0;
    for (const row of ids) {
      const sum = new Float32Array(EMBEDDING_WIDTH);
      for (const id of row) addScaled(sum, 0, table, id * EMBEDDING_WIDTH, EMBEDDING_WIDTH, 1);
      for (let c = 0; c < classCount; c++) sink += dot(weights, c * EMBEDDING_WIDTH, sum, 0, EMBEDDING_WIDTH);
    }
    return sink;
  };
  return fastestMs(pass) / texts.length;
}

function plainDotMs(multiplyAdds: number): number {
  const block = 1024;
  const a = new Float32Array(block).fill(0.5);
  const b = new Float32Array(block).fill(0.25);
  const pass = () => {
    let sink = 0;
    for (let done = 0; done < multiplyAdds; done += block) sink += dot(a, 0, b, 0, block);
    return sink;
  };
  return fastestMs(pass);
}

/** The fastest of five passes: a limit is what the machine can do, not what it happened to do. */
function fastestMs(pass: () => unknown): number {
  return Math.min(...Array.from({ length: 5 }, () => timed(pass)[0]));
}

function textSet(): { texts: string[]; classOf: number[]; classes: string[] } {
  const file = join(resolve(process.env.ASSAY_DATA ?? "../shared/data"), "trec-questions/items.jsonl");
  if (!existsSync(file)) return generatedTexts();
  const rows = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { text: string; label: string });
  const classes = [...new Set(rows.map(({ label }) => label))].sort();
  return { texts: rows.map(({ text }) => text), classOf: rows.map(({ label }) => classes.indexOf(label)), classes };
}

function generatedTexts(): { texts: string[]; classOf: number[]; classes: string[] } {
  const random = randomSource(2);
  const word = (topic: number) => `word${Math.floor(random() ** 2 * 2000) * 3 + (random() < 0.4 ? topic : 0)}`;
  const classOf = Array.from({ length: 5500 }, (_, i) => i % 3);
  const texts = classOf.map((topic) => Array.from({ length: 10 }, () => word(topic)).join(" "));
  return { texts, classOf, classes: ["a", "b", "c"] };
}

function labelsOf(classOf: readonly number[], classCount: number) {
  const items = classOf.map((_, i) => ({ itemNo: i as ItemNo, gold: false }));
  const consensus = classOf.slice(0, LABELS).map((classIndex, i) => ({ itemNo: i as ItemNo, classIndex }));
  return trainingLabels(items, consensus, classCount);
}

function model(fitted: ReturnType<typeof fitText>): FittedModel {
  if (fitted.kind === "none") throw new Error(`no model: ${fitted.reason}`);
  return fitted;
}

function timed<Result>(run: () => Result): [number, Result] {
  const start = performance.now();
  const result = run();
  return [performance.now() - start, result];
}

function against(what: string, value: number, limit: number): Row {
  return { what, value, unit: "ms an item", limit: rounded(limit), ratio: rounded(value / limit) };
}
