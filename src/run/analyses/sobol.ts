import { lookAt } from "../../analyze/sobol/centring.ts";
import type { EstimateOptions } from "../../analyze/sobol/estimate-sobol.ts";
import { chooseEstimator } from "../../analyze/sobol/estimators.ts";
import type { IntervalMethod } from "../../analyze/sobol/intervals.ts";
import { IssueError } from "../../core/issue.ts";
import type { Key } from "../../design/random-words.ts";
import { saltelliRow } from "../../design/saltelli.ts";
import { variantRows } from "../../evaluate/variants.ts";
import { log } from "../../math/elementary.ts";
import type { ConvergenceStep, SobolResult } from "../../result/sensitivity-result.ts";
import type { SobolDeclaration } from "../../scenario/analyses/index.ts";
import { runPieces, type Session } from "../executor.ts";
import { prepareSaltelli } from "../saltelli.ts";
import { type BlockSums, cutRows, type Reduction, type SobolJob, sobolKind } from "../sobol-job.ts";
import { describeConvergence, isConverged, stepOf } from "./convergence.ts";
import { describeSobol } from "./describe-sobol.ts";
import { fixFactors } from "./fixing.ts";
import { type Grouping, makeGroups } from "./groups.ts";
import type { Method } from "./method.ts";
import { type AnalysisSetting, evaluationOf, type TargetEvaluation } from "./setting.ts";
import { describeSobolPlan, designSobol, type SobolDesign, sumsLayout } from "./sobol-design.ts";
import { mostParts, SobolParts } from "./sobol-parts.ts";

const level = 0.95;
const resamples = 1000;
/** Rows of A and B that a first look at each target takes. */
const pilotRows = 64;
/** Rows on which factors are fixed: enough for a band. */
const fixedRows = { least: 512, most: 4096 } as const;
/** Doublings that a budget allows where none is stated. */
const defaultDoublings = 6;

/** How intervals are made for a design: over its replicates where those are independent, else by a bootstrap. */
export function intervalMethod(
  { design, replicates }: Pick<SobolDeclaration, "design" | "replicates">,
  key: Key,
): IntervalMethod {
  if (design !== "random" && replicates > 1) return { kind: "replicates" };
  const conservative = { random: undefined, sobol: "one net", lhs: "one hypercube" }[design];
  return { kind: "bootstrap", key, resamples, conservative };
}

export const sobol: Method<"sobol"> = {
  name: "sobol",
  async run(declaration, setting) {
    const evaluation = evaluationOf(setting, declaration.targets);
    const grouping = makeGroups(evaluation.model, declaration);
    if (grouping.groups.length === 0) return { results: { sobol: [] } };
    const sizes = planSizes(declaration, grouping.groups.length);
    const design = designSobol(setting, evaluation.model, grouping, declaration, sizes.at(-1)!);
    state(declaration, design, setting);
    const found = await estimate(declaration, setting, evaluation, grouping, design, sizes);
    const { base } = found[0]!;
    const most = declaration.design === "lhs" ? declaration.base : fixedRows.most;
    const rows = Math.min(most, Math.max(fixedRows.least, base));
    const { groups } = grouping;
    const results = await fixFactors(found, { setting, evaluation, design, groups, rows });
    return { results: { sobol: results }, plan: describeSobolPlan(design, base, declaration.replicates) };
  },
};

/** Base sizes to try: one, or as many doublings as the budget allows. */
function planSizes(
  { base, replicates, both, until, place }: SobolDeclaration,
  groups: number,
): readonly number[] {
  if (until === undefined) return [base];
  const points = 2 + groups * (both ? 2 : 1);
  const budget = until.budget ?? base * 2 ** defaultDoublings * replicates * points;
  const sizes: number[] = [];
  for (let size = base; size * replicates * points <= budget; size *= 2) sizes.push(size);
  if (sizes.length > 0) return sizes;
  throw new IssueError([
    {
      ...place,
      path: `${place.path}.until.budget`,
      got: `${budget}`,
      expected: `at least ${base * replicates * points} evaluations, which the first size takes`,
      hint: "Raise it, or begin with a smaller base.",
    },
  ]);
}

/** Says what the analysis will cost, before it starts. */
function state(
  { base, replicates, until }: SobolDeclaration,
  { points, swaps }: SobolDesign,
  { tell }: AnalysisSetting,
): void {
  const evaluations = base * replicates * points;
  const size = `${replicates} × ${base} rows of A, ${points} points each (${swaps.groups} groups)`;
  const more = until === undefined ? "" : ", doubled until the intervals are narrow enough";
  tell(`sobol: ${evaluations} evaluations: ${size}${more}`);
}

/** Centre and scale of each target, from a few rows of the first replicate: a function of plan and seed. */
function lookAtTargets(
  { model, program, reductions, targets }: TargetEvaluation,
  { plan }: SobolDesign,
  { base, log: wanted }: SobolDeclaration,
): readonly Reduction[] {
  const swaps = { groupOf: new Int32Array(model.factors.length).fill(-1), groups: 0, both: false };
  const evaluate = prepareSaltelli({ model, program, reductions, plan: plan.plan, swaps });
  const values = targets.map(() => new Float64Array(2 * Math.min(base, pilotRows)));
  evaluate(0, values[0]!.length / 2, (rows, y) => {
    for (const [quantity, seen] of values.entries()) {
      seen.set(y(0, quantity).subarray(0, rows));
      seen.set(y(1, quantity).subarray(0, rows), rows);
    }
  });
  return values.map((seen) => {
    const { centre, scale, skewed } = lookAt(seen);
    const plain = { centre, scale };
    const takeLog = wanted === "always" || (wanted === "auto" && skewed);
    return takeLog ? { plain, log: lookAt(seen.map(log)) } : { plain };
  });
}

/** Runs the design, doubled as often as it takes, and estimates every target. */
async function estimate(
  declaration: SobolDeclaration,
  setting: AnalysisSetting,
  evaluation: TargetEvaluation,
  { groups }: Grouping,
  design: SobolDesign,
  sizes: readonly number[],
): Promise<readonly SobolResult[]> {
  const { replicates, until, order, estimator, failures } = declaration;
  const layout = sumsLayout(design, order);
  const by = lookAtTargets(evaluation, design, declaration);
  const method = intervalMethod(declaration, design.plan.plan.key);
  const options: EstimateOptions = {
    layout,
    estimator: chooseEstimator(estimator, layout.both),
    method,
    failures,
    level,
  };
  const { model, program, reductions, targets } = evaluation;
  const blockRows =
    method.kind === "replicates"
      ? variantRows
      : Math.min(variantRows, Math.ceil((declaration.base * replicates) / mostParts));
  const job: SobolJob = {
    kind: "sobol",
    model,
    program,
    reductions,
    plan: design.plan.plan,
    swaps: design.swaps,
    layout,
    by,
    blockRows,
  };
  const parts = new SobolParts(layout, targets.length, replicates, method.kind === "replicates");
  const session = setting.executor.open(job, 0);
  const steps: ConvergenceStep[][] = targets.map(() => []);
  let results: readonly SobolResult[] = [];
  for (const [index, base] of sizes.entries()) {
    parts.add(await runRows(session, design, replicates, sizes[index - 1] ?? 0, base, setting));
    const evaluations = base * replicates * design.points;
    results = targets.map(({ id }, quantity) => {
      const { plain, log } = by[quantity]!;
      const logSums = log === undefined ? {} : { log: { parts: parts.log(quantity), by: log } };
      const sums = { parts: parts.plain(quantity), by: plain, ...logSums };
      const about = { output: id, groups, base, replicates, evaluations };
      return describeSobol(sums, about, options, declaration.tolerance);
    });
    for (const [quantity, result] of results.entries()) steps[quantity]!.push(stepOf(result));
    if (until !== undefined && steps.every((own) => isConverged(own, until.halfWidth))) break;
  }
  if (until === undefined) return results;
  const budget = until.budget ?? sizes.at(-1)! * replicates * design.points;
  return results.map((result, quantity) => ({
    ...result,
    convergence: describeConvergence(steps[quantity]!, until.halfWidth, budget),
  }));
}

/** Rows from..to−1 of each replicate: the sums of each replicate's blocks, in order. */
async function runRows(
  session: Session,
  { plan }: SobolDesign,
  replicates: number,
  from: number,
  to: number,
  { progress }: AnalysisSetting,
): Promise<readonly (readonly (readonly BlockSums[])[])[]> {
  const ranges = Array.from({ length: replicates }, (_, replicate) =>
    cutRows(from, to, saltelliRow(plan, replicate, 0)),
  );
  const found = await runPieces(session, sobolKind, ranges.flat(), progress);
  let next = 0;
  return ranges.map((own) => own.flatMap(() => found[next++]!));
}
