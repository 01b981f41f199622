import { dot } from "../../math/dot.ts";
import { correlationMatrix, invert, standardize } from "./correlation.ts";
import type { GivenMethod } from "./method.ts";
import { averageRanks } from "./ranks.ts";

/** Rows needed beyond the number of factors: an intercept, and one to have a residual at all. */
const SPARE_ROWS = 2;
/** Shares of variance below this are rounding. */
const ROUNDING = 1e-13;

function undefinedFor(factors: number, totals: number): Float64Array {
  return new Float64Array(totals + factors).fill(Number.NaN);
}

/** A least-squares fit in standardised units: R², coefficients, and the share of each column that the others leave. */
interface Fit {
  readonly r2: number;
  readonly coefficients: Float64Array;
  readonly own: Float64Array;
}

function fitLine(x: readonly Float64Array[], y: Float64Array): Fit | undefined {
  const size = x.length;
  const inverse = y.length < size + SPARE_ROWS ? undefined : invert(correlationMatrix(x), size);
  if (inverse === undefined) return undefined;
  const unit = standardize(y);
  const products = x.map((column) => dot(standardize(column), unit));
  const coefficients = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) coefficients[i] += inverse[i * size + j] * products[j];
  }
  const r2 = coefficients.reduce((sum, coefficient, i) => sum + coefficient * products[i], 0);
  return { r2, coefficients, own: coefficients.map((_, i) => 1 / inverse[i * size + i]) };
}

/** R² and standardised coefficients of the least-squares line of y on all columns of x. */
export function standardizedRegression(x: readonly Float64Array[], y: Float64Array): Float64Array {
  const found = fitLine(x, y);
  return found === undefined ? undefinedFor(x.length, 1) : Float64Array.of(found.r2, ...found.coefficients);
}

/**
 * R², then for each column its correlation with y once both are freed of what is linear in all others. Where y is
 * linear in x to the last bits, 1 or −1, and NaN for a column that the line does not need.
 */
export function partialCorrelations(x: readonly Float64Array[], y: Float64Array): Float64Array {
  const found = fitLine(x, y);
  if (found === undefined) return undefinedFor(x.length, 1);
  const { r2, coefficients, own } = found;
  const rest = 1 - r2 < ROUNDING ? 0 : 1 - r2;
  const partial = coefficients.map((coefficient, i) => {
    const part = coefficient * coefficient * own[i];
    if (rest === 0) return part < ROUNDING ? Number.NaN : Math.sign(coefficient);
    return (coefficient * Math.sqrt(own[i])) / Math.sqrt(part + rest);
  });
  return Float64Array.of(r2, ...partial);
}

/** The same regression or correlation on mid-ranks of all columns. */
export function onRanks(compute: GivenMethod["compute"]): GivenMethod["compute"] {
  return (x, y, options) => compute(x.map(averageRanks), averageRanks(y), options);
}
