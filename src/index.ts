/**
 * The engine as a library: the verbs of the command line, typed. No Node API, so it runs in a browser too; files come
 * through a `FileReader`. In Node the entry is `src/node/index.ts`, which reads them from the disk.
 */
export type { AbsentEstimate, Estimate } from "./analyze/estimate.ts";
export type { FileReader } from "./core/file-reader.ts";
export { formatIssue, type Issue, IssueError } from "./core/issue.ts";
export { type Directions, parseDirections } from "./design/index.ts";
export { type ExportTable, tablesOf } from "./exports/tables.ts";
export { addFunction, type OwnFunction, type UnitRule } from "./expression/own-functions.ts";
export { bindDistribution, checkDistribution } from "./families/bind.ts";
export { finite, parameters, positive, weight } from "./families/extend.ts";
export { type Distribution, defineFamily, type Family } from "./families/family.ts";
export { addFamily, families } from "./families/index.ts";
export { type RuleContext, rule, type Schema } from "./families/schema.ts";
export type { Imported, Importer, ImportInput, ImportReport } from "./importers/importer.ts";
export { importers } from "./importers/index.ts";
export { buildModel } from "./model/build.ts";
export type { Explanation } from "./model/explain.ts";
export type { AnalysisResults } from "./result/analysis-results.ts";
export type { BreakEvenRequest, Request } from "./result/request.ts";
export type * from "./result/result.ts";
export type { MadeElsewhere } from "./run/analyses/made-elsewhere.ts";
export type { ScenarioDesign } from "./run/design-scenario.ts";
export type { DrawBlock, Draws } from "./run/draws.ts";
export type { Executor, Progress } from "./run/executor.ts";
export { inline } from "./run/inline.ts";
export {
  analyzeOutputs,
  breakEven,
  calibrate,
  compare,
  design,
} from "./run/questions.ts";
export { type RunOptions, runScenario } from "./run/run.ts";
export type { BatchItem, BatchOutcome } from "./run/run-batch.ts";
export {
  analyze,
  check,
  draws,
  engineVersion,
  explain,
  morris,
  run,
  sensitivity,
  sobol,
  type VerbOptions,
} from "./run/verbs.ts";
export { listMembers, loadScenario } from "./scenario/load.ts";
export type { LoadOptions } from "./scenario/load-options.ts";
export type { Member } from "./scenario/read-vary.ts";
export type { Scenario } from "./scenario/scenario.ts";
export { makeSchemas } from "./schema/schemas.ts";
export { type Columns, tableOf } from "./table/from-columns.ts";
export type { Table } from "./table/table.ts";
