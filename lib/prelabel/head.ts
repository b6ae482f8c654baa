/**
 * The head: a softmax layer on frozen embeddings, trained with Adam in plain typed arrays (own code: at this size it
 * is several times faster than a tensor library, and weighs nothing).
 */
import { addScaled, dot } from "./dense";
import { randomSource, shuffled } from "./random-source";

/** Embeddings row-major [n, width] and the class of each row. */
export type LabelledEmbeddings = {
  readonly width: number;
  readonly rows: Float32Array;
  readonly classes: Int32Array;
};

/** logits = weights·embedding + bias, weights row-major [classCount, width]. */
export type Head = {
  readonly classCount: number;
  readonly width: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
};

const BATCH = 16;
const EPOCHS = 20;
const MIN_STEPS = 250;
const MAX_STEPS = 4000;
const LEARNING_RATE = 0.03;
/** Weight decay is this over the number of examples: strong on few labels, gone on many. */
const DECAY_EXAMPLES = 8;

/** Trains a head on the rows named by `subset` (all of them when left out). Deterministic for a seed on one engine. */
export function trainHead(
  data: LabelledEmbeddings,
  classCount: number,
  seed: number,
  subset: readonly number[] = Array.from(data.classes, (_, row) => row),
): Head {
  const scaling = standardise(data, subset);
  const parameters = new Float32Array(classCount * (data.width + 1));
  const adam = adamOn(parameters);
  const random = randomSource(seed);
  const stepsPerEpoch = Math.ceil(subset.length / BATCH);
  const steps = Math.min(MAX_STEPS, Math.max(MIN_STEPS, EPOCHS * stepsPerEpoch));
  let queue: number[] = [];
  for (let step = 1; step <= steps; step++) {
    if (queue.length === 0) queue = shuffled(subset, random);
    const batch = queue.splice(0, BATCH);
    const gradient = batchGradient(parameters, data, scaling, batch, classCount, DECAY_EXAMPLES / subset.length);
    adam(gradient, LEARNING_RATE * (1 - (0.9 * step) / steps), step);
  }
  return unscaled(parameters, scaling, classCount, data.width);
}

/** Logits of one embedding: `classCount` numbers. */
export function logitsOf(head: Head, rows: Float32Array, row: number): Float32Array {
  const { width } = head;
  return head.bias.map((bias, c) => bias + dot(head.weights, c * width, rows, row * width, width));
}

/** softmax(logits / temperature). */
export function softmax(logits: Float32Array, temperature = 1): Float32Array {
  const top = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = logits.map((logit) => Math.exp((logit - top) / temperature));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Training works on (embedding − mean)·scale: one scale for all columns, so that weak directions stay weak. */
type Scaling = { readonly mean: Float32Array; readonly scale: number };

function standardise(data: LabelledEmbeddings, subset: readonly number[]): Scaling {
  const { width, rows } = data;
  const mean = new Float32Array(width);
  for (const row of subset) addScaled(mean, 0, rows, row * width, width, 1 / subset.length);
  let squares = 0;
  for (const row of subset) {
    for (let j = 0; j < width; j++) squares += ((rows[row * width + j] ?? 0) - (mean[j] ?? 0)) ** 2;
  }
  return { mean, scale: squares > 0 ? Math.sqrt((subset.length * width) / squares) : 1 };
}

/** Mean cross-entropy gradient over a batch, with decay on the weights (not the bias). */
function batchGradient(
  parameters: Float32Array,
  data: LabelledEmbeddings,
  scaling: Scaling,
  batch: readonly number[],
  classCount: number,
  decay: number,
): Float32Array {
  const { width } = data;
  const biasAt = classCount * width;
  const gradient = new Float32Array(parameters.length);
  addScaled(gradient, 0, parameters, 0, biasAt, decay);
  const x = new Float32Array(width);
  const logits = new Float32Array(classCount);
  for (const row of batch) {
    for (let j = 0; j < width; j++) {
      x[j] = ((data.rows[row * width + j] ?? 0) - (scaling.mean[j] ?? 0)) * scaling.scale;
    }
    for (let c = 0; c < classCount; c++) {
      logits[c] = (parameters[biasAt + c] ?? 0) + dot(parameters, c * width, x, 0, width);
    }
    softmax(logits).forEach((probability, c) => {
      const slope = (probability - (data.classes[row] === c ? 1 : 0)) / batch.length;
      addScaled(gradient, c * width, x, 0, width, slope);
      gradient[biasAt + c] = (gradient[biasAt + c] ?? 0) + slope;
    });
  }
  return gradient;
}

/** Adam (Kingma and Ba 2015) with its usual constants; changes `parameters` in place. */
function adamOn(parameters: Float32Array): (gradient: Float32Array, rate: number, step: number) => void {
  const first = new Float32Array(parameters.length);
  const second = new Float32Array(parameters.length);
  return (gradient, rate, step) => {
    const scale = (rate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
    for (let i = 0; i < parameters.length; i++) {
      const slope = gradient[i] ?? 0;
      const m = 0.9 * (first[i] ?? 0) + 0.1 * slope;
      const v = 0.999 * (second[i] ?? 0) + 0.001 * slope * slope;
      first[i] = m;
      second[i] = v;
      parameters[i] = (parameters[i] ?? 0) - (scale * m) / (Math.sqrt(v) + 1e-8);
    }
  };
}

/** Folds the scaling into weights and bias, so that the head works on raw embeddings. */
function unscaled(parameters: Float32Array, scaling: Scaling, classCount: number, width: number): Head {
  const weights = parameters.slice(0, classCount * width).map((weight) => weight * scaling.scale);
  const bias = parameters.slice(classCount * width).map((b, c) => b - dot(weights, c * width, scaling.mean, 0, width));
  return { classCount, width, weights, bias };
}
