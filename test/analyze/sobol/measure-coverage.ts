import { makeCentring } from "../../../src/analyze/sobol/centring.ts";
import { estimateSobol } from "../../../src/analyze/sobol/estimate-sobol.ts";
import { chooseEstimator } from "../../../src/analyze/sobol/estimators.ts";
import { addBlock, makeSums, type SumsLayout } from "../../../src/analyze/sobol/sums.ts";
import { type Benchmark, evaluatePoints, plan } from "../saltelli-points.ts";

/** How often intervals of nominal 95 % cover an index, and how wide they are. */
export interface IndexCoverage {
  readonly index: string;
  /** True value; below 0.001 only the width says anything. */
  readonly truth: number;
  readonly covered: number;
  /** Mean half-width over 1.96 times the root mean square error: 1.16 for Student's t with 7 degrees of freedom. */
  readonly relativeWidth: number;
}

const replicates = 8;

/** Estimates a function's indices with each of some seeds, from 8 scrambles of `base` rows of A. */
export function measureCoverage(
  truth: Benchmark,
  base: number,
  seeds: number,
  both = false,
): readonly IndexCoverage[] {
  const layout: SumsLayout = { groups: truth.dimensions, both, second: false };
  const exact = [...truth.s1, ...truth.st];
  const totals = exact.map(() => ({ covered: 0, halfWidth: 0, square: 0 }));
  for (let seed = 0; seed < seeds; seed++) {
    const points = { design: "sobol", base, replicates, seed, both } as const;
    const design = plan(truth.dimensions, points);
    const columns = Array.from({ length: replicates }, (_, r) => evaluatePoints(truth, points, r, design));
    const centring = makeCentring(columns[0]!.a.subarray(0, 64));
    const parts = columns.map((block) => {
      const sums = makeSums(layout);
      addBlock(sums, layout, block, centring);
      return sums;
    });
    const estimator = chooseEstimator("auto", both);
    const { s1, st } = estimateSobol(parts, centring, {
      layout,
      estimator,
      method: { kind: "replicates" },
      failures: "refuse",
      level: 0.95,
    });
    for (const [k, found] of [...s1, ...st].entries()) {
      if (!("level" in found)) throw new Error(`no interval: ${JSON.stringify(found)}`);
      const error = found.value - exact[k]!;
      totals[k]!.halfWidth += (found.high - found.low) / 2;
      totals[k]!.square += error * error;
      if (found.low <= exact[k]! && exact[k]! <= found.high) totals[k]!.covered++;
    }
  }
  return totals.map(({ covered, halfWidth, square }, k) => ({
    index: k < truth.dimensions ? `S1 x${k + 1}` : `ST x${k + 1 - truth.dimensions}`,
    truth: exact[k]!,
    covered: covered / seeds,
    relativeWidth: halfWidth / seeds / (1.96 * Math.sqrt(square / seeds)),
  }));
}

/** The indices whose coverage counts. */
export function relevant(cells: readonly IndexCoverage[]): readonly IndexCoverage[] {
  return cells.filter(({ truth }) => truth >= 0.001);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
