import { describePlan, makePlan } from "../design/index.ts";
import { layOutColumns } from "../evaluate/columns.ts";
import { sampledSource } from "../evaluate/sources.ts";
import { type DesignColumn, type DesignPoints, designColumns } from "./analyses/design-points.ts";
import { morrisPoints } from "./analyses/elsewhere-morris.ts";
import { type DesignSetting, sobolPoints } from "./analyses/elsewhere-sobol.ts";
import { factorValues } from "./analyses/factor-values.ts";

/** A design for a model that runs elsewhere: rows under identifiers, factors in columns. */
export interface ScenarioDesign {
  readonly ids: readonly string[];
  readonly columns: readonly DesignColumn[];
  values(column: DesignColumn): Float64Array;
  /** The plan of each part, by the first word of its identifiers. */
  readonly plans: Readonly<Record<string, unknown>>;
}

/** The draws of the scenario's sampling, for methods that need no points of their own. */
export function drawPoints({ scenario, built, directions }: DesignSetting): DesignPoints {
  const { design, draws, replicates, seed, qmcDimensions } = scenario.sampling;
  const { columns } = layOutColumns(built.model);
  const plan = makePlan(
    { name: "bands", design, draws, replicates, seed, columns, qmcDimensions },
    directions,
  );
  const source = sampledSource(built.model, plan);
  return {
    ids: Array.from({ length: draws }, (_, row) => `draws/${row}`),
    values(factor, component) {
      const column = new Float64Array(draws);
      source.fill(factor, component, 0, draws, column, 0);
      return column;
    },
    plan: describePlan(plan),
  };
}

/**
 * The points of the scenario's Sobol' and Morris analyses, and its draws where it has neither or another method that can
 * do with them.
 */
export function designScenario(setting: DesignSetting): ScenarioDesign {
  const { sobol, morris, ...others } = setting.scenario.analyses;
  const parts: Record<string, DesignPoints> = {
    ...(sobol === undefined ? {} : { sobol: sobolPoints(sobol, setting) }),
    ...(morris === undefined ? {} : { morris: morrisPoints(morris, setting) }),
  };
  if (Object.keys(parts).length === 0 || Object.keys(others).length > 0) parts["draws"] = drawPoints(setting);
  const ids = Object.values(parts).flatMap((part) => part.ids);
  return {
    ids,
    columns: designColumns(setting.built.model),
    values({ id, component }) {
      const all = new Float64Array(ids.length);
      let at = 0;
      for (const part of Object.values(parts)) {
        all.set(factorValues(setting.built.model, id, component, part.values), at);
        at += part.ids.length;
      }
      return all;
    },
    plans: Object.fromEntries(Object.entries(parts).map(([name, { plan }]) => [name, plan])),
  };
}
