import { expect, test } from "vitest";
import type { Estimate } from "../../src/analyze/estimate.ts";
import { makeRunSorter } from "../../src/analyze/runs.ts";
import { type SummaryContext, summarizeColumn } from "../../src/analyze/summarize.ts";
import { makeNormal, makeUniform } from "./generator.ts";

const TRIALS = 2000;
function covers(estimate: Estimate, truth: number): boolean {
  if (!("level" in estimate)) throw new Error(`no interval: ${JSON.stringify(estimate)}`);
  return estimate.low <= truth && truth <= estimate.high;
}

interface Truth {
  readonly mean: number;
  readonly sd: number;
  readonly quantiles: readonly number[];
}

/** Share of `TRIALS` columns whose intervals cover the truth: of the mean, the sd, and each quantile. */
function measureCoverage(
  draws: number,
  fill: (out: Float64Array) => void,
  context: SummaryContext,
  truth: Truth,
) {
  const sorter = makeRunSorter(draws);
  const values = new Float64Array(draws);
  const hits = new Array<number>(2 + truth.quantiles.length).fill(0);
  for (let trial = 0; trial < TRIALS; trial++) {
    fill(values);
    const found = summarizeColumn(values, context, sorter);
    const estimates = [found.mean, found.sd, ...found.quantiles];
    const truths = [truth.mean, truth.sd, ...truth.quantiles];
    estimates.forEach((estimate, i) => {
      if (covers(estimate, truths[i])) hits[i]++;
    });
  }
  return hits.map((count) => count / TRIALS);
}

/** Within 4.9 binomial standard errors: under the stated coverage a false alarm in 1e-6 of seeds; seeds are fixed. */
function expectCoverage(found: number, exact: number): void {
  expect(Math.abs(found - exact)).toBeLessThan(4.9 * Math.sqrt((exact * (1 - exact)) / TRIALS));
}

// Ranks 86 and 115, 184 and 197, of 200: binomial sums.
const MEDIAN_COVERAGE = 0.9599628;
const P95_COVERAGE = 0.9671522;

const NORMAL: Truth = { mean: 0, sd: 1, quantiles: [0, 1.6448536269514722] };

test("independent normal draws: the nominal coverage", () => {
  const normal = makeNormal(11);
  const context = { design: "random", replicates: 1, probabilities: [0.5, 0.95], level: 0.95 } as const;
  const coverage = measureCoverage(200, (out) => out.set(out.map(normal)), context, NORMAL);
  expectCoverage(coverage[0], 0.95);
  expectCoverage(coverage[1], 0.95);
  expectCoverage(coverage[2], MEDIAN_COVERAGE);
  expectCoverage(coverage[3], P95_COVERAGE);
});

test("order statistics cover the quantiles of any distribution", () => {
  const normal = makeNormal(12);
  const context = { design: "random", replicates: 1, probabilities: [0.5, 0.95], level: 0.95 } as const;
  const heavy = (z: number) => Math.exp(3 * z);
  const truth = { mean: 0, sd: 0, quantiles: NORMAL.quantiles.map(heavy) };
  const fill = (out: Float64Array) => out.set(out.map(() => heavy(normal())));
  const [, , median, p95] = measureCoverage(200, fill, context, truth);
  expectCoverage(median, MEDIAN_COVERAGE);
  expectCoverage(p95, P95_COVERAGE);
});

test("replicated Latin hypercubes of y = u1² + u2: the nominal coverage", () => {
  const uniform = makeUniform(13);
  const size = 64;
  const context = { design: "lhs", replicates: 8, probabilities: [0.5], level: 0.95 } as const;
  const column = new Float64Array(size);
  function stratify(out: Float64Array): void {
    for (let i = 0; i < size; i++) out[i] = (i + uniform()) / size;
    for (let i = size - 1; i > 0; i--) {
      const j = Math.floor(uniform() * (i + 1));
      [out[i], out[j]] = [out[j], out[i]];
    }
  }
  function fill(out: Float64Array): void {
    for (let start = 0; start < out.length; start += size) {
      const first = out.subarray(start, start + size);
      stratify(first);
      stratify(column);
      for (let i = 0; i < size; i++) first[i] = first[i] * first[i] + column[i];
    }
  }
  // E y = 5/6, Var y = 4/45 + 1/12; for m < 1, P(y < m) = ∫0^√m (m − u²) du = ⅔·m^1.5, which is ½ at m = ¾^⅔.
  const truth = { mean: 5 / 6, sd: Math.sqrt(4 / 45 + 1 / 12), quantiles: [0.75 ** (2 / 3)] };
  for (const coverage of measureCoverage(8 * size, fill, context, truth)) expectCoverage(coverage, 0.95);
});
