import type { Network } from "./median-network.ts";

/**
 * Rows that are reduced together. Few, so that what one trend reads of all systems stays within a core's second-level
 * cache; a multiple of four, which vector functions take at a time.
 */
export const blockRows = 64;

/** Places of some columns in a memory, in doubles, kept where its functions can read them. */
export interface Places {
  readonly places: Int32Array;
  /** Of the list itself. */
  readonly address: number;
}

/** Some numbers that are the same in all rows, kept where a memory's functions can read them. */
export interface Numbers {
  readonly numbers: Float64Array;
  readonly address: number;
}

/**
 * Columns of `blockRows` doubles in one memory, and what is computed of them row by row. The values have the same bits
 * whatever computes them; rows beyond those asked for may hold anything afterwards.
 */
export interface Blocks {
  /** To be asked for again after an allocation. */
  memory(): Float64Array;
  /** Room for so many columns; the place of the first. */
  allocate(columns: number): number;
  list(places: ArrayLike<number>): Places;
  keep(numbers: Float64Array): Numbers;
  /** log10 of a column. */
  log10(from: number, rows: number, to: number): void;
  /** Sums of columns, in their order. */
  addUp(columns: Places, rows: number, to: number): void;
  /** Medians of as many columns as the network sorts; NaN where a value is not finite. */
  takeMedians(columns: Places, network: Network, rows: number, to: number): void;
  /**
   * Weighted sums of rows first..first+rows−1 to six columns from `to` on: the total weight, the means of dates and
   * logarithms, and about these the sums of squares of dates, of products, and of squares of logarithms.
   */
  weighTrend(logs: Places, weights: Places, dates: Numbers, first: number, rows: number, to: number): void;
  /**
   * Mean of the logarithms, sum of `slopes` times deviation, and sum of squared deviations, of rows
   * first..first+rows−1, to three columns from `to` on.
   */
  fitTrend(logs: Places, slopes: Numbers, first: number, rows: number, to: number): void;
}
