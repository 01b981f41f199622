import { type Extremes, type Place, searchBox } from "../../analyze/points/box-search.ts";
import {
  bandOver,
  type Conditional,
  describeConditional,
  epistemicShare,
} from "../../analyze/points/nested.ts";
import type { Plan } from "../../design/index.ts";
import type { VariantValues } from "../../evaluate/points/points.ts";
import { nominalSource, sampledSource } from "../../evaluate/sources.ts";
import { bindDistribution } from "../../families/bind.ts";
import type { ModelFactor } from "../../model/model.ts";
import type { NestedResult } from "../../result/method-results.ts";
import type { NestedDeclaration } from "../../scenario/analyses/index.ts";
import {
  type DrawnFactor,
  evaluatePoints,
  finiteOrNull,
  type PointContext,
  planPoints,
} from "./evaluate-points.ts";
import { factorValues, type ReadFactor } from "./factor-values.ts";
import { checkKinds, type Kinds, splitKinds } from "./nested-kinds.ts";

const PERCENTILES = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975];

/** The distribution of every target at each of some points of the epistemic factors: `[point][target]`. */
async function describePoints(
  context: PointContext,
  plan: Plan,
  variants: number,
  byVariant: readonly VariantValues[],
  thresholds: readonly number[],
): Promise<readonly (readonly Conditional[])[]> {
  const rows = plan.draws;
  const columns = await evaluatePoints(context, {
    kind: "overridden",
    plan,
    rows,
    variants,
    byVariant,
    byRow: [],
  });
  return Array.from({ length: variants }, (_, variant) =>
    columns.map((y) =>
      describeConditional(y.subarray(variant * rows, (variant + 1) * rows), PERCENTILES, thresholds),
    ),
  );
}

/** Epistemic draws, a value for each component. */
function drawOuter(
  context: PointContext,
  factors: readonly DrawnFactor[],
  outer: number,
): readonly VariantValues[] {
  const source = sampledSource(context.model, planPoints(context, "nested-outer", outer, 1));
  return factors
    .flatMap(({ members }) => members)
    .flatMap((factor) =>
      context.model.factors[factor]!.components.map((_, component): VariantValues => {
        const values = new Float64Array(outer);
        source.fill(factor, component, 0, outer, values, 0);
        return { factor, component, values };
      }),
    );
}

function aboutOf(declaration: NestedDeclaration, context: PointContext, kinds: Kinds, target: number) {
  const ids = (factors: readonly DrawnFactor[]) => factors.map(({ id }) => id);
  return {
    output: context.targets[target]!,
    mode: declaration.mode,
    inner: declaration.inner,
    epistemic: ids(kinds.epistemic),
    aleatory: ids(kinds.aleatory),
  };
}

async function runDistribution(
  declaration: NestedDeclaration,
  context: PointContext,
  kinds: Kinds,
): Promise<readonly NestedResult[]> {
  const { outer, inner, at } = declaration;
  const plan = planPoints(context, "nested-inner", inner, 1);
  const found = await describePoints(context, plan, outer, drawOuter(context, kinds.epistemic, outer), at);
  return context.targets.map((_, target) => {
    const points = found.map((row) => row[target]!);
    const band = (read: (point: Conditional) => number) => bandOver(points.map(read));
    return {
      ...aboutOf(declaration, context, kinds, target),
      label: "bands of each percentile over the epistemic draws",
      outer,
      mean: band(({ mean }) => mean),
      bands: PERCENTILES.map((p, i) => ({ p, band: band(({ quantiles }) => quantiles[i]!) })),
      epistemicShare: finiteOrNull(epistemicShare(points)),
      probabilities: at.map((threshold, i) => ({
        at: threshold,
        band: band(({ probabilities }) => probabilities[i]!),
      })),
      failures: points.reduce((sum, { failures }) => sum + failures, 0),
    };
  });
}

/**
 * The value of a draw at a place along its side of the box: along its support, of a categorical option by option, of
 * another discrete one its quantile.
 */
function valueAt({ distribution: declared }: ModelFactor, share: number): number {
  if (declared.family === "categorical") {
    const { options } = declared.parameters as { options: readonly { value: number; weight: number }[] };
    const possible = options.filter(({ weight }) => weight > 0);
    return possible[Math.min(possible.length - 1, Math.floor(share * possible.length))]!.value;
  }
  const distribution = bindDistribution(declared);
  if (distribution.discrete) return distribution.quantile(Math.min(1 - 2 ** -40, Math.max(2 ** -40, share)));
  const [low, high] = distribution.support;
  return share === 1 ? high : low + share * (high - low);
}

async function runInterval(
  declaration: NestedDeclaration,
  context: PointContext,
  kinds: Kinds,
): Promise<readonly NestedResult[]> {
  const { outer, inner, at } = declaration;
  const { epistemic } = kinds;
  const plan = planPoints(context, "nested-inner", inner, 1);
  const failures = context.targets.map(() => 0);
  const width = PERCENTILES.length + at.length;
  const evaluate = async (places: readonly Place[]): Promise<readonly Float64Array[]> => {
    const byVariant = epistemic.flatMap(({ members }, side) =>
      members.map(
        (factor): VariantValues => ({
          factor,
          component: null,
          values: Float64Array.from(places, (place) => valueAt(context.model.factors[factor]!, place[side]!)),
        }),
      ),
    );
    const silent = { ...context, tell: () => {} };
    const found = await describePoints(silent, plan, places.length, byVariant, at);
    return found.map((row) => {
      row.forEach((point, target) => {
        failures[target]! += point.failures;
      });
      return Float64Array.from(
        row.flatMap(({ quantiles, probabilities }) => [...quantiles, ...probabilities]),
      );
    });
  };
  context.tell(`at most about ${outer * inner} evaluations: ${inner} draws at each point visited`);
  const { extremes, evaluated } = await searchBox(
    epistemic.length,
    width * context.targets.length,
    evaluate,
    outer,
  );
  return context.targets.map((_, target) => {
    const own = extremes.slice(target * width, (target + 1) * width);
    return {
      ...aboutOf(declaration, context, kinds, target),
      label:
        "inner bound: the least and greatest values among the points visited; the true bounds are no narrower",
      outer: evaluated,
      bounds: PERCENTILES.map((p, i) => ({ p, ...rangeOf(own[i]!) })),
      probabilities: at.map((threshold, i) => {
        const found = own[PERCENTILES.length + i]!;
        return { at: threshold, ...rangeOf(found), ...whereOf(context, epistemic, found) };
      }),
      failures: failures[target]!,
    };
  });
}

function rangeOf({ low, high }: Extremes) {
  return { low: finiteOrNull(low), high: finiteOrNull(high) };
}

/** The values of the epistemic factors at the two ends of a bound, as equations read them. */
function whereOf(context: PointContext, factors: readonly DrawnFactor[], { lowAt, highAt }: Extremes) {
  const name = (place: Place): Readonly<Record<string, number>> => {
    if (place.length === 0) return {};
    const sides = new Map(factors.flatMap(({ members }, side) => members.map((member) => [member, side])));
    const nominal = nominalSource(context.model);
    const read: ReadFactor = (factor, component) => {
      const side = sides.get(factor);
      if (side !== undefined) return Float64Array.of(valueAt(context.model.factors[factor]!, place[side]!));
      const value = new Float64Array(1);
      nominal.fill(factor, component, 0, 1, value, 0);
      return value;
    };
    return Object.fromEntries(factors.map(({ id }) => [id, factorValues(context.model, id, 0, read)[0]!]));
  };
  return { lowAt: name(lowAt), highAt: name(highAt) };
}

/** Epistemic factors outside, aleatory ones inside, for every target. */
export async function runNested(
  declaration: NestedDeclaration,
  context: PointContext,
): Promise<readonly NestedResult[]> {
  const kinds = splitKinds(context);
  checkKinds(declaration, context, kinds);
  return declaration.mode === "distribution"
    ? runDistribution(declaration, context, kinds)
    : runInterval(declaration, context, kinds);
}
