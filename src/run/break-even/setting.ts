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
import type { GridAxis, Sides } from "./search.ts";

/** What a break-even is computed with: the nominal point, the draws, and how these are summarised. */
export interface Setting {
  readonly nominal: Sides;
  /** The nominal point too where no other factor varies. */
  readonly drawn: Sides;
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
  const job = { kind: "points", model, program: compile(model), reductions, ...backEnd } as const;
  const names = ranged.map((one) => one.factor);
  const varies = model.factors.some(
    ({ id, distribution }) => !names.includes(id) && distribution.family !== "constant",
  );
  const units = unitsOf(changed);
  const numbersOf = (name: string): readonly number[] =>
    model.factors.flatMap(({ id }, number) => (id === name ? [number] : []));
  return {
    nominal: { job, plan: null, executor: options.executor, progress: () => {} },
    drawn: { job, plan: varies ? plan : null, executor: options.executor, progress },
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

/** Values of which some may be NaN; where they are the nominal point alone, that and no spread. */
export function summarize(values: Float64Array, { drawn, summary }: Setting): OutputSummary {
  return drawn.plan === null
    ? summarizeConstant(values[0]!, summary.probabilities)
    : summarizeColumn(values, summary);
}

/** The probability that there is a root. */
export function shareFound(roots: Float64Array, { drawn, summary }: Setting): Estimate {
  const found = roots.map((root) => Number(!Number.isNaN(root)));
  if (drawn.plan === null) return pointEstimate(found[0]!, "no other factor varies: evaluated once");
  return estimateProbability(found, summary);
}

export function bandPoint(deterministic: number, values: Float64Array, setting: Setting): BandPoint {
  const probabilities = [0.025, 0.5, 0.975];
  const within = { ...setting, summary: { ...setting.summary, probabilities } };
  const [low, median, high] = summarize(values, within).quantiles.map(({ value }) => value);
  return {
    deterministic: finiteOrNull(deterministic),
    low: low ?? null,
    median: median ?? null,
    high: high ?? null,
  };
}
