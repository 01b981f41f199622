import type { Estimate } from "../analyze/estimate.ts";
import type { OutputResult } from "./result.ts";

/** A value at the nominal point, and the band that holds 95 % of draws. */
export interface BandPoint {
  /** Every other factor at its nominal value; null where there is none. */
  readonly deterministic: number | null;
  readonly low: number | null;
  readonly median: number | null;
  readonly high: number | null;
}

/** The left side of a target at one value of a factor. */
export interface CurvePoint extends BandPoint {
  readonly value: number;
}

/** Where the target is met at one value of the second factor, over the draws that have such a value in the range. */
export interface PlateauPoint extends CurvePoint {
  /** Probability that there is one. */
  readonly found: Estimate;
}

/** The left side of a target over two factors. */
export interface BreakEvenMap {
  readonly factor: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** One row for each value of `factor`, one cell for each of the curve's values. */
  readonly cells: readonly (readonly BandPoint[])[];
  /** The line on which the target is met: for each value of `factor` the value of the first factor. */
  readonly plateau: readonly PlateauPoint[];
}

/** The value of a factor at which a target is met. */
export interface BreakEvenResult {
  /** As the scenario calls it; the name of the factor for one asked for on the command line. */
  readonly id: string;
  /** In words. */
  readonly statement?: string;
  readonly factor: string;
  /** Factors that take the same value. */
  readonly with: readonly string[];
  readonly target: string;
  /** The left side of the target, which the curve shows. */
  readonly left: string;
  /** The right side, where it is a number. */
  readonly level: number | null;
  readonly from: number;
  readonly to: number;
  /** Probability that there is such a value in the range. */
  readonly found: Estimate;
  /** The value, over the draws that have one; the others are its failures. */
  readonly value: OutputResult;
  /** Draws with more than one such value; the first is taken. */
  readonly several: number;
  readonly curve: readonly CurvePoint[];
  /** The points of the curve with the least and the greatest median. */
  readonly least: CurvePoint | null;
  readonly greatest: CurvePoint | null;
  readonly map?: BreakEvenMap;
}
