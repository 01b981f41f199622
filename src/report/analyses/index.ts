import type { AnalysisReport } from "./analysis-report.ts";
import { givenReports } from "./given.ts";
import { missingReport } from "./missing.ts";
import { morrisReport } from "./morris.ts";
import { pointReports } from "./points.ts";
import { sobolReport } from "./sobol.ts";

/** Every method whose results are shown, in the order in which they are. */
export const analysisReports: readonly AnalysisReport[] = [
  sobolReport,
  morrisReport,
  ...pointReports,
  missingReport,
  ...givenReports,
];
