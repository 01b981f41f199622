import type { AnalysisReport } from "./analysis-report.ts";
import { givenReports } from "./given.ts";
import { pointReports } from "./points.ts";

/** Every method whose results are shown, in the order in which they are. */
export const analysisReports: readonly AnalysisReport[] = [...pointReports, ...givenReports];
