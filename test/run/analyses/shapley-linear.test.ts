import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cholesky } from "../../../src/math/cholesky.ts";
import { runShapley } from "../../../src/run/analyses/run-shapley.ts";
import { contextOf } from "./context.ts";

/** A linear function of correlated normal factors: y = Σ βᵢ xᵢ with the covariance matrix Σ. */
interface Linear {
  readonly beta: readonly number[];
  readonly sd: readonly number[];
  readonly correlation: readonly (readonly number[])[];
}

/** Correlations of what a few common causes make, which are possible together; rounded, to be written in a file. */
const linear: fc.Arbitrary<Linear> = fc.integer({ min: 2, max: 4 }).chain((d) => {
  const some = fc.integer({ min: -10, max: 10 });
  const loadings = fc.array(fc.array(some, { minLength: 2, maxLength: 2 }), { minLength: d, maxLength: d });
  return fc
    .tuple(
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: d, maxLength: d }),
      fc.array(fc.boolean(), { minLength: d, maxLength: d }),
      fc.array(fc.integer({ min: 5, max: 20 }), { minLength: d, maxLength: d }),
      loadings,
    )
    .map(([sizes, signs, sds, rows]) => {
      const beta = sizes.map((size, i) => (signs[i] ? size : -size) / 10);
      const variances = rows.map((row) => row.reduce((sum, value) => sum + value * value, 36));
      const correlation = rows.map((row, i) =>
        rows.map((other, j) =>
          i === j
            ? 1
            : row.reduce((sum, value, k) => sum + value * other[k]!, 0) /
              Math.sqrt(variances[i]! * variances[j]!),
        ),
      );
      return { beta, sd: sds.map((sd) => sd / 10), correlation };
    });
});

/** c(u) = (Σβ)ᵤᵀ Σᵤᵤ⁻¹ (Σβ)ᵤ, by the Cholesky factor of Σᵤᵤ. */
function explained({ beta, sd, correlation }: Linear, set: readonly number[]): number {
  const covariance = (i: number, j: number) => correlation[i]![j]! * sd[i]! * sd[j]!;
  const lower = cholesky(Float64Array.from(set.flatMap((i) => set.map((j) => covariance(i, j)))), set.length);
  const n = set.length;
  const solved: number[] = [];
  for (const [row, i] of set.entries()) {
    let value = beta.reduce((sum, b, j) => sum + covariance(i, j) * b, 0);
    for (let k = 0; k < row; k++) value -= lower[row * n + k]! * solved[k]!;
    solved.push(value / lower[row * n + row]!);
  }
  return solved.reduce((sum, value) => sum + value * value, 0);
}

/** Shapley shares by the definition: over all sets that lack the factor. */
function shares(model: Linear): readonly number[] {
  const d = model.beta.length;
  const all = [...Array(d).keys()];
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
  const total = explained(model, all);
  return all.map((i) => {
    const others = all.filter((j) => j !== i);
    let sum = 0;
    for (let bits = 0; bits < 2 ** others.length; bits++) {
      const set = others.filter((_, k) => (bits >> k) & 1);
      sum += (explained(model, [...set, i]) - explained(model, set)) / choose(d - 1, set.length);
    }
    return sum / d / total;
  });
}

/** A normal copula has Pearson correlation r where Spearman's is 6/π·asin(r/2). */
function scenarioOf({ beta, sd, correlation }: Linear): string {
  const pairs = beta.flatMap((_, i) =>
    beta.slice(0, i).map((_, j) => {
      const spearman = (6 / Math.PI) * Math.asin(correlation[i]![j]! / 2);
      return `{factors: [x${j}, x${i}], spearman: ${spearman}}`;
    }),
  );
  return `model: {equations: {y: "${beta.map((b, i) => `(${b}) * x${i}`).join(" + ")}"}}
factors:
${sd.map((value, i) => `  x${i}: {normal: {mean: ${i}, sd: ${value}}}`).join("\n")}
correlations: [${pairs.join(", ")}]
outputs: [y]
analyses: {shapley: {}}
`;
}

describe("Shapley effects", () => {
  test("of linear functions of correlated normal factors, to .01 of the closed form; they add up to 1", async () => {
    await fc.assert(
      fc.asyncProperty(linear, async (model) => {
        const variance = explained(model, [...model.beta.keys()]);
        // Where terms cancel, shares are ratios of small differences.
        fc.pre(variance > 0.1 * model.beta.reduce((sum, b, i) => sum + (b * model.sd[i]!) ** 2, 0));
        const { context, analyses } = await contextOf(scenarioOf(model));
        const [found] = await runShapley(analyses.shapley!, context);
        const wanted = shares(model);
        for (const [i, { sh }] of found!.effects.entries()) {
          expect(Math.abs(sh.value! - wanted[i]!)).toBeLessThan(0.01);
        }
        expect(found!.effects.reduce((sum, { sh }) => sum + sh.value!, 0)).toBeCloseTo(1, 12);
        expect(Math.abs(found!.variance.value! / variance - 1)).toBeLessThan(0.01);
      }),
      { numRuns: 8, seed: 5 },
    );
  });

  test("of independent factors lie between S1 and ST, whatever the interactions", async () => {
    const term = fc.integer({ min: -9, max: 9 });
    await fc.assert(
      fc.asyncProperty(fc.array(term, { minLength: 7, maxLength: 7 }), async ([a, b, c, d, e, f, g]) => {
        fc.pre([a, b, c, d, e, f, g].some((value) => value !== 0));
        const { context, analyses } =
          await contextOf(`model: {equations: {y: "(${a}) * x + (${b}) * y1^2 + (${c}) * z^3 + (${d}) * x * y1 + (${e}) * x * z + (${f}) * y1 * z + (${g}) * x * y1 * z"}}
factors:
  x: {uniform: {low: -1, high: 1}}
  y1: {normal: {mean: 0.5, sd: 1}}
  z: {triangular: {low: -1, mode: 0, high: 2}}
outputs: [y]
analyses: {shapley: {base: 512}}
`);
        const [found] = await runShapley(analyses.shapley!, context);
        for (const { sh, s1, st } of found!.effects) {
          expect(s1!.value! - sh.value!).toBeLessThan(0.01);
          expect(sh.value! - st!.value!).toBeLessThan(0.01);
        }
      }),
      { numRuns: 12, seed: 6 },
    );
  });
});
