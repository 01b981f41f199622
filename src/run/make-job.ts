import { IssueError } from "../core/issue.ts";
import { type Directions, makePlan } from "../design/index.ts";
import { layOutColumns } from "../evaluate/columns.ts";
import { once } from "../evaluate/evaluate.ts";
import { compile } from "../evaluate/program.ts";
import type { BuiltModel } from "../model/build.ts";
import type { AggregateDeclaration, QuantityDeclaration, Scenario } from "../scenario/scenario.ts";
import type { BandsJob } from "./bands-work.ts";
import { samplingIssues } from "./check-sampling.ts";
import { evaluateNominal } from "./deterministic.ts";
import { type Nominal, type PreparedTrend, prepareTrend } from "./prepare-trend.ts";
import { bindQuantities } from "./quantities.ts";
import type { AggregateJob } from "./reductions.ts";
import { selectSystems } from "./select-systems.ts";
import { lineQuantities } from "./trend-line.ts";

/** Percentiles that every result has (interface: results). */
const standardQuantiles = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975];
const level = 0.95;

export interface PreparedAggregate {
  readonly declaration: AggregateDeclaration;
  readonly job: AggregateJob;
  readonly refusal: string | undefined;
}

/** Trends and aggregates of a scenario, those that cannot be computed included. */
export interface PreparedReductions {
  readonly trends: readonly PreparedTrend[];
  readonly aggregates: readonly PreparedAggregate[];
}

export interface PreparedJob extends PreparedReductions {
  readonly job: BandsJob;
  /** The quantities from this one on are points of the lines of the trends that are computed. */
  readonly firstLine: number;
}

/**
 * What to compute for a scenario: the plan over the model's factors, the trends and aggregates that exist, and some
 * quantities besides.
 *
 * @throws IssueError if the design cannot serve the sampling, or a quantity reads what cannot be computed.
 */
export function makeJob(
  scenario: Scenario,
  built: BuiltModel,
  directions: Directions,
  quantities: readonly QuantityDeclaration[] = [],
): PreparedJob {
  const { model } = built;
  const { sampling } = scenario;
  const issues = samplingIssues(sampling, model);
  if (issues.length > 0) throw new IssueError(issues);
  const plan = makePlan(
    {
      name: "bands",
      design: sampling.design,
      draws: sampling.draws,
      replicates: sampling.replicates,
      seed: sampling.seed,
      columns: layOutColumns(model).columns,
      qmcDimensions: sampling.qmcDimensions,
    },
    directions,
  );
  const prepared = prepareReductions(scenario, built);
  const bound = bindQuantities(prepared, model, quantities);
  const firstLine = bound.quantities.length;
  const lines = prepared.trends.filter(({ refusal }) => refusal === undefined).flatMap(lineQuantities);
  const job: BandsJob = {
    kind: "bands",
    model,
    program: compile(model),
    plan,
    draws: sampling.draws,
    outputs: scenario.outputs.length,
    reductions: { ...bound, quantities: [...bound.quantities, ...lines] },
    summary: {
      design: sampling.design,
      replicates: sampling.replicates,
      probabilities: [...new Set([...standardQuantiles, ...sampling.quantiles])].sort((a, b) => a - b),
      level,
    },
  };
  return { job, ...prepared, firstLine };
}

/** `nominal` gives the deterministic values, which frontiers and the choice of systems alone are about. */
export function prepareReductions(
  scenario: Scenario,
  built: BuiltModel,
  nominal: Nominal = once(() => evaluateNominal({ model: built.model, program: compile(built.model) })),
): PreparedReductions {
  return {
    trends: scenario.trends.map((declaration) => prepareTrend(scenario, built, declaration, nominal)),
    aggregates: scenario.aggregates.map((declaration) => prepareAggregate(scenario, built, declaration)),
  };
}

function prepareAggregate(
  scenario: Scenario,
  built: BuiltModel,
  declaration: AggregateDeclaration,
): PreparedAggregate {
  const systems = selectSystems(scenario, built, declaration.where);
  const job = { target: built.model.targets.indexOf(declaration.of), reduce: declaration.reduce, systems };
  return { declaration, job, refusal: systems.length === 0 ? "no system meets its `where`" : undefined };
}
