import type { AnalysisResults } from "../../result/analysis-results.ts";
import type { Analyses, AnalysisName } from "../../scenario/analyses/index.ts";
import type { AnalysisSetting } from "./setting.ts";

/** What a method found: its part of the result, and its plan as the manifest has it. */
export interface Analysed {
  readonly results: AnalysisResults;
  readonly plan?: unknown;
}

/**
 * A method of sensitivity analysis. A new one is a file that exports a `Method`, and a line in `index.ts`; how its section
 * of a scenario is read is in `src/scenario/analyses`.
 */
export interface Method<N extends AnalysisName> {
  readonly name: N;
  /** @throws IssueError where the scenario cannot be analysed so. */
  run(declaration: NonNullable<Analyses[N]>, setting: AnalysisSetting): Promise<Analysed>;
}
