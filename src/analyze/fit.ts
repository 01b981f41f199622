/** Log10 values and weights of some rows; system j of row i stands at j · `stride` + i. */
export interface FitBlock {
  readonly rows: number;
  readonly stride: number;
  readonly logs: Float64Array;
  /** Weights of 0 leave a system out; a fit may change them. */
  readonly weights: Float64Array;
}

export interface FitOptions {
  /** How many systems of each year a frontier has. */
  readonly top: number;
}

/** What a fit does with the blocks of one trend; without either it is weighted least squares. */
export interface PreparedFit {
  /** Changes weights before the line is fitted. */
  readonly reweigh?: (block: FitBlock) => void;
  /** The slope of each row, in place of that of weighted least squares. */
  readonly slope?: (block: FitBlock, slope: Float64Array) => void;
}

/**
 * A way to lay a line through log10 of values over dates. To add one: a file that exports a Fit, and a line in
 * `fits.ts`.
 */
export interface Fit {
  /** In scenario files. */
  readonly name: string;
  /** Draws that are fitted unless a trend asks for others; all of them where it says nothing. */
  readonly draws?: number;
  /** Positions of the systems that the line goes through, by their deterministic values; without it, all. */
  readonly select?: (dates: Float64Array, values: Float64Array, options: FitOptions) => Int32Array;
  /** Prepares the fit of systems at these dates (years). */
  prepare(dates: Float64Array, options: FitOptions): PreparedFit;
}
