import { estimateProbability } from "./claims/probability.ts";
import { absentEstimate, type Estimate, pointEstimate } from "./estimate.ts";
import { computeMoments, standardDeviation } from "./moments.ts";
import { quantileOfSorted } from "./quantile.ts";
import { criticalT } from "./student-t.ts";
import { type OutputSummary, type SummaryContext, summarizeColumn } from "./summarize.ts";

/** Modified null-hypothesis test: is the mean difference more than δ0 standard deviations of the differences? */
export interface ModifiedTest {
  /** Mean of the paired differences over their standard deviation. */
  readonly effect: number | null;
  readonly delta0: number;
  readonly statistic: number | null;
  readonly critical: number | null;
  /** Whether |effect| exceeds δ0 beyond chance. */
  readonly rejected: boolean | null;
  readonly reason?: string;
}

/** One value under A and under B, draw by draw. */
export interface ColumnComparison {
  /** A − B. */
  readonly difference: OutputSummary;
  /** A / B. */
  readonly ratio: OutputSummary;
  /** P(A < B). */
  readonly probLess: Estimate;
  /** The larger of P(A < B) and P(A > B): how often the draws agree on which is smaller. */
  readonly discernibility: Estimate;
  /** Common area of the two distributions, 1 where they are the same. */
  readonly overlap: Estimate;
  readonly test: ModifiedTest;
}

const delta0 = 0.2;
const significance = 0.05;
/** Cells of equal probability, of both samples together, over which the overlap is counted. */
const cells = 32;

/** Compares two values drawn together: `a` and `b` hold the same draws (Heijungs 2021; Mendoza Beltrán et al. 2018). */
export function compareColumns(a: Float64Array, b: Float64Array, context: SummaryContext): ColumnComparison {
  const difference = a.map((value, row) => value - b[row]!);
  const less = truthOf(difference, (value) => value < 0);
  const greater = truthOf(difference, (value) => value > 0);
  const probLess = estimateProbability(less, context);
  const probGreater = estimateProbability(greater, context);
  return {
    difference: summarizeColumn(difference, context),
    ratio: summarizeColumn(
      a.map((value, row) => value / b[row]!),
      context,
    ),
    probLess,
    discernibility: (probGreater.value ?? 0) > (probLess.value ?? 0) ? probGreater : probLess,
    overlap: overlapOf(a, b),
    test: modifiedTest(difference),
  };
}

function truthOf(difference: Float64Array, holds: (value: number) => boolean): Float64Array {
  return difference.map((value) => (Number.isNaN(value) ? Number.NaN : Number(holds(value))));
}

function overlapOf(a: Float64Array, b: Float64Array): Estimate {
  const finite = [a, b].map((values) => values.filter(Number.isFinite).sort());
  const [first, second] = finite as [Float64Array, Float64Array];
  if (first.length === 0 || second.length === 0) return absentEstimate("no finite draws to compare");
  const pooled = Float64Array.from([...first, ...second]).sort();
  const ends = Array.from({ length: cells - 1 }, (_, k) =>
    quantileOfSorted(pooled, 0, pooled.length, (k + 1) / cells),
  );
  const shares = (values: Float64Array): readonly number[] => {
    const below = [...ends.map((end) => values.findLastIndex((value) => value <= end) + 1), values.length];
    return below.map((count, k) => (count - (k === 0 ? 0 : below[k - 1]!)) / values.length);
  };
  const [left, right] = [shares(first), shares(second)];
  const common = left.reduce((sum, share, k) => sum + Math.min(share, right[k]!), 0);
  return pointEstimate(common, `counted over ${cells} cells: too low by sampling error`);
}

function modifiedTest(difference: Float64Array): ModifiedTest {
  const finite = difference.filter(Number.isFinite);
  const none = { effect: null, delta0, statistic: null, critical: null, rejected: null };
  if (finite.length < 2) return { ...none, reason: "takes two finite draws" };
  const moments = computeMoments(finite, 0, finite.length);
  const sd = standardDeviation(moments);
  if (sd === 0) return { ...none, reason: "the difference is the same in every draw" };
  const effect = moments.mean / sd;
  const statistic = (Math.abs(effect) - delta0) * Math.sqrt(finite.length);
  // One-sided: the central level that leaves the significance on each side.
  const critical = criticalT(1 - 2 * significance, finite.length - 1);
  return { effect, delta0, statistic, critical, rejected: statistic > critical };
}
