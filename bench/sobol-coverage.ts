// Coverage of the intervals of Sobol' indices: npm run bench:sobol [-- SEEDS]. For each function and base size, 8 scrambles
// with each of 200 seeds: how often the nominal 95 % intervals cover the exact values, and how wide they are.
import { benchmarks } from "../test/analyze/benchmarks.ts";
import { mean, measureCoverage, relevant } from "../test/analyze/sobol/measure-coverage.ts";

const seeds = Number(process.argv[2] ?? 200);
const bases = [64, 512];
const cells =
  2 * bases.length * benchmarks.reduce((sum, { s1, st }) => sum + relevantCount(s1) + relevantCount(st), 0);

function relevantCount(indices: readonly number[]): number {
  return indices.filter((index) => index >= 0.001).length;
}

/** P(X <= k) of a binomial count of n trials. */
function binomialCdf(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += term;
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
  }
  return sum;
}

/** One-sided exact tests of coverage >= 0.90 and <= 0.99, at 0.05 over the number of cells. */
function verdict(covered: number): string {
  const count = Math.round(covered * seeds);
  if (binomialCdf(count, seeds, 0.9) < 0.05 / cells) return "below 0.90";
  if (1 - binomialCdf(count - 1, seeds, 0.99) < 0.05 / cells) return "above 0.99";
  return "ok";
}

console.log(`${seeds} seeds, 8 scrambles, nominal 95 %; cells are tested at 0.05/${cells}`);
console.log("function      base  points   pooled   least    most   width   cells");
for (const both of [false, true]) {
  for (const truth of benchmarks) {
    for (const base of bases) {
      const found = measureCoverage(truth, base, seeds, both);
      const covered = relevant(found).map((cell) => cell.covered);
      const verdicts = covered.map(verdict).filter((text) => text !== "ok");
      const width = mean(found.map((cell) => cell.relativeWidth));
      const figures = [mean(covered), Math.min(...covered), Math.max(...covered)].map((x) => x.toFixed(3));
      console.log(
        truth.name.padEnd(12) +
          String(base).padStart(6) +
          (both ? "A B AB BA" : "A B AB").padStart(11) +
          figures.map((text) => text.padStart(8)).join("") +
          width.toFixed(2).padStart(8) +
          `   ${verdicts.length === 0 ? "ok" : verdicts.join(", ")}`,
      );
    }
  }
}
