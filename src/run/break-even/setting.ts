import { estimateProbability } from "../../analyze/claims/probability.ts";
import { type Estimate, pointEstimate } from "../../analyze/estimate.ts";
import { type OutputSummary, type SummaryContext, summarizeColumn } from "../../analyze/summarize.ts";
import { compile } from "../../evaluate/program.ts";
import { call } from "../../expression/make-expr.ts";
import { buildModel } from "../../model/build.ts";
import { unitsOf } from "../../model/unit-check.ts";
import type { BandPoint } from "../../result/break-even-result.ts";
import type {
  BreakEvenDeclaration,
  QuantityDeclaration,
  RangedFactor,
  Scenario,
} from "../../scenario/scenario.ts";
import { finiteOrNull } from "../analyses/evaluate-points.ts";
import type { Progress } from "../executor.ts";
import { makeJob } from "../make-job.ts";
import { bindQuantities, narrow } from "../quantities.ts";
import type { RunOptions } from "../run.ts";
import { summarizeConstant } from "../summarize-constant.ts";
import { drawOver } from "./draw-over.ts";
import type { GridAxis, Sides } from "./grid.ts";

/** What a break-even is computed with, and how draws are summarised. */
export interface Setting {
  readonly sides: Sides;
  readonly summary: SummaryContext;
  /** Factors by their numbers in the model, to take these values. */
  axis(names: readonly string[], values: readonly number[]): GridAxis;
  unitOf(name: string): string;
}

/**
 * Builds the model with the factors in question drawn over their ranges, all others as the scenario has them; `map`: the
 * second factor of a map, where that is what is computed.
 *
 * @throws IssueError where the scenario cannot be run, or has no such factor.
 */
export function prepareBreakEven(
  scenario: Scenario,
  { factor, values, with: others, target }: BreakEvenDeclaration,
  options: Pick<RunOptions, "directions" | "executor" | "backEnd">,
  progress: Progress,
  map?: RangedFactor,
): Setting {
  const along = [factor, ...others].map((name) => ({ factor: name, values }));
  const ranged = map === undefined ? along : [...along, map];
  const changed = drawOver(scenario, ranged);
  const built = buildModel(changed);
  const prepared = makeJob(changed, built, options.directions);
  const { plan, summary } = prepared.job;
  const { model, reductions } = narrow(built.model, bindQuantities(prepared, built.model, sidesOf(target)));
  const backEnd = options.backEnd === undefined ? {} : { backEnd: options.backEnd };
  const job = { model, program: compile(model), reductions, ...backEnd };
  const names = ranged.map((one) => one.factor);
  const varies = model.factors.some(
    ({ id, distribution }) => !names.includes(id) && distribution.family !== "constant",
  );
  const units = unitsOf(changed);
  const numbersOf = (name: string): readonly number[] =>
    model.factors.flatMap(({ id }, number) => (id === name ? [number] : []));
  return {
    sides: {
      job,
      plan: varies ? plan : null,
      rows: varies ? plan.draws + 1 : 1,
      executor: options.executor,
      progress,
    },
    summary,
    axis: (wanted, at) => ({ factors: wanted.flatMap(numbersOf), values: at }),
    unitOf: (name) => units.get(name) ?? "1",
  };
}

/** The left side, and left less right. */
function sidesOf(target: QuantityDeclaration): readonly QuantityDeclaration[] {
  const { expr } = target;
  if (expr.kind !== "call") throw new Error(`break-even: got ${target.id}, expected two sides with ==`);
  const [left, right] = expr.args;
  return [
    { ...target, expr: left! },
    { ...target, expr: call("subtract", left!, right!) },
  ];
}

/** The last row: every other factor at its nominal value. */
export function nominalOf(values: Float64Array): number {
  return values.at(-1)!;
}

/** The draws of a column; without any, the nominal point stands for them. */
export function summarize(values: Float64Array, { sides, summary }: Setting): OutputSummary {
  return sides.plan === null
    ? summarizeConstant(nominalOf(values), summary.probabilities)
    : summarizeColumn(values.subarray(0, -1), summary);
}

/** The draws of a column; without any, the nominal point. */
export function drawsOf(values: Float64Array, { sides }: Setting): Float64Array {
  return values.subarray(0, sides.plan?.draws ?? 1);
}

/** The probability that there is a root. */
export function shareFound(roots: Float64Array, { sides, summary }: Setting): Estimate {
  const found = roots.map((root) => Number(!Number.isNaN(root)));
  if (sides.plan === null) return pointEstimate(nominalOf(found), "no other factor varies: evaluated once");
  return estimateProbability(found.subarray(0, -1), summary);
}

export function bandPoint(values: Float64Array, setting: Setting): BandPoint {
  const probabilities = [0.025, 0.5, 0.975];
  const within = { ...setting, summary: { ...setting.summary, probabilities } };
  const [low, median, high] = summarize(values, within).quantiles.map(({ value }) => value);
  return {
    deterministic: finiteOrNull(nominalOf(values)),
    low: low ?? null,
    median: median ?? null,
    high: high ?? null,
  };
}
