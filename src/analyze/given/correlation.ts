import { cholesky } from "../../math/cholesky.ts";
import { dot } from "../../math/dot.ts";
import { computeMoments } from "../moments.ts";

/** A column less its mean, divided so that its squares add up to 1. */
export function standardize(values: Float64Array): Float64Array {
  const { mean, squares } = computeMoments(values, 0, values.length);
  const norm = Math.sqrt(squares);
  return values.map((value) => (value - mean) / norm);
}

/** Pearson correlations of all pairs of columns, row-major. */
export function correlationMatrix(columns: readonly Float64Array[]): Float64Array {
  const size = columns.length;
  const unit = columns.map(standardize);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    matrix[i * size + i] = 1;
    for (let j = 0; j < i; j++) matrix[i * size + j] = matrix[j * size + i] = dot(unit[i], unit[j]);
  }
  return matrix;
}

/** Least pivot of a correlation matrix whose columns count as linearly independent. */
const LEAST_PIVOT = 1e-10;

/**
 * Inverse of a symmetric positive definite matrix (row-major) by its Cholesky factor; undefined where a column is a
 * linear combination of others.
 */
export function invert(matrix: Float64Array, size: number): Float64Array | undefined {
  const lower = cholesky(matrix, size);
  for (let i = 0; i < size; i++) {
    if (!(lower[i * size + i] * lower[i * size + i] > LEAST_PIVOT)) return undefined;
  }
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) solveUnit(lower, size, column, inverse);
  return inverse;
}

/** Writes column `column` of (L·Lᵀ)⁻¹. */
function solveUnit(lower: Float64Array, size: number, column: number, inverse: Float64Array): void {
  const half = new Float64Array(size);
  for (let i = column; i < size; i++) {
    let sum = i === column ? 1 : 0;
    for (let k = column; k < i; k++) sum -= lower[i * size + k] * half[k];
    half[i] = sum / lower[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = half[i];
    for (let k = i + 1; k < size; k++) sum -= lower[k * size + i] * inverse[k * size + column];
    inverse[i * size + column] = sum / lower[i * size + i];
  }
}
