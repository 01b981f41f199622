import type { Estimate } from "../analyze/estimate.ts";

/** What a given-data method says of one target. Totals such as `r2` stand beside `measures`. */
export interface GivenResult {
  readonly output: string;
  /** Rows used, of which those that failed are not. */
  readonly rows: number;
  readonly failures: number;
  /** Where the rows come from: a design, or `other`. */
  readonly design: string;
  readonly options?: Readonly<Record<string, number>>;
  readonly dummy?: Estimate;
  readonly measures: readonly GivenMeasure[];
  readonly [total: string]: unknown;
}

/** Of one factor, an estimate under the name of each measure. */
export interface GivenMeasure {
  readonly factor: string;
  readonly [measure: string]: Estimate | string;
}

/** Shapley effect of one player. */
export interface ShapleyEffectResult {
  readonly factor: string;
  /** Share of the variance; all add up to 1. */
  readonly sh: Estimate;
  /** The same in squared units of the target. */
  readonly variance: number | null;
  /** Share of the variance alone, and with all interactions, where every set of players was visited. */
  readonly s1?: Estimate;
  readonly st?: Estimate;
}

export interface ShapleyResult {
  readonly output: string;
  readonly estimator: string;
  readonly evaluations: number;
  readonly variance: Estimate;
  readonly effects: readonly ShapleyEffectResult[];
  /** Pairs of points with a failed evaluation, left out. */
  readonly failures: { readonly rows: number; readonly of: number };
  readonly groups: readonly { readonly name: string; readonly factors: readonly string[] }[];
}

export interface EfastResult {
  readonly output: string;
  readonly evaluations: number;
  readonly points: number;
  readonly curves: number;
  readonly harmonics: number;
  readonly indices: readonly { readonly factor: string; readonly s1: Estimate; readonly st: Estimate }[];
}

export interface DgsmMeasure {
  readonly factor: string;
  /** E[(∂y/∂x)²]. */
  readonly nu: Estimate;
  /** Upper bound of the total index, and the constant that it rests on. */
  readonly bound: Estimate;
  readonly boundBy: string | null;
  /** The bound on the scale of normal scores. */
  readonly scoreBound: Estimate;
}

export interface DgsmResult {
  readonly output: string;
  readonly evaluations: number;
  readonly measures: readonly DgsmMeasure[];
}

/** The target with one factor at a low and a high percentile, all others nominal; null where it is not defined. */
export interface TornadoResult {
  readonly output: string;
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly nominal: number | null;
  readonly bars: readonly {
    readonly factor: string;
    readonly low: number | null;
    readonly high: number | null;
    readonly swing: number | null;
  }[];
}

/** The target over percentiles of two factors: `values[i][j]` at level i of the first, j of the second. */
export interface TwoWayResult {
  readonly output: string;
  readonly label: string;
  readonly factors: readonly [string, string];
  readonly levels: readonly number[];
  readonly values: readonly (readonly (number | null)[])[];
}

export interface NestedBand {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A range of one number over the epistemic factors. */
export interface NestedRange {
  readonly low: number | null;
  readonly high: number | null;
}

export interface NestedResult {
  readonly output: string;
  readonly mode: "distribution" | "interval";
  readonly label: string;
  readonly outer: number;
  readonly inner: number;
  readonly epistemic: readonly string[];
  /** Factors without a `kind` are among them. */
  readonly aleatory: readonly string[];
  /** Mode distribution: each number's median and central 95 % over the epistemic draws; null where none is finite. */
  readonly mean?: NestedBand | null;
  readonly bands?: readonly { readonly p: number; readonly band: NestedBand | null }[];
  readonly epistemicShare?: number | null;
  /** Mode interval: bounds of percentiles. */
  readonly bounds?: readonly (NestedRange & { readonly p: number })[];
  /** P(y ≤ at): a band, or bounds with the values of the epistemic factors that give them. */
  readonly probabilities: readonly ({ readonly at: number } & (
    | { readonly band: NestedBand | null }
    | (NestedRange & {
        readonly lowAt: Readonly<Record<string, number>>;
        readonly highAt: Readonly<Record<string, number>>;
      })
  ))[];
  readonly failures: number;
}
