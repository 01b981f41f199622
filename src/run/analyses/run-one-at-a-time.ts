import { IssueError } from "../../core/issue.ts";
import { nearest } from "../../core/suggest.ts";
import type { VariantValues } from "../../evaluate/points/points.ts";
import { bindDistribution } from "../../families/bind.ts";
import type { TornadoResult, TwoWayResult } from "../../result/method-results.ts";
import type { TornadoDeclaration, TwoWayDeclaration } from "../../scenario/analyses/index.ts";
import {
  type DrawnFactor,
  drawnFactors,
  evaluatePoints,
  finiteOrNull,
  type PointContext,
} from "./evaluate-points.ts";

const LABEL = "one at a time, all others nominal: no statement on variance or interactions";
const TWO_WAY_LABEL = "two at a time, all others nominal";

/** The values of a factor at these percentiles. */
function atPercentiles(context: PointContext, factor: number, levels: readonly number[]): readonly number[] {
  const distribution = bindDistribution(context.model.factors[factor]!.distribution);
  return levels.map((p) => distribution.quantile(p));
}

function evaluateNominal(
  context: PointContext,
  variants: number,
  byVariant: readonly VariantValues[],
): Promise<readonly Float64Array[]> {
  return evaluatePoints(context, { kind: "overridden", plan: null, rows: 1, variants, byVariant, byRow: [] });
}

/** Each factor at its low and high percentile, one at a time. */
export async function runTornado(
  declaration: TornadoDeclaration,
  context: PointContext,
): Promise<readonly TornadoResult[]> {
  const factors = drawnFactors(context.model);
  const variants = 1 + 2 * factors.length;
  const byVariant = factors.flatMap(({ members }, i) =>
    members.map((factor): VariantValues => {
      const values = new Float64Array(variants).fill(Number.NaN);
      values.set(atPercentiles(context, factor, [declaration.low, declaration.high]), 1 + 2 * i);
      return { factor, component: null, values };
    }),
  );
  const columns = await evaluateNominal(context, variants, byVariant);
  return columns.map((y, target) => ({
    output: context.targets[target]!,
    label: LABEL,
    low: declaration.low,
    high: declaration.high,
    nominal: finiteOrNull(y[0]!),
    bars: factors.map(({ id }, i) => {
      const [low, high] = [y[1 + 2 * i]!, y[2 + 2 * i]!];
      return {
        factor: id,
        low: finiteOrNull(low),
        high: finiteOrNull(high),
        swing: finiteOrNull(Math.abs(high - low)),
      };
    }),
  }));
}

/** Places of the two factors in the model. @throws IssueError where one is unknown or constant. */
function findFactors({ factors }: TwoWayDeclaration, context: PointContext): readonly DrawnFactor[] {
  const drawn = drawnFactors(context.model);
  const ids = drawn.map(({ id }) => id);
  const unknown = factors.filter(({ name }) => !ids.includes(name));
  if (unknown.length > 0) {
    throw new IssueError(
      unknown.map(({ name, place }) => {
        const suggestion = nearest(name, ids);
        const hint =
          suggestion === undefined ? `Factors: ${ids.join(", ")}.` : `Did you mean "${suggestion}"?`;
        return { ...place, got: `"${name}"`, expected: "a factor that varies", hint };
      }),
    );
  }
  return factors.map(({ name }) => drawn[ids.indexOf(name)]!);
}

/** Every pair of percentiles of two factors. */
export async function runTwoWay(
  declaration: TwoWayDeclaration,
  context: PointContext,
): Promise<readonly TwoWayResult[]> {
  const factors = findFactors(declaration, context);
  const { levels } = declaration;
  const side = levels.length;
  const byVariant = factors.flatMap(({ members }, which) =>
    members.map((factor): VariantValues => {
      const values = atPercentiles(context, factor, levels);
      const pick = (variant: number) => (which === 0 ? Math.floor(variant / side) : variant % side);
      return {
        factor,
        component: null,
        values: Float64Array.from({ length: side * side }, (_, v) => values[pick(v)]!),
      };
    }),
  );
  const columns = await evaluateNominal(context, side * side, byVariant);
  const [first, second] = factors.map(({ id }) => id);
  return columns.map((y, target) => ({
    output: context.targets[target]!,
    label: TWO_WAY_LABEL,
    factors: [first!, second!] as const,
    levels,
    values: levels.map((_, i) => levels.map((_, j) => finiteOrNull(y[i * side + j]!))),
  }));
}
