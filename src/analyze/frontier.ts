import type { Fit, FitBlock } from "./fit.ts";

/** Positions of the systems of each whole year, in the order of the years' first systems. */
function byYear(dates: Float64Array): readonly Int32Array[] {
  const years = new Map<number, number[]>();
  dates.forEach((date, j) => {
    const year = Math.floor(date);
    if (!years.has(year)) years.set(year, []);
    years.get(year)!.push(j);
  });
  return [...years.values()].map((members) => Int32Array.from(members));
}

/** The `top` members with the greatest values; of equal ones the first. NaN counts as least. */
function greatest(members: Int32Array, value: (system: number) => number, top: number): Int32Array {
  const rank = (j: number): number => (Number.isNaN(value(j)) ? Number.NEGATIVE_INFINITY : value(j));
  return members.toSorted((a, b) => rank(b) - rank(a) || a - b).subarray(0, top);
}

/**
 * Weighted least squares through the greatest systems of each whole year by their deterministic values: the same in
 * every draw, so that the line does not pick the errors that happen to be large.
 */
export const frontier: Fit = {
  name: "frontier",
  select(dates, values, { top }) {
    const chosen = byYear(dates).flatMap((members) => [...greatest(members, (j) => values[j], top)]);
    return Int32Array.from(chosen).sort();
  },
  prepare: () => ({}),
};

/**
 * The frontier chosen again in each draw. Biased upward: of several systems alike the one with the largest error is
 * taken, and there are more to take from in later years.
 */
export const rerankedFrontier: Fit = {
  name: "frontier-reranked",
  prepare(dates, { top }) {
    const years = byYear(dates);
    return {
      reweigh({ rows, stride, logs, weights }: FitBlock) {
        for (let row = 0; row < rows; row++) {
          for (const members of years) {
            const kept = greatest(members, (j) => logs[j * stride + row], top);
            for (const j of members) if (!kept.includes(j)) weights[j * stride + row] = 0;
          }
        }
      },
    };
  },
};
