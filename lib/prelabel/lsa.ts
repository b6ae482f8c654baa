/**
 * Latent semantic analysis: a text encoder fitted on a bounty's own texts, without a single label. Tf-idf of hashed
 * n-grams, then its strongest directions by randomised SVD (Halko, Martinsson and Tropp 2011, two power iterations).
 */
import { addScaled, dot } from "./dense";
import { gram, inverseSingular, orthonormal, symmetricEigen, timesSmall } from "./eigen";
import { gaussian, randomSource } from "./random-source";
import { type SparseMatrix, times, transposedTimes } from "./sparse-matrix";

/** What a text encoder knows: one int8 row of `width` numbers for each bucket of features; row 0 is zero. */
export type EncoderTable = { readonly buckets: number; readonly width: number; readonly cells: Int8Array };

export const EMBEDDING_WIDTH = 64;
/** Directions followed beyond the ones kept: they make the kept ones accurate. */
const OVERSAMPLING = 8;
const POWER_ITERATIONS = 2;
/** The int8 scale lets this share of the cells saturate. */
const SATURATING_SHARE = 0.0002;

/**
 * Fits the table on feature ids (one row of distinct ids for each text). Deterministic for a seed on one engine.
 * 1,000 texts take about a second.
 */
export function fitLsa(ids: readonly (readonly number[])[], buckets: number, seed: number): EncoderTable {
  const { matrix, idf } = tfIdf(ids, buckets);
  const width = EMBEDDING_WIDTH;
  const right = rightSingularVectors(matrix, width, seed);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const weight = bucket === 0 ? 0 : (idf[bucket] ?? 0);
    for (let j = 0; j < width; j++) right[bucket * width + j] = weight * (right[bucket * width + j] ?? 0);
  }
  return { buckets, width, cells: toInt8(right) };
}

/**
 * The unit-length embedding of a text, written to `into` at `at`; zeros when no feature of it is known.
 * The TypeScript twin of the ONNX encoder.
 */
export function embedText(table: EncoderTable, ids: readonly number[], into: Float32Array, at: number): void {
  const { width, cells } = table;
  for (const id of ids) {
    for (let j = 0; j < width; j++) into[at + j] = (into[at + j] ?? 0) + (cells[id * width + j] ?? 0);
  }
  const length = Math.max(Math.sqrt(dot(into, at, into, at, width)), 1e-6);
  for (let j = 0; j < width; j++) into[at + j] = (into[at + j] ?? 0) / length;
}

function tfIdf(ids: readonly (readonly number[])[], buckets: number): { matrix: SparseMatrix; idf: Float32Array } {
  const seen = new Float32Array(buckets);
  for (const row of ids) for (const id of row) seen[id] = (seen[id] ?? 0) + 1;
  const idf = seen.map((count) => (count > 0 ? Math.log((ids.length + 1) / (count + 1)) + 0.1 : 0));
  const starts = new Int32Array(ids.length + 1);
  ids.forEach((row, i) => {
    starts[i + 1] = (starts[i] ?? 0) + row.length;
  });
  const columns = Int32Array.from(ids.flat());
  const values = new Float32Array(columns.length);
  ids.forEach((row, i) => {
    const from = starts[i] ?? 0;
    const weights = Float32Array.from(row, (id) => idf[id] ?? 0);
    addScaled(values, from, weights, 0, row.length, 1 / (Math.sqrt(dot(weights, 0, weights, 0, row.length)) || 1));
  });
  return { matrix: { rowCount: ids.length, columnCount: buckets, starts, columns, values }, idf };
}

/** The `width` strongest right singular vectors as columns: [columnCount, width]. */
function rightSingularVectors(x: SparseMatrix, width: number, seed: number): Float32Array {
  const followed = width + OVERSAMPLING;
  const random = randomSource(seed);
  const start = Float32Array.from({ length: x.columnCount * followed }, () => gaussian(random));
  let basis = orthonormal(times(x, start, followed), x.rowCount, followed);
  for (let i = 0; i < POWER_ITERATIONS; i++) {
    basis = orthonormal(times(x, transposedTimes(x, basis, followed), followed), x.rowCount, followed);
  }
  const projected = transposedTimes(x, basis, followed);
  const { values, vectors } = symmetricEigen(gram(projected, x.columnCount, followed), followed);
  return timesSmall(projected, x.columnCount, followed, vectors, inverseSingular(values.subarray(0, width)));
}

/** One scale for the whole table: embeddings are normalised, so only directions count and the scale is not kept. */
function toInt8(cells: Float32Array): Int8Array {
  const sizes = cells
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort();
  const scale = (sizes[Math.floor(sizes.length * (1 - SATURATING_SHARE))] ?? 0) / 127 || 1;
  return Int8Array.from(cells, (cell) => Math.max(-127, Math.min(127, Math.round(cell / scale))));
}
