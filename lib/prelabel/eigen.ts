/** Symmetric eigenproblems of the small matrices that randomised SVD needs (72 × 72). */

export type Eigen = {
  /** Eigenvalues, largest first. */
  readonly values: Float64Array;
  /** Column j (row-major [size, size]) belongs to `values[j]`; columns are orthonormal. */
  readonly vectors: Float64Array;
};

const MAX_SWEEPS = 12;
/** Directions weaker than this share of the strongest are noise of the arithmetic and are dropped. */
const RELATIVE_FLOOR = 1e-9;

/** Eigen-decomposition of a symmetric matrix [size, size] by cyclic Jacobi rotations. */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = matrix.slice();
  const u = new Float64Array(size * size);
  for (let i = 0; i < size; i++) u[i * size + i] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) if (rotateAll(a, u, size) < 1e-18) break;
  const order = Array.from({ length: size }, (_, i) => i);
  const diagonal = order.map((i) => a[i * size + i] ?? 0);
  order.sort((p, q) => (diagonal[q] ?? 0) - (diagonal[p] ?? 0));
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    order.forEach((from, to) => {
      vectors[i * size + to] = u[i * size + from] ?? 0;
    });
  }
  return { values: Float64Array.from(order, (i) => diagonal[i] ?? 0), vectors };
}

/** One sweep over every pair (p, q); returns the squared off-diagonal mass that it met. */
function rotateAll(a: Float64Array, u: Float64Array, size: number): number {
  let mass = 0;
  for (let p = 0; p < size; p++) {
    for (let q = p + 1; q < size; q++) {
      const apq = a[p * size + q] ?? 0;
      mass += apq * apq;
      if (Math.abs(apq) < 1e-14) continue;
      const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * apq);
      const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
      const cosine = 1 / Math.sqrt(tangent * tangent + 1);
      rotate(a, size, 1, p * size, q * size, cosine, tangent * cosine);
      rotate(a, size, size, p, q, cosine, tangent * cosine);
      rotate(u, size, size, p, q, cosine, tangent * cosine);
    }
  }
  return mass;
}

/** Rotates two lines of `size` entries, starting at `p` and `q`, `step` apart. */
function rotate(m: Float64Array, size: number, step: number, p: number, q: number, cosine: number, sine: number): void {
  for (let k = 0; k < size; k++) {
    const x = m[p + k * step] ?? 0;
    const y = m[q + k * step] ?? 0;
    m[p + k * step] = cosine * x - sine * y;
    m[q + k * step] = sine * x + cosine * y;
  }
}

/** AᵀA for A [rows, width]. */
export function gram(a: Float32Array, rows: number, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    for (let p = 0; p < width; p++) {
      const value = a[from + p] ?? 0;
      if (value === 0) continue;
      for (let q = p; q < width; q++)
        product[p * width + q] = (product[p * width + q] ?? 0) + value * (a[from + q] ?? 0);
    }
  }
  for (let p = 0; p < width; p++) for (let q = 0; q < p; q++) product[p * width + q] = product[q * width + p] ?? 0;
  return product;
}

/** 1/σ of each eigenvalue σ² of a Gram matrix; 0 where the direction is empty. */
export function inverseSingular(values: Float64Array): Float64Array {
  const floor = Math.max((values[0] ?? 0) * RELATIVE_FLOOR, Number.MIN_VALUE);
  return values.map((value) => (value > floor ? 1 / Math.sqrt(value) : 0));
}

/** The same column space with orthonormal columns (empty directions become zero columns). A is [rows, width]. */
export function orthonormal(a: Float32Array, rows: number, width: number): Float32Array {
  const { values, vectors } = symmetricEigen(gram(a, rows, width), width);
  const scale = inverseSingular(values);
  return timesSmall(a, rows, width, vectors, scale);
}

/** A·M·diag(scale), with A [rows, width] and M [width, width]; keeps the first `scale.length` columns. */
export function timesSmall(
  a: Float32Array,
  rows: number,
  width: number,
  m: Float64Array,
  scale: Float64Array,
): Float32Array {
  const kept = scale.length;
  const product = new Float32Array(rows * kept);
  const sums = new Float64Array(kept);
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    for (let p = 0; p < width; p++) {
      const value = a[row * width + p] ?? 0;
      if (value === 0) continue;
      for (let j = 0; j < kept; j++) sums[j] = (sums[j] ?? 0) + value * (m[p * width + j] ?? 0);
    }
    for (let j = 0; j < kept; j++) product[row * kept + j] = (sums[j] ?? 0) * (scale[j] ?? 0);
  }
  return product;
}
