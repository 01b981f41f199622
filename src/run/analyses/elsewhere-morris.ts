import { elementaryEffects, type Moves } from "../../analyze/morris/elementary-effects.ts";
import { gridMoves, radialMoves } from "../../analyze/morris/moves.ts";
import { describePlan } from "../../design/index.ts";
import { saltelliRow } from "../../design/saltelli.ts";
import { sampledSource } from "../../evaluate/sources.ts";
import type { MorrisResult } from "../../result/sensitivity-result.ts";
import type { MorrisDeclaration } from "../../scenario/analyses/index.ts";
import type { DesignPoints } from "./design-points.ts";
import type { DesignSetting } from "./elsewhere-sobol.ts";
import { type Grouping, makeGroups } from "./groups.ts";
import { columnPairs, describeMorris, planMorris, singleColumns } from "./morris.ts";
import { describeSobolPlan, designSobol } from "./sobol-design.ts";

/** The points of `analyses.morris`: trajectory by trajectory, each after each move; in a radial design A, then AB. */
export function morrisPoints(declaration: MorrisDeclaration, setting: DesignSetting): DesignPoints {
  const grouping = makeGroups(setting.built.model, declaration);
  return declaration.design === "radial"
    ? radialPoints(declaration, setting, grouping)
    : gridPoints(declaration, setting, grouping);
}

function gridPoints(
  declaration: MorrisDeclaration,
  setting: DesignSetting,
  grouping: Grouping,
): DesignPoints {
  const { model } = setting.built;
  const plan = planMorris(setting, model, grouping, declaration);
  const points = grouping.groups.length + 1;
  const source = sampledSource(model, plan);
  const { columns: _, ...described } = describePlan(plan);
  return {
    ids: Array.from({ length: plan.draws }, (_, row) => `morris/${Math.floor(row / points)}/${row % points}`),
    values(factor, component) {
      const column = new Float64Array(plan.draws);
      source.fill(factor, component, 0, plan.draws, column, 0);
      return column;
    },
    plan: described,
  };
}

function radialDesign(declaration: MorrisDeclaration, setting: DesignSetting, grouping: Grouping) {
  const { trajectories, place } = declaration;
  const settings = { design: "sobol", base: trajectories, replicates: 1, both: false, place } as const;
  return designSobol(setting, setting.built.model, grouping, settings, trajectories);
}

function radialPoints(
  declaration: MorrisDeclaration,
  setting: DesignSetting,
  grouping: Grouping,
): DesignPoints {
  const { trajectories } = declaration;
  const { model } = setting.built;
  const design = radialDesign(declaration, setting, grouping);
  const names = ["A", ...grouping.groups.map(({ name }) => `AB/${name}`)];
  const ids = Array.from({ length: trajectories }, (_, t) =>
    names.map((name) => `morris/${t}/${name}`),
  ).flat();
  const sources = ([0, 1] as const).map((matrix) => sampledSource(model, design.plan.plan, matrix));
  const first = saltelliRow(design.plan, 0, 0);
  return {
    ids,
    values(factor, component) {
      const columns = sources.map((source) => {
        const column = new Float64Array(trajectories);
        source.fill(factor, component, first, first + trajectories, column, 0);
        return column;
      });
      const group = grouping.groupOf[factor]!;
      return Float64Array.from(ids, (_, row) => {
        const point = row % names.length;
        return columns[point > 0 && point - 1 === group ? 1 : 0]![Math.floor(row / names.length)]!;
      });
    },
    plan: describeSobolPlan(design, trajectories, 1),
  };
}

/** Elementary effects of outputs made elsewhere at the points of `morrisPoints`. */
export function analyzeMorris(
  declaration: MorrisDeclaration,
  setting: DesignSetting,
  outputs: readonly { readonly id: string; readonly y: Float64Array }[],
): readonly MorrisResult[] {
  const { model } = setting.built;
  const grouping = makeGroups(model, declaration);
  const moves: Moves =
    declaration.design === "radial"
      ? radialMoves(
          radialDesign(declaration, setting, grouping).plan,
          columnPairs(model, grouping.groups),
          declaration.trajectories,
        )
      : gridMoves(planMorris(setting, model, grouping, declaration));
  const { groups } = grouping;
  const single = singleColumns(model, groups);
  return outputs.map(({ id, y }) =>
    describeMorris(id, elementaryEffects(y, moves), declaration, groups, single),
  );
}
