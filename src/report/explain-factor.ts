import { namesIn } from "../expression/expr.ts";
import { bindDistribution } from "../families/bind.ts";
import type { Draw } from "../model/expand-scenario.ts";
import type { About, Factor, Place, Scope } from "../scenario/scenario.ts";

/** A distribution with what shares a draw of it. */
export interface DrawExplanation {
  readonly family: string;
  readonly parameters: unknown;
  readonly truncate?: unknown;
  readonly scope: Scope;
  /** Number of draws per row that the scope leads to. */
  readonly components: number;
  readonly nominal: number;
  /** Null where the moment does not exist. */
  readonly mean: number | null;
  readonly sd: number | null;
  readonly quantiles: readonly { readonly p: number; readonly value: number }[];
}

interface AboutExplanation {
  readonly kind?: string;
  readonly source?: string;
  readonly rationale?: string;
}

/** A part of a factor, or its drift, by the id that analyses use: `f.shared`, `f.drift`. */
export type PartExplanation = { readonly id: string } & DrawExplanation & AboutExplanation;

/** A factor as declared: with one distribution, or with parts and how they combine. */
export type FactorExplanation = {
  readonly name: string;
  readonly unit: string;
  /** Year at which the drift changes nothing, and the name that holds the year. */
  readonly drift?: PartExplanation & { readonly centre: number; readonly over: string };
  readonly declared: Place;
  /** Equations that read the factor. */
  readonly readBy: readonly string[];
} & AboutExplanation &
  (DrawExplanation | { readonly combine: string; readonly parts: readonly PartExplanation[] });

const probabilities = [0.025, 0.25, 0.5, 0.75, 0.975];

interface Context {
  /** The random quantities of the model by id, and the number of components of each. */
  readonly draws: ReadonlyMap<string, Draw>;
  readonly components: ReadonlyMap<string, number>;
  readonly equations: readonly { readonly name: string; readonly expr: Parameters<typeof namesIn>[0] }[];
}

export function explainFactor(factor: Factor, context: Context): FactorExplanation {
  const { name, unit = "1", drift, place } = factor;
  const level =
    factor.parts === undefined
      ? explainDraw(name, context)
      : {
          combine: factor.combine,
          parts: factor.parts.map((part) => explainPart(`${name}.${part.name}`, part, context)),
        };
  return {
    name,
    ...level,
    unit,
    ...(drift === undefined
      ? {}
      : {
          drift: {
            ...explainPart(`${name}.drift`, drift, context),
            centre: drift.centre,
            over: drift.over,
          },
        }),
    ...aboutOf(factor),
    declared: place,
    readBy: context.equations.filter(({ expr }) => namesIn(expr).has(name)).map((equation) => equation.name),
  };
}

function explainPart(id: string, about: About, context: Context): PartExplanation {
  return { id, ...explainDraw(id, context), ...aboutOf(about) };
}

function aboutOf({ kind, source, rationale }: About): AboutExplanation {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(source === undefined ? {} : { source }),
    ...(rationale === undefined ? {} : { rationale }),
  };
}

function explainDraw(id: string, { draws, components }: Context): DrawExplanation {
  const { distribution, scope, nominal } = draws.get(id)!;
  const bound = bindDistribution(distribution);
  const sd = Math.sqrt(bound.variance);
  return {
    family: distribution.family,
    parameters: distribution.parameters,
    ...(distribution.truncate === undefined ? {} : { truncate: distribution.truncate }),
    scope,
    components: components.get(id)!,
    nominal: nominal ?? bound.nominal,
    mean: Number.isFinite(bound.mean) ? bound.mean : null,
    sd: Number.isFinite(sd) ? sd : null,
    quantiles: probabilities.map((p) => ({ p, value: bound.quantile(p) })),
  };
}
