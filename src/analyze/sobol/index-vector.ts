import type { ChosenEstimator } from "./estimators.ts";
import { varianceOf } from "./moments.ts";
import { makeMoments, readDummy, readGroup, readPair, type SobolSums, type SumsLayout } from "./sums.ts";

/** Places of the indices of one target in a flat vector: S1 by group, ST by group, the dummy's two, V, then S2 by pair. */
export interface VectorLayout {
  readonly size: number;
  s1(group: number): number;
  st(group: number): number;
  readonly dummyS1: number;
  readonly dummySt: number;
  readonly variance: number;
  s2(i: number, j: number): number;
}

export function layOutVector({ groups, second }: SumsLayout): VectorLayout {
  const fixed = 2 * groups + 3;
  return {
    size: fixed + (second ? (groups * (groups - 1)) / 2 : 0),
    s1: (group) => group,
    st: (group) => groups + group,
    dummyS1: 2 * groups,
    dummySt: 2 * groups + 1,
    variance: 2 * groups + 2,
    s2: (i, j) => fixed + i * groups - (i * (i + 1)) / 2 + j - i - 1,
  };
}

/**
 * All indices of one target from its sums; what divides by a variance of 0 is not finite. The variance is that of
 * reduced values. S2 = E[BA_i AB_j - A B] / V - S1_i - S1_j (Saltelli 2002).
 */
export function indexVector(
  from: Pick<SobolSums, "sums">,
  layout: SumsLayout,
  estimator: ChosenEstimator,
  out = new Float64Array(layOutVector(layout).size),
): Float64Array {
  const at = layOutVector(layout);
  const moments = makeMoments();
  for (let group = 0; group < layout.groups; group++) {
    readGroup(from, layout, group, moments);
    out[at.s1(group)] = estimator.firstOrder(moments);
    out[at.st(group)] = estimator.totalOrder(moments);
  }
  readDummy(from, moments);
  out[at.dummyS1] = estimator.firstOrder(moments);
  out[at.dummySt] = estimator.totalOrder(moments);
  const variance = varianceOf(moments);
  out[at.variance] = variance;
  if (!layout.second) return out;
  for (let i = 0; i < layout.groups; i++) {
    for (let j = i + 1; j < layout.groups; j++) {
      const joint = (readPair(from, layout, i, j) - moments.ab) / variance;
      out[at.s2(i, j)] = joint - out[at.s1(i)] - out[at.s1(j)];
    }
  }
  return out;
}
