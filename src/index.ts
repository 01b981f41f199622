/** The engine as a library: no Node API, so it runs in a browser too. Files come through a `FileReader`. */
export type { FileReader } from "./core/file-reader.ts";
export { formatIssue, type Issue, IssueError } from "./core/issue.ts";
export { type Directions, parseDirections } from "./design/index.ts";
export { bindDistribution, checkDistribution } from "./families/bind.ts";
export type { Distribution } from "./families/family.ts";
export { families } from "./families/index.ts";
export { buildModel } from "./model/build.ts";
export type { Result } from "./result/result.ts";
export type { Executor, Progress } from "./run/executor.ts";
export { inline } from "./run/inline.ts";
export { type RunOptions, runScenario } from "./run/run.ts";
export { type LoadOptions, loadScenario } from "./scenario/load.ts";
export type { Scenario } from "./scenario/scenario.ts";
