import { absentEstimate, type Estimate } from "../../analyze/estimate.ts";
import { fastIndices, highestFrequency, otherFrequencies, placeOnCurve } from "../../analyze/points/efast.ts";
import { estimateOverParts } from "../../analyze/points/over-parts.ts";
import { columnKey, masterKey } from "../../design/key.ts";
import { fillHashed } from "../../design/stream.ts";
import type { OverriddenPoints, RowValues } from "../../evaluate/points/points.ts";
import { bindDistribution } from "../../families/bind.ts";
import type { Model } from "../../model/model.ts";
import type { EfastResult } from "../../result/method-results.ts";
import type { EfastDeclaration } from "../../scenario/analyses/index.ts";
import { type DrawnFactor, drawnFactors, evaluatePoints, type PointContext } from "./evaluate-points.ts";

/** Why curves can't be laid through the factors, or undefined. */
function refuse(model: Model, factors: readonly DrawnFactor[]): string | undefined {
  if (model.groups.length > 0) return "factors are correlated: eFAST moves each on its own. Use shapley";
  const many = factors.find(({ components }) => components > 1);
  if (many === undefined) return undefined;
  return `${many.id} has ${many.components} values at a time: eFAST moves single numbers. Use sobol`;
}

/** Curve c of factor number i is variant i·curves + c; phases come from a stream of the seed. */
function makeCurves(
  declaration: EfastDeclaration,
  context: PointContext,
  factors: readonly DrawnFactor[],
): OverriddenPoints {
  const { points, harmonics, curves } = declaration;
  const { model, scenario } = context;
  const highest = highestFrequency(points, harmonics);
  const others = otherFrequencies(factors.length - 1, points, harmonics);
  const master = masterKey(scenario.sampling.seed, "efast");
  const byRow = factors.flatMap((_, studied) =>
    Array.from({ length: curves }, (_, curve) =>
      factors.flatMap(({ id, members }, i): RowValues[] => {
        const phase = new Float64Array(1);
        fillHashed(columnKey(master, id, `${studied}`, 0), curve, curve + 1, phase, 0);
        const frequency = i === studied ? highest : others[i > studied ? i - 1 : i]!;
        return members.map((factor) => {
          const distribution = bindDistribution(model.factors[factor]!.distribution);
          const values = Float64Array.from({ length: points }, (_, k) =>
            distribution.quantile(placeOnCurve(k, points, frequency, phase[0]!)),
          );
          return { factor, variant: studied * curves + curve, values };
        });
      }),
    ).flat(),
  );
  return {
    kind: "overridden",
    plan: null,
    rows: points,
    variants: factors.length * curves,
    byVariant: [],
    byRow,
  };
}

/** First-order and total index from the curves of one factor. */
function indicesOf(
  y: Float64Array,
  first: number,
  declaration: EfastDeclaration,
): { s1: Estimate; st: Estimate } {
  const { points, curves, harmonics } = declaration;
  const parts = Array.from({ length: curves }, (_, curve) =>
    y.subarray((first + curve) * points, (first + curve + 1) * points),
  );
  const failures = parts.reduce(
    (sum, part) => sum + part.filter((value) => !Number.isFinite(value)).length,
    0,
  );
  if (failures > 0) {
    const absent = absentEstimate(`${failures} of ${curves * points} points failed, and a curve has no gaps`);
    return { s1: absent, st: absent };
  }
  const found = parts.map((part) => fastIndices(part, harmonics));
  const overCurves = (read: (index: (typeof found)[number]) => number): Estimate => {
    const values = found.map(read);
    if (!values.every(Number.isFinite)) return absentEstimate("constant output");
    return estimateOverParts(values.reduce((sum, value) => sum + value, 0) / curves, values, "curves");
  };
  return { s1: overCurves(({ s1 }) => s1), st: overCurves(({ st }) => st) };
}

/** Indices of every target by the extended Fourier amplitude sensitivity test. */
export async function runEfast(
  declaration: EfastDeclaration,
  context: PointContext,
): Promise<readonly EfastResult[]> {
  const factors = drawnFactors(context.model);
  const refusal = refuse(context.model, factors);
  const columns =
    refusal === undefined && factors.length > 0
      ? await evaluatePoints(context, makeCurves(declaration, context, factors))
      : undefined;
  const absent = absentEstimate(refusal ?? "no factor varies");
  const { points, curves, harmonics } = declaration;
  return context.targets.map((output, target) => ({
    output,
    evaluations: columns === undefined ? 0 : factors.length * curves * points,
    points,
    curves,
    harmonics,
    indices: factors.map(({ id }, i) => ({
      factor: id,
      ...(columns === undefined
        ? { s1: absent, st: absent }
        : indicesOf(columns[target]!, i * curves, declaration)),
    })),
  }));
}
