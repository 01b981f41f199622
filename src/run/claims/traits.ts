import type { Trait } from "../../analyze/claims/decisive.ts";
import { trendWeights } from "../../analyze/trend.ts";
import { fillColumn, type Plan } from "../../design/index.ts";
import { findColumns } from "../../evaluate/columns.ts";
import { sampledSource } from "../../evaluate/sources.ts";
import { log10 } from "../../math/elementary.ts";
import { compositionFactor } from "../../model/composition.ts";
import type { Model } from "../../model/model.ts";
import type { ResultPath } from "../../scenario/scenario.ts";
import type { Deterministic } from "../deterministic.ts";
import type { PreparedReductions } from "../make-job.ts";

/** How much each system weighs in a result, to first order; `residuals` times that is how much its own weight does. */
interface Exposure {
  readonly over: string;
  readonly weights: Float64Array;
  readonly residuals?: Float64Array;
}

/** Each shared factor that varies, one for each stream. */
export function sharedTraits(model: Model, plan: Plan): readonly Trait[] {
  const source = sampledSource(model, plan);
  const seen = new Set<string>();
  return model.factors.flatMap(({ id, shared, stream, distribution }, factor) => {
    if (!shared || distribution.family === "constant" || seen.has(stream)) return [];
    seen.add(stream);
    const values = new Float64Array(plan.draws);
    source.fill(factor, 0, 0, plan.draws, values, 0);
    return [{ factor: id, values }];
  });
}

/**
 * Factors with many values at a time, each summed over its values with the weights of the results that are read: what
 * moves a trend is whether later systems have larger errors than earlier ones, not whether one has.
 */
export function individualTraits(
  model: Model,
  plan: Plan,
  reads: readonly ResultPath[],
  prepared: PreparedReductions,
  deterministic: Deterministic,
): readonly Trait[] {
  const columnOf = findColumns(model, plan);
  const exposures = reads.flatMap((path) => exposureOf(path, model, prepared, deterministic) ?? []);
  const seen = new Set<string>();
  const u = new Float64Array(plan.draws);
  return model.factors.flatMap((factor, index) => {
    const { id, shared, stream, distribution, components, componentOf } = factor;
    if (shared || distribution.family === "constant" || seen.has(stream)) return [];
    seen.add(stream);
    const sums = exposures.map((exposure) => ({
      over: exposure.over,
      weights: componentWeights(exposure, id.startsWith(compositionFactor), componentOf, components.length),
      values: new Float64Array(plan.draws),
    }));
    for (let component = 0; component < components.length; component++) {
      const counting = sums.filter(({ weights }) => weights[component] !== 0);
      if (counting.length === 0) continue;
      fillColumn(plan, columnOf(index, component, 0), 0, plan.draws, u, 0);
      for (const { weights, values } of counting) addScaled(values, u, weights[component]!);
    }
    return sums
      .filter(({ weights }) => weights.some((weight) => weight !== 0))
      .map(({ over, values }) => ({ factor: id, over, values }));
  });
}

function addScaled(sum: Float64Array, values: Float64Array, weight: number): void {
  for (let row = 0; row < sum.length; row++) sum[row]! += weight * values[row]!;
}

function componentWeights(
  { weights, residuals }: Exposure,
  isComposition: boolean,
  componentOf: Int32Array,
  components: number,
): Float64Array {
  const sums = new Float64Array(components);
  componentOf.forEach((component, system) => {
    const share = isComposition ? (residuals?.[system] ?? 0) : 1;
    sums[component]! += weights[system]! * share;
  });
  return sums;
}

function exposureOf(
  path: ResultPath,
  model: Model,
  { trends, aggregates }: PreparedReductions,
  deterministic: Deterministic,
): Exposure | undefined {
  const weights = new Float64Array(model.systems.length);
  if (path.kind === "output") {
    const system = path.system === undefined ? 0 : model.systems.indexOf(path.system);
    weights[system] = 1;
    return { over: path.output, weights };
  }
  if (path.kind === "aggregate") {
    const { job } = aggregates.find(({ declaration }) => declaration.id === path.id)!;
    for (const system of job.systems) weights[system] = 1 / job.systems.length;
    return { over: `aggregate.${path.id}`, weights };
  }
  const { job, refusal } = trends.find(({ declaration }) => declaration.id === path.id)!;
  if (refusal !== undefined) return undefined;
  const { slope, meanX } = trendWeights(job.dates);
  const logs = Float64Array.from(job.systems, (system) => log10(deterministic.value(system, job.target)));
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const growth = logs.reduce((sum, value, j) => sum + slope[j]! * (value - mean), 0);
  const residuals = new Float64Array(model.systems.length);
  job.systems.forEach((system, j) => {
    weights[system] = slope[j]!;
    residuals[system] = logs[j]! - mean - growth * (job.dates[j]! - meanX);
  });
  return { over: `trend.${path.id}`, weights, residuals };
}
