/** A sparse matrix by rows (CSR): row i holds `values[starts[i]..starts[i+1])` at `columns[…]`. */
import { addScaled } from "./dense";

export type SparseMatrix = {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
};

/** X·A, where A is dense [columnCount, width]; gives [rowCount, width]. */
export function times(x: SparseMatrix, a: Float32Array, width: number): Float32Array {
  const product = new Float32Array(x.rowCount * width);
  eachEntry(x, (row, column, value) => addScaled(product, row * width, a, column * width, width, value));
  return product;
}

/** Xᵀ·Y, where Y is dense [rowCount, width]; gives [columnCount, width]. */
export function transposedTimes(x: SparseMatrix, y: Float32Array, width: number): Float32Array {
  const product = new Float32Array(x.columnCount * width);
  eachEntry(x, (row, column, value) => addScaled(product, column * width, y, row * width, width, value));
  return product;
}

function eachEntry(x: SparseMatrix, visit: (row: number, column: number, value: number) => void): void {
  for (let row = 0; row < x.rowCount; row++) {
    const end = x.starts[row + 1] ?? 0;
    for (let at = x.starts[row] ?? 0; at < end; at++) visit(row, x.columns[at] ?? 0, x.values[at] ?? 0);
  }
}
