import type { SumsLayout } from "../../analyze/sobol/sums.ts";
import { IssueError } from "../../core/issue.ts";
import type { PlanDescription } from "../../design/index.ts";
import { describePlan } from "../../design/index.ts";
import { planSaltelli, type SaltelliPlan } from "../../design/saltelli.ts";
import { layOutColumns } from "../../evaluate/columns.ts";
import { countVariants, type Swaps } from "../../evaluate/variants.ts";
import type { Model } from "../../model/model.ts";
import type { Place } from "../../scenario/scenario.ts";
import type { Grouping } from "./groups.ts";
import type { AnalysisSetting } from "./setting.ts";

/** Most shared factors: A and B each need a Sobol' dimension for them. */
const mostShared = 10_600;

/** What of a declaration makes a Saltelli design. */
export interface SaltelliSettings {
  readonly design: "random" | "lhs" | "sobol";
  readonly base: number;
  readonly replicates: number;
  readonly both: boolean;
  readonly place: Place;
}

/** The points of an analysis: a plan of A and B, and which factors are swapped. */
export interface SobolDesign {
  readonly plan: SaltelliPlan;
  readonly swaps: Swaps;
  /** Evaluations for each row of A. */
  readonly points: number;
}

/**
 * The design over all factors of a model. `name` is that of the analysis, so that equal seeds give it draws of its own.
 *
 * @throws IssueError where there are more shared factors than Sobol' dimensions for them.
 */
export function designSobol(
  { scenario, directions }: Pick<AnalysisSetting, "scenario" | "directions">,
  model: Model,
  { groupOf, groups }: Grouping,
  settings: SaltelliSettings,
  mostRows: number,
): SobolDesign {
  const { design, replicates, both, place } = settings;
  const shared = model.factors.filter((factor) => factor.shared).length;
  if (design === "sobol" && shared > mostShared) {
    const hint =
      "Give those that need no rank of their own one scope, so that they are components of one factor, padded with hashed points beyond `qmc_dimensions`; or use groups of them in `morris`.";
    const expected = `at most ${mostShared}, for which there are Sobol' dimensions`;
    throw new IssueError([{ ...place, got: `${shared} shared factors`, expected, hint }]);
  }
  const { seed, qmcDimensions } = scenario.sampling;
  const { columns } = layOutColumns(model, 2);
  const plan = planSaltelli(
    { name: "sobol", design, mostRows, replicates, seed, columns, qmcDimensions },
    directions,
  );
  const swaps: Swaps = { groupOf, groups: groups.length, both };
  return { plan, swaps, points: countVariants(swaps) };
}

/** A plan as a manifest has it: what is needed to draw the same points again; components are counted, not listed. */
export function describeSobolPlan(
  { plan, swaps }: SobolDesign,
  base: number,
  replicates: number,
): Omit<PlanDescription, "columns" | "draws"> & Readonly<Record<string, unknown>> {
  const { columns, draws: _, ...described } = describePlan(plan.plan);
  const factors = new Map<string, { components: number; dimensions: number[]; hashed: number }>();
  for (const { factor, dimension, matrix } of columns) {
    const found = factors.get(factor) ?? { components: 0, dimensions: [], hashed: 0 };
    factors.set(factor, found);
    if ((matrix ?? 0) === 0) found.components++;
    if (dimension === "hashed") found.hashed++;
    else found.dimensions.push(dimension);
  }
  return {
    ...described,
    replicates,
    base,
    rowsPerReplicate: plan.capacity,
    both: swaps.both,
    columns: Array.from(factors, ([factor, about]) => ({ factor, ...about })),
  };
}

/** Which sums a design needs. */
export function sumsLayout({ swaps }: SobolDesign, order: 1 | 2): SumsLayout {
  return { groups: swaps.groups, both: swaps.both, second: order === 2 };
}
