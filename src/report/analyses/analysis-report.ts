import type { Result } from "../../result/result.ts";
import type { AnalysisName } from "../../scenario/analyses/index.ts";
import type { Row } from "../rows.ts";

/** How the results of one method are shown. A new method is a file that exports one, and a line in `index.ts`. */
export interface AnalysisReport {
  readonly name: AnalysisName;
  /** Stands with the claims, before the figures behind them. */
  readonly place?: "conclusions";
  /** Sections for a terminal; none where the result has nothing of the method. `bold` marks headings. */
  sections(result: Result, bold: (text: string) => string): readonly string[];
  /** Tables by file name; undefined where the result has nothing for one. */
  readonly tables: Readonly<Record<string, (result: Result) => readonly Row[] | undefined>>;
}
