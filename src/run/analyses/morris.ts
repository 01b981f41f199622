import { type Effects, elementaryEffects, type Moves } from "../../analyze/morris/elementary-effects.ts";
import { estimateMorris } from "../../analyze/morris/estimate-morris.ts";
import { type ColumnPair, gridMoves, radialMoves } from "../../analyze/morris/moves.ts";
import { describePlan } from "../../design/index.ts";
import type { Plan } from "../../design/plan.ts";
import { planTrajectories } from "../../design/plan-trajectories.ts";
import { layOutColumns } from "../../evaluate/columns.ts";
import { bindDistribution } from "../../families/bind.ts";
import type { Model } from "../../model/model.ts";
import type { MorrisResult } from "../../result/sensitivity-result.ts";
import type { MorrisDeclaration } from "../../scenario/analyses/index.ts";
import { runColumns } from "../columns-job.ts";
import { runVariants } from "../variants-job.ts";
import { type FactorGroup, type Grouping, makeGroups } from "./groups.ts";
import type { Method } from "./method.ts";
import { type AnalysisSetting, evaluationOf, type TargetEvaluation } from "./setting.ts";
import { describeSobolPlan, designSobol } from "./sobol-design.ts";

const level = 0.95;

/** The moves of a design and, for each target, its values at the points that they join. */
interface Walk {
  readonly moves: Moves;
  readonly values: readonly Float64Array[];
  readonly plan: unknown;
}

export const morris: Method<"morris"> = {
  name: "morris",
  async run(declaration, setting) {
    const evaluation = evaluationOf(setting, declaration.targets);
    const grouping = makeGroups(evaluation.model, declaration);
    const { groups } = grouping;
    if (groups.length === 0) return { results: { morris: [] } };
    const { trajectories, design } = declaration;
    const evaluations = trajectories * (groups.length + 1);
    setting.tell(
      `morris: ${evaluations} evaluations: ${trajectories} trajectories of ${groups.length + 1} points`,
    );
    const walk = await (design === "radial" ? walkRadially : walkGrid)(
      declaration,
      setting,
      evaluation,
      grouping,
    );
    const results = evaluation.targets.map(({ id }, quantity) =>
      describeMorris(
        id,
        elementaryEffects(walk.values[quantity]!, walk.moves),
        declaration,
        groups,
        singleColumns(evaluation.model, groups),
      ),
    );
    return { results: { morris: results }, plan: walk.plan };
  },
};

/** The plan of trajectories over all factors of a model. */
export function planMorris(
  { scenario }: Pick<AnalysisSetting, "scenario">,
  model: Model,
  { groupOf, groups }: Grouping,
  { trajectories, levels, candidates }: MorrisDeclaration,
): Plan {
  const { columns, columnOf } = layOutColumns(model);
  const columnGroups = new Int32Array(columns.length).fill(-1);
  const bounded = new Uint8Array(columns.length);
  model.factors.forEach(({ distribution, components }, factor) => {
    const [low, high] = bindDistribution(distribution).support;
    components.forEach((_, component) => {
      const column = columnOf(factor, component, 0);
      if (groupOf[factor]! >= 0) columnGroups[column] = groupOf[factor]!;
      bounded[column] = Number.isFinite(low) && Number.isFinite(high) ? 1 : 0;
    });
  });
  return planTrajectories({
    name: "morris",
    seed: scenario.sampling.seed,
    columns,
    groupOf: columnGroups,
    groups: groups.length,
    bounded,
    trajectories,
    levels,
    candidates,
  });
}

async function walkGrid(
  declaration: MorrisDeclaration,
  setting: AnalysisSetting,
  { model, program, reductions }: TargetEvaluation,
  grouping: Grouping,
): Promise<Walk> {
  const plan = planMorris(setting, model, grouping, declaration);
  const job = { kind: "columns", model, program, reductions, plan } as const;
  const values = await runColumns(job, setting.executor, setting.progress);
  const { columns: _, ...described } = describePlan(plan);
  const { levels, candidates } = declaration;
  return { moves: gridMoves(plan), values, plan: { ...described, levels, candidates } };
}

async function walkRadially(
  { trajectories, place }: MorrisDeclaration,
  setting: AnalysisSetting,
  evaluation: TargetEvaluation,
  grouping: Grouping,
): Promise<Walk> {
  const { model, program, reductions } = evaluation;
  const { groups } = grouping;
  const settings = { design: "sobol", base: trajectories, replicates: 1, both: false, place } as const;
  const design = designSobol(setting, model, grouping, settings, trajectories);
  const plan = design.plan.plan;
  const job = {
    kind: "variants",
    model,
    program,
    reductions,
    plan,
    swaps: design.swaps,
    first: 0,
    rows: trajectories,
  } as const;
  const columns = await runVariants(job, setting.executor, setting.progress);
  // Row t (g + 1) is A, the next ones are AB: variant 1, B itself, is no point of a radial design.
  const values = evaluation.targets.map((_, quantity) => {
    const points = [0, ...groups.map((_, group) => 2 + group)].map((variant) => columns(variant, quantity));
    return Float64Array.from(
      { length: trajectories * points.length },
      (_, row) => points[row % points.length]![Math.floor(row / points.length)]!,
    );
  });
  const moves = radialMoves(design.plan, columnPairs(model, groups), trajectories);
  return { moves, values, plan: describeSobolPlan(design, trajectories, 1) };
}

/** The columns of A and of B that each group moves, each once. */
export function columnPairs(
  model: Model,
  groups: readonly FactorGroup[],
): readonly (readonly ColumnPair[])[] {
  const { columnOf } = layOutColumns(model, 2);
  return groups.map(({ members }) => {
    const pairs = members.flatMap((factor) =>
      model.factors[factor]!.components.map(
        (_, component): ColumnPair => [columnOf(factor, component, 0), columnOf(factor, component, 1)],
      ),
    );
    return [...new Map(pairs.map((pair) => [pair[0], pair])).values()];
  });
}

/** Whether each group is one factor with one column. */
export function singleColumns(model: Model, groups: readonly FactorGroup[]): readonly boolean[] {
  return columnPairs(model, groups).map((pairs) => pairs.length === 1);
}

/** The measures of one target under the names of the groups; `single`: see `singleColumns`. */
export function describeMorris(
  output: string,
  effects: Effects,
  { design, trajectories, failures }: Pick<MorrisDeclaration, "design" | "trajectories" | "failures">,
  groups: readonly FactorGroup[],
  single: readonly boolean[],
): MorrisResult {
  const measures = estimateMorris(effects, { single, failures, level });
  return {
    output,
    design,
    evaluations: trajectories * (groups.length + 1),
    trajectories,
    measures: groups.map(({ name }, group) => ({ factor: name, ...measures[group]! })),
    failures: {
      trajectories: effects.failed,
      of: trajectories,
      dropped: failures === "drop" && effects.failed > 0,
    },
    groups: groups.map(({ name, factors, reason }) => ({
      name,
      factors,
      ...(reason === undefined ? {} : { reason }),
    })),
  };
}
