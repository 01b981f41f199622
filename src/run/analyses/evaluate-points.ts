import { type Directions, makePlan, type Plan } from "../../design/index.ts";
import { layOutColumns } from "../../evaluate/columns.ts";
import type { Points } from "../../evaluate/points/points.ts";
import { compile } from "../../evaluate/program.ts";
import type { Model } from "../../model/model.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Executor, Progress } from "../executor.ts";
import { runPoints } from "../points-job.ts";
import type { Reductions } from "../reductions.ts";

/** What analyses that choose their own points work on: a model that computes the targets and nothing else. */
export interface PointContext {
  readonly scenario: Scenario;
  readonly model: Model;
  readonly reductions: Reductions;
  /** The targets as written, one for each quantity. */
  readonly targets: readonly string[];
  readonly directions: Directions;
  readonly executor: Executor;
  readonly progress: Progress;
  /** Told what the evaluation will cost, before it starts. */
  readonly tell: (text: string) => void;
}

/** The values of every target at the points, a column each. */
export function evaluatePoints(context: PointContext, points: Points): Promise<readonly Float64Array[]> {
  const { model, reductions, executor, progress, tell } = context;
  tell(`${points.rows * points.variants} evaluations`);
  return runPoints(
    { kind: "points", model, program: compile(model), reductions, points },
    executor,
    progress,
  );
}

/** Sobol' nets over the model's factors; `matrices`: how many independent samples. */
export function planPoints(
  context: PointContext,
  name: string,
  rows: number,
  replicates: number,
  matrices: 1 | 2 = 1,
): Plan {
  const { sampling } = context.scenario;
  return makePlan(
    {
      name,
      design: "sobol",
      draws: rows * replicates,
      replicates,
      seed: sampling.seed,
      columns: layOutColumns(context.model, matrices).columns,
      qmcDimensions: sampling.qmcDimensions,
    },
    context.directions,
  );
}

/** A factor that is drawn. */
export interface DrawnFactor {
  readonly id: string;
  /** Its places in the model: several where a choice decides which of them is used; they draw the same u. */
  readonly members: readonly number[];
  /** How many values it has at a time. */
  readonly components: number;
}

/** Every factor that is drawn, in the order of the model. */
export function drawnFactors({ factors }: Model): readonly DrawnFactor[] {
  const found = new Map<string, number[]>();
  factors.forEach(({ id, distribution }, index) => {
    if (distribution.family !== "constant") found.set(id, [...(found.get(id) ?? []), index]);
  });
  return Array.from(found, ([id, members]) => ({
    id,
    members,
    components: factors[members[0]!]!.components.length,
  }));
}

/** A number for a result file: null where it is not finite. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
