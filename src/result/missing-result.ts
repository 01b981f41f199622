import type { Estimate } from "../analyze/estimate.ts";
import type { OutputResult } from "./result.ts";

/** One way in which imputed systems may differ from what a regression gives them. */
export interface MissingAxis {
  /** The part that is shifted: `f.shift` or `f.shift_per_year`. */
  readonly shift: string;
  /** Of the scale of the regression: `log10` or the factor's own. */
  readonly unit: string;
  /** Of a shift per year: the name of the year, and the year in which it is nothing. */
  readonly over?: string;
  readonly centre?: number;
  readonly from: number;
  readonly to: number;
  /** Probability that the claim turns over somewhere between the ends. */
  readonly found: Estimate;
  /** The shift at which it does, over the draws in which it does. */
  readonly turns: OutputResult;
  /** Draws in which it does more than once; the first is taken. */
  readonly several: number;
  /** Probability of the claim along the shift. */
  readonly curve: readonly { readonly value: number; readonly holds: Estimate }[];
}

/** How different the systems without a record would have to be for a claim to turn over. */
export interface MissingResult {
  /** Id of the claim. */
  readonly output: string;
  readonly statement: string;
  readonly factor: string;
  /** Systems of the table with a value of the factor, and those without. */
  readonly recorded: number;
  readonly imputed: number;
  readonly axes: readonly MissingAxis[];
}

/** A regression behind a factor, as it was fitted. */
export interface ImputationResult {
  readonly factor: string;
  readonly unit: string;
  readonly scale: "log10" | "linear";
  readonly recorded: number;
  readonly fits: readonly {
    /** Systems it was fitted on, and those whose value it gives. */
    readonly systems: number;
    readonly imputed: number;
    readonly r2: number | null;
    readonly residualSd: number;
    readonly degreesOfFreedom: number;
    /** At the means of the predictors. */
    readonly level: Estimate;
    readonly coefficients: readonly {
      readonly predictor: string;
      readonly mean: number;
      readonly value: Estimate;
    }[];
  }[];
}
