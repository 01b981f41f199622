import { describe, expect, test } from "vitest";
import { benchmarks } from "../benchmarks.ts";
import { mean, measureCoverage, relevant } from "./measure-coverage.ts";

const SEEDS = 100;

// The whole requirement (200 seeds, base 64 and 512) is `npm run bench:sobol`. Here seeds are fixed. Were the indices of
// one seed covered or missed all together, the pooled coverage would have a standard error of 0.022: below 0.843 in
// 1e-6 of choices of the seeds.
describe("intervals over 8 scrambles of 64 rows", () => {
  test.each(benchmarks)("$name: cover as they say, and are no wider than they need be", (truth) => {
    const cells = measureCoverage(truth, 64, SEEDS);
    const covered = mean(relevant(cells).map((cell) => cell.covered));
    expect(covered).toBeGreaterThan(0.843);
    expect(covered).toBeLessThan(0.995);
    expect(mean(cells.map((cell) => cell.relativeWidth))).toBeLessThan(1.6);
  });
});
