import type { BuiltModel } from "../model/build.ts";
import { explain } from "../model/explain.ts";
import type { Assumptions } from "../result/result.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Bands } from "./bands.ts";

/** What a run rests on: the scenario as it resolved, each factor with how its draws lie. */
export function assumptionsOf(
  scenario: Scenario,
  built: BuiltModel,
  bands: Pick<Bands, "shape"> | undefined,
): Assumptions {
  const sampled =
    bands === undefined
      ? undefined
      : new Map(
          built.model.factors.flatMap(({ name }, factor) => {
            const shape = bands.shape(factor);
            return shape === null ? [] : [[name, shape] as const];
          }),
        );
  const { name: _, notes: __, factors, correlations, ...explanation } = explain(scenario, built, sampled);
  return {
    ...explanation,
    factors: factors.map(({ declared: ___, ...factor }) => factor),
    correlations: correlations.map(({ place: ____, ...correlation }) => correlation),
  };
}
