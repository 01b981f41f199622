import { bindDistribution } from "../families/bind.ts";
import type { Choice } from "../scenario/joint-choices.ts";
import type { About, Factor, Place, Scope } from "../scenario/scenario.ts";
import { compositionFactor } from "./composition.ts";
import type { Draw } from "./expand-scenario.ts";

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
  /** Of a run: the values that were drawn. */
  readonly sampled?: SampledShape;
}

/**
 * How values that were drawn lie: counts of a few different values, or of equal bins from `low` to `high`, which hold
 * all but the outermost half percent on either side.
 */
export type SampledShape =
  | { readonly values: readonly number[]; readonly counts: readonly number[] }
  | { readonly low: number; readonly high: number; readonly counts: readonly number[] };

export interface AboutExplanation {
  readonly kind?: string;
  readonly source?: string;
  readonly rationale?: string;
}

/** A part of a factor, or its drift, by the id that analyses use: `f.shared`, `f.drift`. */
export type PartExplanation = { readonly id: string } & DrawExplanation & AboutExplanation;

/** What an option of a categorical gives to a factor. */
export type OptionExplanation = { readonly by: string; readonly value: number } & DrawExplanation;

/** A factor as declared: with one distribution, or with parts and how they combine, or with what options set alone. */
export type FactorExplanation = {
  readonly name: string;
  readonly unit: string;
  /** Year at which the drift changes nothing, and the name that holds the year. */
  readonly drift?: PartExplanation & { readonly centre: number; readonly over: string };
  readonly options?: readonly OptionExplanation[];
  readonly declared: Place;
  /** Equations that read the factor; trends that it weighs the systems of. */
  readonly readBy: readonly string[];
} & AboutExplanation &
  Partial<DrawExplanation> & { readonly combine?: string; readonly parts?: readonly PartExplanation[] };

const probabilities = [0.025, 0.25, 0.5, 0.75, 0.975];

/** Whether a factor has a distribution of its own that is used. */
export function isDrawn<T extends Partial<DrawExplanation>>(factor: T): factor is T & DrawExplanation {
  return factor.family !== undefined;
}

interface Context {
  /** The random quantities of the model by name, and the number of components of each. */
  readonly draws: ReadonlyMap<string, Draw>;
  readonly components: ReadonlyMap<string, number>;
  /** Each with the names that it reads. */
  readonly equations: readonly { readonly name: string; readonly reads: ReadonlySet<string> }[];
  readonly choices: ReadonlyMap<string, Choice>;
  readonly trends: readonly string[];
  readonly sampled?: ReadonlyMap<string, SampledShape>;
}

export function explainFactor(factor: Factor, context: Context): FactorExplanation {
  const { name, unit = "1", place } = factor;
  const { equations, choices } = context;
  return {
    name,
    ...explainLevel(factor, context),
    unit,
    ...explainOptions(name, choices.get(name), context),
    ...explainDrift(factor, context),
    ...aboutOf(factor),
    declared: place,
    readBy: [
      ...equations.filter(({ reads }) => reads.has(name)).map((equation) => equation.name),
      ...(name === compositionFactor ? context.trends.map((id) => `trend.${id}`) : []),
    ],
  };
}

function explainLevel(factor: Factor, context: Context) {
  const { name } = factor;
  if (factor.parts !== undefined) {
    const parts = factor.parts.map((part) => explainPart(`${name}.${part.name}`, part, context));
    return { combine: factor.combine, parts };
  }
  const own = [name, `${name}.base`].find((draw) => context.draws.has(draw));
  return own === undefined ? {} : explainDraw(own, context);
}

function explainDrift({ name, drift }: Factor, context: Context) {
  if (drift === undefined) return {};
  const { centre, over } = drift;
  return { drift: { ...explainPart(`${name}.drift`, drift, context), centre, over } };
}

function explainOptions(name: string, choice: Choice | undefined, context: Context) {
  if (choice === undefined) return {};
  const options = choice.options.flatMap(({ value, set }, index) => {
    if (set === undefined) return [];
    return [{ by: choice.chooser.name, value, ...explainDraw(`${name}.option${index + 1}`, context) }];
  });
  return { options };
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

function explainDraw(name: string, { draws, components, sampled }: Context): DrawExplanation {
  const { distribution, scope, nominal } = draws.get(name)!;
  const bound = bindDistribution(distribution);
  const sd = Math.sqrt(bound.variance);
  const shape = sampled?.get(name);
  return {
    family: distribution.family,
    parameters: distribution.parameters,
    ...(distribution.truncate === undefined ? {} : { truncate: distribution.truncate }),
    scope,
    components: components.get(name)!,
    nominal: nominal ?? bound.nominal,
    mean: Number.isFinite(bound.mean) ? bound.mean : null,
    sd: Number.isFinite(sd) ? sd : null,
    quantiles: probabilities.map((p) => ({ p, value: bound.quantile(p) })),
    ...(shape === undefined ? {} : { sampled: shape }),
  };
}
