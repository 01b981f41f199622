import type { MorrisResult, SobolResult } from "./sensitivity-result.ts";

/** The results of analyses, one entry for each target; a key for each method, in the order of a result file. */
export interface AnalysisResults {
  readonly sobol?: readonly SobolResult[];
  readonly morris?: readonly MorrisResult[];
}
