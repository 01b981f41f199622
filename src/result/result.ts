import type { AbsentEstimate, Estimate } from "../analyze/estimate.ts";
import type { QuantileEstimate } from "../analyze/summarize.ts";
import type { Explanation } from "../model/explain.ts";
import type { FactorExplanation } from "../model/explain-factor.ts";
import type { TableDescription } from "../table/data-package.ts";
import type { AnalysisResults } from "./analysis-results.ts";
import type { BreakEvenResult } from "./break-even-result.ts";
import type { ClaimResult } from "./claim-result.ts";
import type { ComparisonResult } from "./comparison-result.ts";
import type { ImputationResult } from "./missing-result.ts";
import type { Request } from "./request.ts";

/** What is reported of one value: its nominal result beside the summary of its draws. All in `unit` but the counts. */
export interface OutputResult {
  readonly id: string;
  readonly unit: string;
  /** Every factor at its nominal value; null where the model is not defined there. */
  readonly deterministic: number | null;
  readonly mean: Estimate;
  readonly sd: Estimate;
  readonly quantiles: readonly QuantileEstimate[];
  readonly draws: number;
  /** Draws that were not finite; the estimates are over the others. */
  readonly failures: number;
}

export interface SystemResult {
  readonly system: string;
  readonly outputs: readonly OutputResult[];
}

export interface LinePoint extends OutputResult {
  readonly over: number;
}

/** What a trend measures, in each draw. */
export interface TrendMeasures {
  readonly growthPerYear: OutputResult;
  readonly doublingMonths: OutputResult;
  /** log10 of the value per year. */
  readonly slope: OutputResult;
  readonly r2Draws: OutputResult;
}

/**
 * Log-linear growth over dates; the draws carry the uncertainty of factors, `regression` the scatter of systems. Where
 * the choice of systems is drawn too (`system_sample`), the measures are those of both together.
 */
export interface TrendResult extends TrendMeasures {
  readonly id: string;
  readonly of: string;
  readonly over: string;
  readonly fit: "ols" | "theil-sen" | "frontier";
  /** Number of systems in the fit. */
  readonly systems: number;
  /** Of the deterministic fit; null where it has none. */
  readonly r2: number | null;
  /** Ordinary least squares on the deterministic values, with the intervals of the regression. */
  readonly regression:
    | { readonly growthPerYear: Estimate; readonly doublingMonths: Estimate }
    | AbsentEstimate;
  /** The systems of the fit, each at its value of `over`. */
  readonly points?: readonly { readonly system: string; readonly over: number }[];
  /** The fitted line at values of `over` from the first to the last, in the unit of `of`. */
  readonly line?: readonly LinePoint[];
  /** With all systems counted alike: the inputs alone. */
  readonly inputs?: TrendMeasures;
  /** With every factor at its nominal value: the choice of systems alone. */
  readonly composition?: TrendMeasures;
  /** Shares of the variance of the slope: of either alone, and what is left for the two together. */
  readonly variance?: { readonly inputs: Estimate; readonly composition: Estimate; readonly both: Estimate };
  /** What a reader must know of this fit. */
  readonly notes?: readonly string[];
}

export interface AggregateResult extends OutputResult {
  readonly of: string;
  readonly reduce: string;
  readonly systems: number;
}

/** An expression over results, in every draw. */
export interface QuantityResult extends OutputResult {
  /** In words. */
  readonly statement?: string;
  readonly expr: string;
}

/** What a result rests on; places in files are left out, so that it does not depend on where these lie. */
export interface Assumptions
  extends Omit<Explanation, "name" | "notes" | "excluded" | "factors" | "correlations"> {
  readonly factors: readonly Omit<FactorExplanation, "declared">[];
  readonly correlations: readonly Omit<Explanation["correlations"][number], "place">[];
}

/** What a run was made of: enough to repeat it, and to tell whether another run is the same. */
export interface Manifest {
  readonly version: string;
  readonly node: string;
  readonly backEnd: string;
  readonly scenarioDigest: string;
  readonly inputs: readonly { readonly name: string; readonly sha256: string }[];
  readonly seed: number | string;
  readonly plan: unknown;
  /** Families and functions from outside that were there, e.g. `function cap`; plugins are among the inputs too. */
  readonly additions?: readonly string[];
  /** The command line that computed it, from `rebound` on, as far as it is known. */
  readonly command?: string;
  /** The scenario as it was asked for, for `rebound reproduce`. */
  readonly request?: Request;
  readonly resultDigest: string;
}

/** A whole result: `rebound-result/1`. Keys stand in this order in files. */
export interface Result extends AnalysisResults {
  readonly format: "rebound-result/1";
  readonly name: string;
  readonly notes: readonly string[];
  /** The scenario as it resolved: equations, constants, factors with distributions and sources. */
  readonly assumptions?: Assumptions;
  /** Tables that were read, as their data packages describe them. */
  readonly data?: readonly TableDescription[];
  /** What the results leave out, in words; absent where the model says nothing. */
  readonly excluded?: readonly string[];
  /** Of a model without a table. */
  readonly outputs: readonly OutputResult[];
  /** Of a model with a table; a model without has none. */
  readonly systems?: readonly SystemResult[];
  readonly aggregates: readonly AggregateResult[];
  readonly trends: readonly TrendResult[];
  /** Regressions that gave the values that a table does not have. */
  readonly imputations?: readonly ImputationResult[];
  /** Expressions over results that the scenario asks for. */
  readonly quantities?: readonly QuantityResult[];
  /** Of one scenario against another. */
  readonly comparisons?: readonly ComparisonResult[];
  readonly breakEven?: readonly BreakEvenResult[];
  /** Of a scenario with claims. */
  readonly claims?: readonly ClaimResult[];
  readonly manifest: Manifest;
}
