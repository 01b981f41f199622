import { type Extremes, type Place, searchBox } from "../../analyze/points/box-search.ts";
import {
  bandOver,
  type Conditional,
  describeConditional,
  epistemicShare,
} from "../../analyze/points/nested.ts";
import { type Issue, IssueError } from "../../core/issue.ts";
import type { Plan } from "../../design/index.ts";
import type { VariantValues } from "../../evaluate/points/points.ts";
import { sampledSource } from "../../evaluate/sources.ts";
import { bindDistribution } from "../../families/bind.ts";
import type { NestedResult } from "../../result/method-results.ts";
import type { NestedDeclaration } from "../../scenario/analyses/index.ts";
import {
  drawnFactors,
  evaluatePoints,
  finiteOrNull,
  type PointContext,
  planPoints,
} from "./evaluate-points.ts";

const PERCENTILES = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975];

/** Factors by what they stand for: one unknown value, or variation. */
interface Kinds {
  readonly epistemic: readonly number[];
  readonly aleatory: readonly number[];
}

function splitKinds(context: PointContext): Kinds {
  const kindOf = new Map(context.scenario.factors.map(({ name, kind }) => [name, kind]));
  const isEpistemic = (factor: number): boolean => {
    const kind = kindOf.get(context.model.factors[factor]!.id.split(".")[0]!);
    return kind === "epistemic" || kind === "modelForm";
  };
  const drawn = drawnFactors(context.model).flatMap(({ members }) => members);
  return { epistemic: drawn.filter(isEpistemic), aleatory: drawn.filter((factor) => !isEpistemic(factor)) };
}

/** @throws IssueError where the factors can't be nested. */
function checkKinds(declaration: NestedDeclaration, context: PointContext, { epistemic }: Kinds): void {
  const { place } = declaration;
  const issues: Issue[] = [];
  const idOf = (factor: number) => context.model.factors[factor]!.id;
  if (epistemic.length === 0) {
    const hint = "Give the factors that have one true value nobody knows `kind: epistemic`.";
    issues.push({ ...place, got: "no epistemic factor", expected: "at least one", hint });
  }
  for (const { factors } of context.model.groups) {
    const inside = factors.filter((factor) => epistemic.includes(factor));
    if (inside.length === 0 || (inside.length === factors.length && declaration.mode === "distribution"))
      continue;
    const got = `the correlated factors ${factors.map(idOf).join(", ")}`;
    const expected =
      declaration.mode === "interval"
        ? "epistemic factors without correlations"
        : "correlations within one kind";
    issues.push({ ...place, got, expected, hint: "Give them one kind, or remove the correlation." });
  }
  if (declaration.mode === "interval") {
    for (const factor of epistemic) {
      const { support } = bindDistribution(context.model.factors[factor]!.distribution);
      if (support.every(Number.isFinite)) continue;
      const hint = "Give it a bounded family such as uniform, or `truncate` it.";
      issues.push({
        ...place,
        got: `${idOf(factor)} without bounds`,
        expected: "epistemic factors with bounds",
        hint,
      });
    }
  }
  if (issues.length > 0) throw new IssueError(issues);
}

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
  factors: readonly number[],
  outer: number,
): readonly VariantValues[] {
  const source = sampledSource(context.model, planPoints(context, "nested-outer", outer, 1));
  return factors.flatMap((factor) =>
    context.model.factors[factor]!.components.map((_, component): VariantValues => {
      const values = new Float64Array(outer);
      source.fill(factor, component, 0, outer, values, 0);
      return { factor, component, values };
    }),
  );
}

function aboutOf(declaration: NestedDeclaration, context: PointContext, kinds: Kinds, target: number) {
  const ids = (factors: readonly number[]) => [
    ...new Set(factors.map((factor) => context.model.factors[factor]!.id)),
  ];
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

/** The value of each epistemic factor at a place of the box: along its support, or of a discrete one its quantile. */
function valuesAt(context: PointContext, factors: readonly number[], place: Place): readonly number[] {
  return factors.map((factor, i) => {
    const distribution = bindDistribution(context.model.factors[factor]!.distribution);
    const [low, high] = distribution.support;
    const share = place[i]!;
    if (distribution.discrete)
      return distribution.quantile(Math.min(1 - 2 ** -40, Math.max(2 ** -40, share)));
    return share === 1 ? high : low + share * (high - low);
  });
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
    const values = places.map((place) => valuesAt(context, epistemic, place));
    const byVariant = epistemic.map(
      (factor, i): VariantValues => ({
        factor,
        component: null,
        values: Float64Array.from(values, (point) => point[i]!),
      }),
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

function whereOf(context: PointContext, factors: readonly number[], { lowAt, highAt }: Extremes) {
  const name = (place: Place): Readonly<Record<string, number>> => {
    if (place.length === 0) return {};
    const values = valuesAt(context, factors, place);
    return Object.fromEntries(factors.map((factor, i) => [context.model.factors[factor]!.id, values[i]!]));
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
