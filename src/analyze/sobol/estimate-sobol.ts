import { absentEstimate, type Estimate, intervalEstimate, pointEstimate } from "../estimate.ts";
import type { ChosenEstimator } from "./estimators.ts";
import { layOutVector } from "./index-vector.ts";
import { estimateVector, type IntervalMethod } from "./intervals.ts";
import { type Centring, countRows, makeSums, mergeSums, type SobolSums, type SumsLayout } from "./sums.ts";

export interface EstimateOptions {
  readonly layout: SumsLayout;
  readonly estimator: ChosenEstimator;
  readonly method: IntervalMethod;
  readonly failures: "refuse" | "drop";
  readonly level: number;
}

/** The indices of one target; groups by number. */
export interface SobolEstimates {
  readonly s1: readonly Estimate[];
  readonly st: readonly Estimate[];
  /** Of the pairs i < j, row by row of the upper triangle; empty without second order. */
  readonly s2: readonly { readonly groups: readonly [number, number]; readonly estimate: Estimate }[];
  readonly dummy: { readonly s1: Estimate; readonly st: Estimate };
  /** In the square of the target's unit. */
  readonly variance: Estimate;
}

/** Least rows of a part: a variance takes two. */
const leastRows = 2;

/** Why a target has no indices, if that is so. */
function refuse(
  parts: readonly SobolSums[],
  { layout, method, failures }: EstimateOptions,
): string | undefined {
  const all = makeSums(layout);
  for (const part of parts) mergeSums(all, part);
  const rows = countRows(all) + all.failed;
  if (all.failed === rows) return `all ${rows} rows failed`;
  if (all.failed > 0 && failures === "refuse") {
    return `${all.failed} of ${rows} rows failed: \`failures: drop\` would leave them out`;
  }
  if (all.low === all.high) return "constant: there is no variance to explain";
  if (method.kind !== "replicates") return undefined;
  const thin = parts.filter((part) => countRows(part) < leastRows).length;
  if (thin > 0) return `fewer than ${leastRows} rows are left in ${thin} of ${parts.length} replicates`;
  const flat = parts.filter(({ low, high }) => low === high).length;
  return flat === 0 ? undefined : `constant in ${flat} of ${parts.length} replicates: use a larger base`;
}

/** Indices of one target from the sums of the parts of its design, in the order of rows. */
export function estimateSobol(
  parts: readonly SobolSums[],
  { scale }: Centring,
  options: EstimateOptions,
): SobolEstimates {
  const { layout, estimator, method, level } = options;
  const at = layOutVector(layout);
  const reason = refuse(parts, options);
  const found =
    reason === undefined
      ? estimateVector(parts, layout, estimator, method, level)
      : Array.from({ length: at.size }, () => absentEstimate(reason));
  const groups = Array.from({ length: layout.groups }, (_, group) => group);
  const pairs = layout.second ? groups.flatMap((i) => groups.slice(i + 1).map((j) => [i, j] as const)) : [];
  return {
    s1: groups.map((group) => found[at.s1(group)]),
    st: groups.map((group) => found[at.st(group)]),
    s2: pairs.map(([i, j]) => ({ groups: [i, j] as const, estimate: found[at.s2(i, j)] })),
    dummy: { s1: found[at.dummyS1], st: found[at.dummySt] },
    variance: unscale(found[at.variance], scale * scale),
  };
}

/** An estimate of reduced values in the unit of the values themselves. */
function unscale(estimate: Estimate, by: number): Estimate {
  if (estimate.value === null) return estimate;
  if (estimate.low === null) return pointEstimate(estimate.value / by, estimate.reason);
  const { value, low, high, level, method } = estimate;
  return intervalEstimate(value / by, low / by, high / by, level, method);
}
