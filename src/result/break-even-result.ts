import type { Estimate } from "../analyze/estimate.ts";
import type { OutputResult } from "./result.ts";

/** The left side of a target at one value of a factor, over draws. */
export interface CurvePoint {
  readonly value: number;
  readonly low: number | null;
  readonly median: number | null;
  readonly high: number | null;
}

/** The left side of a target over two factors, every other one at its nominal value. */
export interface BreakEvenMap {
  readonly factor: string;
  readonly values: readonly number[];
  /** One row for each value of `factor`, one cell for each of the curve's values. */
  readonly cells: readonly (readonly (number | null)[])[];
  /** For each value of `factor`, where the target is met; null where it is not within the range. */
  readonly plateau: readonly (number | null)[];
}

/** The value of a factor at which a target is met. */
export interface BreakEvenResult {
  readonly factor: string;
  readonly target: string;
  readonly from: number;
  readonly to: number;
  /** Probability that there is such a value in the range. */
  readonly found: Estimate;
  /** The value, over the draws that have one; the others are its failures. */
  readonly value: OutputResult;
  /** Draws with more than one such value; the first is taken. */
  readonly several: number;
  /** Of the left side, with the band that holds 95 % of draws. */
  readonly curve: readonly CurvePoint[];
  /** The points of the curve with the least and the greatest median. */
  readonly least: CurvePoint | null;
  readonly greatest: CurvePoint | null;
  readonly map?: BreakEvenMap;
}
