import type { AnalysisResults } from "../../result/analysis-results.ts";
import { type Analyses, type AnalysisName, givenNames } from "../../scenario/analyses/index.ts";
import { untilShardDone } from "../checkpoint.ts";
import { within } from "../executor.ts";
import { givenMethod } from "./given-method.ts";
import type { Analysed, Method } from "./method.ts";
import { missing } from "./missing.ts";
import { morris } from "./morris.ts";
import { pointMethod } from "./point-method.ts";
import { runDgsm } from "./run-dgsm.ts";
import { runEfast } from "./run-efast.ts";
import { runNested } from "./run-nested.ts";
import { runTornado, runTwoWay } from "./run-one-at-a-time.ts";
import { runShapley } from "./run-shapley.ts";
import type { AnalysisSetting } from "./setting.ts";
import { sobol } from "./sobol.ts";

/** Every method that can be run, in the order in which they are. */
const methods = [
  sobol,
  morris,
  pointMethod("shapley", runShapley),
  pointMethod("efast", runEfast),
  pointMethod("dgsm", runDgsm),
  pointMethod("tornado", runTornado),
  pointMethod("twoWay", runTwoWay),
  pointMethod("nested", runNested),
  missing,
  ...givenNames.map(givenMethod),
] as const;

/** What the analyses of a scenario gave, and the plan of each. */
export interface AnalysesRun {
  readonly results: AnalysisResults;
  readonly plans: Readonly<Record<string, unknown>>;
}

type AnyMethod = (typeof methods)[number];

function methodsOf(analyses: Analyses): readonly AnyMethod[] {
  return methods.filter(({ name }) => analyses[name] !== undefined);
}

/** Computes a shard of what the analyses evaluate. Those that only read the draws of the bands evaluate nothing. */
export async function shardAnalyses(analyses: Analyses, setting: AnalysisSetting): Promise<void> {
  const wanted = methodsOf(analyses).filter(({ name }) => !givenNames.some((given) => given === name));
  for (const [index, method] of wanted.entries()) {
    const progress = (done: number): void => setting.progress((index + done) / wanted.length);
    await untilShardDone(() => runMethod(method, analyses, { ...setting, progress }));
  }
}

/** Runs the analyses that a scenario asks for. `progress` is told the share of all of them. */
export async function runAnalyses(analyses: Analyses, setting: AnalysisSetting): Promise<AnalysesRun> {
  const wanted = methodsOf(analyses);
  let results: AnalysisResults = {};
  const plans: Record<string, unknown> = {};
  for (const [index, method] of wanted.entries()) {
    const progress = (done: number): void => setting.progress((index + done) / wanted.length);
    const found = await runMethod(method, analyses, { ...setting, progress });
    results = { ...results, ...found.results };
    if (found.plan !== undefined) plans[method.name] = found.plan;
  }
  return { results, plans };
}

function runMethod<N extends AnalysisName>(
  method: Method<N>,
  analyses: Analyses,
  setting: AnalysisSetting,
): Promise<Analysed> {
  const executor = within(setting.executor, method.name);
  return method.run(analyses[method.name]! as NonNullable<Analyses[N]>, { ...setting, executor });
}
