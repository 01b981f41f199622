import { cholesky } from "./cholesky.ts";
import { dot } from "./dot.ts";

/** Ordinary least squares of a response on predictors and a level, kept so that predictions can be drawn. */
export interface LinearFit {
  /** Mean of the response: the level where every predictor is at its mean. */
  readonly level: number;
  readonly means: Float64Array;
  readonly coefficients: Float64Array;
  /** Of the coefficients, given the residual standard deviation. */
  readonly standardErrors: Float64Array;
  readonly residualSd: number;
  readonly degreesOfFreedom: number;
  /** Share of the response's variance that the predictors account for; NaN where it has none. */
  readonly r2: number;
  readonly rows: number;
  /** Lower triangle L of the predictors' sums of squares and products about their means, L·Lᵀ, row-major. */
  readonly root: Float64Array;
}

/** What a predictor must keep, of its own sum of squares, that those before it do not account for. */
const leastOwnShare = 1e-9;

/**
 * Fits y on the columns of x, each about its mean, so that a year counts no worse than a small number. Undefined
 * where there are no degrees of freedom left, or a predictor is a constant or follows from those before it.
 */
export function fitLinear(x: readonly Float64Array[], y: Float64Array): LinearFit | undefined {
  const [rows, size] = [y.length, x.length];
  const degreesOfFreedom = rows - 1 - size;
  if (degreesOfFreedom < 1) return undefined;
  const means = Float64Array.from(x, (column) => sumOf(column) / rows);
  const level = sumOf(y) / rows;
  const centred = x.map((column, j) => column.map((value) => value - means[j]!));
  const deviations = y.map((value) => value - level);
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) products[i * size + j] = dot(centred[i]!, centred[j]!);
  const root = cholesky(products, size);
  for (let j = 0; j < size; j++) {
    const own = root[j * size + j]! ** 2;
    if (!(own > leastOwnShare * products[j * size + j]!)) return undefined;
  }
  const half = forward(
    root,
    Float64Array.from(centred, (column) => dot(column, deviations)),
  );
  const coefficients = backward(root, half);
  const residuals = deviations.map(
    (value, row) => value - coefficients.reduce((sum, b, j) => sum + b * centred[j]![row]!, 0),
  );
  const residualSd = Math.sqrt(dot(residuals, residuals) / degreesOfFreedom);
  const unexplained = inverseDiagonal(root, size);
  return {
    level,
    means,
    coefficients,
    standardErrors: unexplained.map((value) => residualSd * Math.sqrt(value)),
    residualSd,
    degreesOfFreedom,
    r2: 1 - dot(residuals, residuals) / dot(deviations, deviations),
    rows,
    root,
  };
}

/** The expected response at a point. */
export function predictLinear({ level, means, coefficients }: LinearFit, point: readonly number[]): number {
  return coefficients.reduce((sum, b, j) => sum + b * (point[j]! - means[j]!), level);
}

/**
 * The error of a prediction at a point that the coefficients make: its standard deviation along independent directions,
 * first that of the level, then that of each predictor beyond those before it. The sum of squares is s²·h, h being the
 * leverage of the point.
 */
export function predictionErrors({ means, residualSd, rows, root }: LinearFit, point: readonly number[]) {
  const scaled = forward(
    root,
    means.map((mean, j) => point[j]! - mean),
  );
  return Float64Array.of(residualSd / Math.sqrt(rows), ...scaled.map((value) => residualSd * value));
}

/** Solves L·v = r. */
function forward(lower: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const solved = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = right[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * n + k]! * solved[k]!;
    solved[i] = sum / lower[i * n + i]!;
  }
  return solved;
}

/** Solves Lᵀ·v = r. */
function backward(lower: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const solved = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = right[i]!;
    for (let k = i + 1; k < n; k++) sum -= lower[k * n + i]! * solved[k]!;
    solved[i] = sum / lower[i * n + i]!;
  }
  return solved;
}

/** Diagonal of (L·Lᵀ)⁻¹. */
function inverseDiagonal(lower: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, j) => {
    const column = forward(
      lower,
      Float64Array.from({ length: n }, (__, i) => Number(i === j)),
    );
    return dot(column, column);
  });
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
