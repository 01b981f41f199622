import type { Key } from "../../design/random-words.ts";
import { type Estimate, intervalEstimate, pointEstimate } from "../estimate.ts";
import { computeMoments, standardDeviation } from "../moments.ts";
import { quantileOfSorted } from "../quantile.ts";
import { criticalT } from "../student-t.ts";
import { drawWeights, resampleSums } from "./bootstrap.ts";
import type { ChosenEstimator } from "./estimators.ts";
import { indexVector, layOutVector } from "./index-vector.ts";
import { makeSums, mergeSums, type SobolSums, type SumsLayout } from "./sums.ts";

/**
 * How intervals are made of the parts of a design. `replicates`: each part is a replicate of its own, hence Student's t.
 * `bootstrap`: parts are blocks of independent rows; `conservative` names what they are blocks of instead (one net, one
 * hypercube), whose rows are more evenly spread than resamples of them, so that the interval is too wide.
 */
export type IntervalMethod =
  | { readonly kind: "replicates" }
  | {
      readonly kind: "bootstrap";
      readonly key: Key;
      readonly resamples: number;
      readonly conservative: string | undefined;
    };

/** Estimates of every index of a target, in the order of `layOutVector`. */
export function estimateVector(
  parts: readonly SobolSums[],
  layout: SumsLayout,
  estimator: ChosenEstimator,
  method: IntervalMethod,
  level: number,
): readonly Estimate[] {
  return method.kind === "replicates"
    ? fromReplicates(parts, layout, estimator, level)
    : fromResamples(parts, layout, estimator, method, level);
}

/**
 * The mean of the replicates' estimates, with Student's t. On skewed outputs it is nearer to the truth than the estimate
 * from all rows together, and its interval covers as it says (measured: see docs/sobol.md).
 */
function fromReplicates(
  parts: readonly SobolSums[],
  layout: SumsLayout,
  estimator: ChosenEstimator,
  level: number,
): readonly Estimate[] {
  const vectors = parts.map((part) => indexVector(part, layout, estimator));
  const count = vectors.length;
  const factor = criticalT(level, count - 1) / Math.sqrt(count);
  return Array.from({ length: layOutVector(layout).size }, (_, k) => {
    const values = Float64Array.from(vectors, (vector) => vector[k]);
    const moments = computeMoments(values, 0, count);
    if (values.every((value) => value === values[0])) {
      return pointEstimate(values[0], `all ${count} replicates give the same value`);
    }
    const half = factor * standardDeviation(moments);
    const { mean } = moments;
    return intervalEstimate(mean, mean - half, mean + half, level, `Student t over ${count} replicates`);
  });
}

/** The estimate from all rows, with the percentiles of resamples of whole parts. */
function fromResamples(
  parts: readonly SobolSums[],
  layout: SumsLayout,
  estimator: ChosenEstimator,
  method: Extract<IntervalMethod, { kind: "bootstrap" }>,
  level: number,
): readonly Estimate[] {
  const all = makeSums(layout);
  for (const part of parts) mergeSums(all, part);
  const vector = indexVector(all, layout, estimator);
  if (parts.length < 2) {
    const reason = "one replicate of one block: an interval takes more rows, or more replicates";
    return Array.from(vector, (value) => pointEstimate(value, reason));
  }
  const resampled = resampleVectors(parts, layout, estimator, method);
  const text = `bootstrap of ${parts.length} blocks`;
  const name = method.conservative === undefined ? text : `${text} of ${method.conservative}, conservative`;
  return Array.from(resampled, (values, k) => {
    values.sort();
    const low = quantileOfSorted(values, 0, values.length, (1 - level) / 2);
    const high = quantileOfSorted(values, 0, values.length, (1 + level) / 2);
    if (low === high) return pointEstimate(vector[k], "all resamples give the same value");
    return intervalEstimate(vector[k], low, high, level, name);
  });
}

/** For each index, its value in every resample. */
function resampleVectors(
  parts: readonly SobolSums[],
  layout: SumsLayout,
  estimator: ChosenEstimator,
  { key, resamples }: { readonly key: Key; readonly resamples: number },
): readonly Float64Array[] {
  const { size } = layOutVector(layout);
  const weights = weightsOf(key, resamples, parts.length);
  const values = Array.from({ length: size }, () => new Float64Array(resamples));
  const drawn = makeSums(layout);
  const vector = new Float64Array(size);
  for (let resample = 0; resample < resamples; resample++) {
    resampleSums(parts, weights, resample, drawn.sums);
    indexVector(drawn, layout, estimator, vector);
    for (let k = 0; k < size; k++) values[k][resample] = vector[k];
  }
  return values;
}

/** Weights drawn last: targets of one design share them. */
let drawn: { readonly name: string; readonly weights: Uint16Array } | undefined;

function weightsOf(key: Key, resamples: number, parts: number): Uint16Array {
  const name = `${key[0]}/${key[1]}/${resamples}/${parts}`;
  if (drawn?.name !== name) drawn = { name, weights: drawWeights(key, resamples, parts) };
  return drawn.weights;
}
