import { namesIn } from "../expression/expr.ts";
import { formatExpr } from "../expression/format.ts";
import { bindDistribution } from "../families/bind.ts";
import type { BuiltModel } from "../model/build.ts";
import { unitsOf } from "../model/unit-check.ts";
import type { Factor, Place, Scenario } from "../scenario/scenario.ts";

export interface FactorExplanation {
  readonly name: string;
  readonly family: string;
  readonly parameters: unknown;
  readonly truncate?: unknown;
  readonly unit: string;
  readonly scope: Factor["scope"];
  /** Number of draws per row that the scope leads to. */
  readonly components: number;
  readonly kind?: string;
  readonly nominal: number;
  /** Null where the moment does not exist. */
  readonly mean: number | null;
  readonly sd: number | null;
  readonly quantiles: readonly { readonly p: number; readonly value: number }[];
  readonly source?: string;
  readonly rationale?: string;
  readonly declared: Place;
  /** Equations that read the factor. */
  readonly readBy: readonly string[];
}

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
}

const probabilities = [0.025, 0.25, 0.5, 0.75, 0.975];

/** Explains a scenario: equations in the order of evaluation, every factor with its distribution and its source. */
export function explain(scenario: Scenario, { model, notes }: BuiltModel): Explanation {
  const units = unitsOf(scenario);
  const equations = new Map(scenario.equations.map((equation) => [equation.name, equation]));
  const read = new Set(scenario.equations.flatMap(({ expr }) => [...namesIn(expr)]));
  const components = new Map(model.factors.map((factor) => [factor.name, factor.components.length]));
  const isFactor = new Set(components.keys());
  const columns = [...(scenario.systems?.table.columns.values() ?? [])];
  const { place: _, ...sampling } = scenario.sampling;
  return {
    name: scenario.name,
    ...(scenario.description === undefined ? {} : { description: scenario.description }),
    equations: model.equations.map(({ name, expr }) => {
      const { description } = equations.get(name)!;
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
    factors: scenario.factors.map((factor) => explainFactor(factor, components.get(factor.name)!, scenario)),
    correlations: scenario.correlations,
    columns: columns.filter(({ name }) => read.has(name)).map(({ name, unit = "1" }) => ({ name, unit })),
    systems: scenario.systems === undefined ? 0 : model.systems.length,
    sampling,
    notes: [...scenario.notes, ...notes],
  };
}

function explainFactor(factor: Factor, components: number, scenario: Scenario): FactorExplanation {
  const { name, distribution, unit = "1", scope, kind, source, rationale, place } = factor;
  const bound = bindDistribution(distribution);
  const sd = Math.sqrt(bound.variance);
  return {
    name,
    family: distribution.family,
    parameters: distribution.parameters,
    ...(distribution.truncate === undefined ? {} : { truncate: distribution.truncate }),
    unit,
    scope,
    components,
    ...(kind === undefined ? {} : { kind }),
    nominal: factor.nominal ?? bound.nominal,
    mean: Number.isFinite(bound.mean) ? bound.mean : null,
    sd: Number.isFinite(sd) ? sd : null,
    quantiles: probabilities.map((p) => ({ p, value: bound.quantile(p) })),
    ...(source === undefined ? {} : { source }),
    ...(rationale === undefined ? {} : { rationale }),
    declared: place,
    readBy: scenario.equations.filter(({ expr }) => namesIn(expr).has(name)).map((equation) => equation.name),
  };
}
