import { highWord, powerOfTwo } from "../math/bits.ts";
import { cos } from "../math/elementary.ts";
import {
  CELL_BITS,
  CELL_SHIFT,
  CELLS,
  COEFFICIENTS,
  FIRST_CELL,
  LEAST_EXPONENT,
} from "../math/quantile-cells.ts";
import type { Distribution } from "./family.ts";

/** Largest error of a cell at its test points, relative in probability: four times below what is promised. */
const TOLERANCE = 2.5e-10;
const ROUNDING = 2 ** -50;

/** Half the width of a cell, in mantissas from 1 to 2. */
const HALF = 2 ** -(CELL_BITS + 1);
const nodes = Array.from({ length: COEFFICIENTS }, (_, i) => cos(((i + 0.5) * Math.PI) / COEFFICIENTS));
/** Where the error of an interpolation at the nodes is large: between the outer ones, and near the middle. */
const tests = [-0.92, 0.2, 0.92];

/** Value of an entry of a table: not yet made, or a cell that the polynomial does not fit. */
export const UNKNOWN = Number.NaN;
export const EXACT = Number.POSITIVE_INFINITY;

/**
 * Quantiles of one side of a continuous distribution from polynomials, made when they are first asked for: `w` is the
 * probability below (or above) the value, at most 1/2. Each power of two of w has eight cells, so that the tail keeps
 * its digits. Where a cell's polynomial is off by more than 1e-9 of w (a gap between two parts of a mixture, an end of
 * doubles), its quantiles are computed. A cell depends on the distribution alone, so values do not depend on order.
 */
export class QuantileTable {
  /** The polynomials, cell by cell: even and odd powers alternate, the constant first. */
  readonly coefficients = new Float64Array(CELLS * COEFFICIENTS).fill(UNKNOWN);
  readonly #quantile: (w: number) => number;

  constructor(quantile: (w: number) => number) {
    this.#quantile = quantile;
  }

  /** The quantile at w, 0 < w <= 1/2. */
  at(w: number): number {
    const cell = (highWord(w) >> CELL_SHIFT) - FIRST_CELL;
    if (cell < 0) return this.#quantile(w);
    const c = this.coefficients;
    const start = cell * COEFFICIENTS;
    if (c[start]! - c[start]! !== 0) {
      if (Number.isNaN(c[start]!)) this.#make(cell);
      if (c[start] === EXACT) return this.#quantile(w);
    }
    const s = w * powerOfTwo(-exponentOf(cell)) - middleOf(cell);
    const t = s * s;
    const even = ((c[start + 6]! * t + c[start + 4]!) * t + c[start + 2]!) * t + c[start]!;
    const odd = ((c[start + 7]! * t + c[start + 5]!) * t + c[start + 3]!) * t + c[start + 1]!;
    return even + s * odd;
  }

  #make(cell: number): void {
    const unit = powerOfTwo(exponentOf(cell));
    const middle = middleOf(cell);
    const quantileAt = (x: number): number => this.#quantile((middle + HALF * x) * unit);
    // Differences from the middle lose nothing where a value is large and hardly changes.
    const base = quantileAt(0);
    const polynomial = interpolate(nodes.map((x) => quantileAt(x) - base));
    polynomial[0]! += base;
    const fits = tests.every((x) => {
      const value = quantileAt(x);
      const error = Math.abs(evaluate(polynomial, x) - value) - ROUNDING * Math.abs(value);
      const slope = evaluate(derive(polynomial), x);
      return error * HALF <= TOLERANCE * (middle + HALF * x) * slope;
    });
    const start = cell * COEFFICIENTS;
    if (!fits) this.coefficients.fill(EXACT, start, start + COEFFICIENTS);
    else
      polynomial.forEach((a, k) => {
        this.coefficients[start + k] = a / HALF ** k;
      });
  }
}

function exponentOf(cell: number): number {
  return (cell >> CELL_BITS) + LEAST_EXPONENT;
}

function middleOf(cell: number): number {
  return 1 + (2 * (cell & (2 ** CELL_BITS - 1)) + 1) * HALF;
}

/** Coefficients, the constant first, of the polynomial on [−1, 1] through values at the Chebyshev nodes. */
function interpolate(values: readonly number[]): number[] {
  const n = COEFFICIENTS;
  const polynomial = Array<number>(n).fill(0);
  let [before, current] = [Array<number>(n).fill(0), Array<number>(n).fill(0)];
  current[0] = 1;
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[i]! * evaluate(current, nodes[i]!);
    const weight = ((k === 0 ? 1 : 2) / n) * sum;
    for (let i = 0; i < n; i++) polynomial[i]! += weight * current[i]!;
    // T(k + 1) = 2 x T(k) − T(k − 1), and T(1) = x.
    const next = current.map((_, i) => (k === 0 ? 1 : 2) * (current[i - 1] ?? 0) - (before[i] ?? 0));
    [before, current] = [k === 0 ? [1, ...Array<number>(n - 1).fill(0)] : current, next];
  }
  return polynomial;
}

function evaluate(polynomial: readonly number[], x: number): number {
  return polynomial.reduceRight((value, coefficient) => value * x + coefficient, 0);
}

function derive(polynomial: readonly number[]): readonly number[] {
  return polynomial.slice(1).map((coefficient, k) => (k + 1) * coefficient);
}

/** Both sides of a distribution: quantiles by table at any u in (0, 1). */
export interface QuantileTables {
  readonly lower: QuantileTable;
  readonly upper: QuantileTable;
}

const known = new WeakMap<Distribution, QuantileTables>();

/** The tables of a distribution, made once. */
export function tablesOf(distribution: Distribution): QuantileTables {
  let tables = known.get(distribution);
  if (tables === undefined) {
    tables = {
      lower: new QuantileTable((w) => distribution.quantile(w)),
      upper: new QuantileTable((w) => -distribution.upperQuantile(w)),
    };
    known.set(distribution, tables);
  }
  return tables;
}

/** The quantile at u from the tables: what draws of a `tabulated` distribution are. */
export function tabulatedQuantile({ lower, upper }: QuantileTables, u: number): number {
  return u < 0.5 ? lower.at(u) : -upper.at(1 - u);
}
