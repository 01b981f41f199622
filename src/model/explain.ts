import { namesIn } from "../expression/expr.ts";
import { formatExpr } from "../expression/format.ts";
import { choicesOf } from "../scenario/joint-choices.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { BuiltModel } from "./build.ts";
import { expandScenario } from "./expand-scenario.ts";
import { explainFactor, type FactorExplanation, type SampledShape } from "./explain-factor.ts";
import { unitsOf } from "./unit-check.ts";

/** A scenario as it resolves: what `rebound explain` shows. */
export interface Explanation {
  readonly name: string;
  readonly description?: string;
  readonly equations: readonly {
    readonly name: string;
    readonly unit: string;
    readonly expr: string;
    readonly description?: string;
  }[];
  readonly constants: readonly {
    readonly name: string;
    readonly value: number;
    readonly unit: string;
    readonly source?: string;
    readonly replaced: boolean;
  }[];
  readonly factors: readonly FactorExplanation[];
  readonly correlations: Scenario["correlations"];
  readonly columns: readonly { readonly name: string; readonly unit: string }[];
  readonly systems: number;
  readonly sampling: Omit<Scenario["sampling"], "place">;
  readonly notes: readonly string[];
  /** What model and scenario leave out. */
  readonly excluded: readonly string[];
}

/**
 * Explains a scenario: equations in the order of evaluation, every factor with its distribution and its source, and
 * with how its draws lie where `sampled` has them by the names of the model's factors.
 */
export function explain(
  scenario: Scenario,
  { model, notes }: BuiltModel,
  sampled?: ReadonlyMap<string, SampledShape>,
): Explanation {
  const units = unitsOf(scenario);
  const expanded = expandScenario(scenario);
  const equations = new Map(scenario.equations.map((equation) => [equation.name, equation]));
  const read = new Set(expanded.equations.flatMap(({ expr }) => [...namesIn(expr)]));
  const isFactor = new Set(scenario.factors.map((factor) => factor.name));
  const context = {
    draws: new Map(expanded.factors.map((draw) => [draw.name, draw])),
    components: new Map(model.factors.map((factor) => [factor.name, factor.components.length])),
    equations: scenario.equations.map(({ name, expr }) => ({ name, reads: namesIn(expr) })),
    trends: scenario.trends.map(({ id }) => id),
    choices: choicesOf(scenario.factors),
    ...(sampled === undefined ? {} : { sampled }),
  };
  const columns = [...(scenario.systems?.table.columns.values() ?? [])];
  const { place: _, ...sampling } = scenario.sampling;
  return {
    name: scenario.name,
    ...(scenario.description === undefined ? {} : { description: scenario.description }),
    equations: model.equations.map(({ name, expr }) => {
      const { description } = equations.get(name) ?? {};
      const explained = { name, unit: units.get(name) ?? "1", expr: formatExpr(expr) };
      return description === undefined ? explained : { ...explained, description };
    }),
    constants: scenario.constants.map(({ name, value, unit = "1", source }) => ({
      name,
      value,
      unit,
      ...(source === undefined ? {} : { source }),
      replaced: isFactor.has(name),
    })),
    factors: scenario.factors.map((factor) => explainFactor(factor, context)),
    correlations: scenario.correlations,
    columns: columns.filter(({ name }) => read.has(name)).map(({ name, unit = "1" }) => ({ name, unit })),
    systems: scenario.systems === undefined ? 0 : model.systems.length,
    sampling,
    notes: [...scenario.notes, ...notes],
    excluded: scenario.excluded,
  };
}
