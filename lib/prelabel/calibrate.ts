/** How good a head is, and how sure it may sound: both measured on labels that it was not trained on. */
import { argMax } from "./dense";
import { type LabelledEmbeddings, logitsOf, softmax, trainHead } from "./head";
import { randomSource, shuffled } from "./random-source";

export type CrossValidation = {
  /** Share of held-out labels that the head names, 0..1. */
  readonly accuracy: number;
  /** Share of the most frequent class: what naming it always would get. */
  readonly baseline: number;
  /** Divide logits by this, and a confidence of .8 is right about 8 times in 10. */
  readonly temperature: number;
};

const FOLDS = 5;
const LOWEST_TEMPERATURE = 0.25;
const HIGHEST_TEMPERATURE = 8;
/** Weight of the belief that the temperature is near 1, in held-out labels' worth; keeps small samples sober. */
const PRIOR_WEIGHT = 2;

/** Five-fold cross-validation, each fold with its share of every class. Needs at least as many labels as folds. */
export function crossValidate(data: LabelledEmbeddings, classCount: number, seed: number): CrossValidation {
  const folds = stratifiedFolds(data.classes, seed);
  const heldOut: HeldOut[] = [];
  folds.forEach((fold, number) => {
    const rest = folds.filter((other) => other !== fold).flat();
    const head = trainHead(data, classCount, seed + 1 + number, rest);
    for (const row of fold) heldOut.push({ logits: logitsOf(head, data.rows, row), truth: data.classes[row] ?? 0 });
  });
  const hits = heldOut.filter(({ logits, truth }) => argMax(logits) === truth).length;
  const counts = new Int32Array(classCount);
  for (const one of data.classes) counts[one] = (counts[one] ?? 0) + 1;
  return {
    accuracy: hits / heldOut.length,
    baseline: Math.max(...counts) / heldOut.length,
    temperature: fitTemperature(heldOut),
  };
}

export type HeldOut = { readonly logits: Float32Array; readonly truth: number };

/** The temperature with the least log-loss on held-out logits (Guo et al. 2017), by golden section on its logarithm. */
export function fitTemperature(heldOut: readonly HeldOut[]): number {
  const loss = (logTemperature: number) => {
    let sum = PRIOR_WEIGHT * logTemperature * logTemperature;
    for (const { logits, truth } of heldOut) {
      sum -= Math.log(Math.max(softmax(logits, Math.exp(logTemperature))[truth] ?? 0, 1e-12));
    }
    return sum;
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(LOWEST_TEMPERATURE);
  let high = Math.log(HIGHEST_TEMPERATURE);
  while (high - low > 1e-3) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

function stratifiedFolds(classes: Int32Array, seed: number): number[][] {
  const rows = shuffled(
    Array.from(classes, (_, row) => row),
    randomSource(seed),
  ).sort((a, b) => (classes[a] ?? 0) - (classes[b] ?? 0));
  return Array.from({ length: FOLDS }, (_, fold) => rows.filter((_, i) => i % FOLDS === fold));
}
