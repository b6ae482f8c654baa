/** A bounty's own model, fitted from its items and the crowd's accepted consensus: one self-contained ONNX file. */
import type { Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import type { Bytes } from "@/lib/onnx/onnx-bytes";
import { crossValidate } from "./calibrate";
import { type LabelledEmbeddings, trainHead } from "./head";
import { EMBEDDING_WIDTH, embedText, fitLsa } from "./lsa";
import type { ModelCard } from "./model-card";
import { textEncoderOnnx } from "./text-encoder";
import { TEXT_BUCKETS, TEXT_FEATURES_VERSION, textFeatureIds } from "./text-features";
import type { TrainingLabel } from "./training-labels";
import { withHead } from "./write-head";

export type FittedModel = {
  readonly kind: "model";
  readonly onnx: Bytes;
  /** SHA-256 of `onnx`: the model's name. */
  readonly sha256: Sha256;
  readonly card: ModelCard;
};

/** Why there is no model. `needed` is how many labels it takes for the classes seen so far. */
export type NoModel = {
  readonly kind: "none";
  readonly reason: "too-few-labels" | "one-class";
  readonly labelled: number;
  readonly needed: number;
};

type Task = {
  readonly classes: readonly string[];
  /** From `trainingLabels`: accepted consensus only, never gold (see there for why). */
  readonly labels: readonly TrainingLabel[];
  readonly seed: number;
};

export type TextFit = Task & { readonly texts: readonly string[] };

export type ImageFit = Task & {
  /** The image encoder's file: a graph with the output `embedding`. */
  readonly encoder: Uint8Array;
  /** The encoder's name on the card. */
  readonly encoderName: string;
  /** Embeddings of the items by that encoder, row-major [n, width]. */
  readonly embeddings: Float32Array;
  readonly width: number;
};

const MIN_LABELS = 8;
const MIN_LABELS_PER_CLASS = 2;

/** Fits encoder and head on a bounty's texts; the unlabelled ones teach the encoder too. 1,000 texts: about 1.5 s. */
export function fitText(input: TextFit): FittedModel | NoModel {
  const refusal = tooLittle(input.labels);
  if (refusal) return refusal;
  const ids = input.texts.map((text) => textFeatureIds(text));
  const table = fitLsa(ids, TEXT_BUCKETS, input.seed);
  const rows = new Float32Array(ids.length * EMBEDDING_WIDTH);
  for (const [i, row] of ids.entries()) embedText(table, row, rows, i * EMBEDDING_WIDTH);
  const encoderName = `lsa-${EMBEDDING_WIDTH}/text-v${TEXT_FEATURES_VERSION}`;
  return fitHead(input, "text", textEncoderOnnx(table), encoderName, rows, EMBEDDING_WIDTH);
}

/** Fits a head on embeddings of a bounty's images. */
export function fitImages(input: ImageFit): FittedModel | NoModel {
  const refusal = tooLittle(input.labels);
  if (refusal) return refusal;
  return fitHead(input, "image", input.encoder, input.encoderName, input.embeddings, input.width);
}

function fitHead(
  task: Task,
  kind: ModelCard["kind"],
  encoder: Uint8Array,
  encoderName: string,
  rows: Float32Array,
  width: number,
): FittedModel {
  const { classes, labels, seed } = task;
  const data = labelled(rows, width, labels);
  const { accuracy, baseline, temperature } = crossValidate(data, classes.length, seed);
  const head = trainHead(data, classes.length, seed);
  const onnx = withHead(encoder, head, { kind, classes, temperature });
  const card: ModelCard = {
    kind,
    classes: [...classes],
    items: rows.length / width,
    labelled: labels.length,
    accuracyCv: accuracy,
    baseline,
    temperature,
    createdFrom: { labels: "accepted-consensus", encoder: encoderName, seed },
  };
  return { kind: "model", onnx, sha256: sha256Hex(onnx), card };
}

function tooLittle(labels: readonly TrainingLabel[]): NoModel | undefined {
  const present = new Set(labels.map(({ classIndex }) => classIndex)).size;
  const needed = Math.max(MIN_LABELS, MIN_LABELS_PER_CLASS * present);
  const labelledCount = labels.length;
  if (labelledCount < needed) return { kind: "none", reason: "too-few-labels", labelled: labelledCount, needed };
  return present < 2 ? { kind: "none", reason: "one-class", labelled: labelledCount, needed } : undefined;
}

function labelled(rows: Float32Array, width: number, labels: readonly TrainingLabel[]): LabelledEmbeddings {
  const picked = new Float32Array(labels.length * width);
  for (const [i, { index }] of labels.entries()) {
    picked.set(rows.subarray(index * width, (index + 1) * width), i * width);
  }
  return { width, rows: picked, classes: Int32Array.from(labels, ({ classIndex }) => classIndex) };
}
