import { shapeOf } from "../analyze/shape.ts";
import { sampledSource } from "../evaluate/sources.ts";
import type { BuiltModel } from "../model/build.ts";
import { explain } from "../model/explain.ts";
import type { SampledShape } from "../model/explain-factor.ts";
import type { Assumptions } from "../result/result.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { BandsJob } from "./bands-work.ts";

/** Draws that show how a factor's values lie: those of the first replicate, of the usual plan. */
const shown = 1024;

/** What a run rests on: the scenario as it resolved, each factor with how its draws lie. */
export function assumptionsOf(scenario: Scenario, built: BuiltModel, job: BandsJob | undefined): Assumptions {
  const sampled = job === undefined ? undefined : sampledShapes(job);
  const { name: _, notes: __, factors, correlations, ...explanation } = explain(scenario, built, sampled);
  return {
    ...explanation,
    factors: factors.map(({ declared: ___, ...factor }) => factor),
    correlations: correlations.map(({ place: ____, ...correlation }) => correlation),
  };
}

/** Of each factor of the model the draws of its first component, by the factor's name. */
function sampledShapes({ model, plan, draws }: BandsJob): ReadonlyMap<string, SampledShape> {
  const source = sampledSource(model, plan);
  const rows = Math.min(shown, draws);
  const values = new Float64Array(rows);
  return new Map(
    model.factors.flatMap(({ name }, factor) => {
      source.fill(factor, 0, 0, rows, values, 0);
      const shape = shapeOf(values);
      return shape === undefined ? [] : [[name, shape] as const];
    }),
  );
}
