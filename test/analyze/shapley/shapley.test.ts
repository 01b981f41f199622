import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimateShapley } from "../../../src/analyze/shapley/estimate-shapley.ts";
import { shapleyValues } from "../../../src/analyze/shapley/subsets.ts";
import { conditionScores } from "../../../src/evaluate/points/conditional.ts";
import { cholesky } from "../../../src/math/cholesky.ts";
import { makeNormal, makeUniform } from "../generator.ts";

/** Correlation 0.9 between the second and third of three factors. */
const correlation = Float64Array.of(1, 0, 0, 0, 1, 0.9, 0, 0.9, 1);

/** A Shapley design in three normal factors and the values of y on it. */
function evaluate(rows: number, exact: boolean, y: (z: Float64Array) => number) {
  const lower = cholesky(correlation, 3);
  const normal = makeNormal(1);
  const uniform = makeUniform(2);
  const draw = () => Float64Array.from({ length: 3 }, normal);
  const orders = Array.from({ length: rows }, () => {
    const keys = Array.from({ length: 3 }, uniform);
    return [0, 1, 2].sort((a, b) => keys[a]! - keys[b]!);
  });
  const variants = exact ? 8 : 4;
  const out = new Float64Array(variants * rows);
  for (let row = 0; row < rows; row++) {
    const [a, b] = [draw(), draw()];
    for (let variant = 0; variant < variants; variant++) {
      const fresh = [0, 1, 2].map((i) =>
        exact ? ((variant >> i) & 1) === 1 : orders[row]!.indexOf(i) < variant,
      );
      const { first, second } = conditionScores(lower, 3, fresh);
      const z = Float64Array.from({ length: 3 }, (_, i) =>
        [0, 1, 2].reduce((sum, k) => sum + first[3 * i + k]! * a[k]! + second[3 * i + k]! * b[k]!, 0),
      );
      out[variant * rows + row] = y(z);
    }
  }
  return { players: 3, replicates: 8, rows, exact, orderOf: (row: number) => orders[row]!, y: out };
}

const linear = (z: Float64Array) => z[0]! + z[1]! + 2 * z[2]!;
const shares = [0.1041666667, 0.4182291667, 0.4776041667];

describe("conditional scores", () => {
  test("keep what is kept, and give the conditional mean and variance of the rest", () => {
    const lower = cholesky(correlation, 3);
    const { first, second } = conditionScores(lower, 3, [false, false, true]);
    expect([...first.subarray(0, 6)]).toEqual([...lower.subarray(0, 6)]);
    expect([...first.subarray(6)]).toEqual([0, expect.closeTo(0.9, 14), 0]);
    expect([...second.subarray(0, 8)]).toEqual(new Array(8).fill(0));
    expect(second[8]).toBeCloseTo(Math.sqrt(1 - 0.81), 14);
  });

  test("leave the joint distribution as it is, whatever is drawn anew", () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 10, maxLength: 10 }),
        fc.integer({ min: 0, max: 15 }),
        (raw, set) => {
          // A lower triangle with a dominant diagonal, rows scaled to length 1, is the factor of a correlation matrix.
          const lower = new Float64Array(16);
          let at = 0;
          for (let i = 0; i < 4; i++) {
            for (let j = 0; j <= i; j++) lower[4 * i + j] = i === j ? 1.5 : raw[at++]!;
            const norm = Math.sqrt(lower.subarray(4 * i, 4 * i + 4).reduce((sum, v) => sum + v * v, 0));
            for (let j = 0; j <= i; j++) lower[4 * i + j]! /= norm;
          }
          const fresh = [0, 1, 2, 3].map((i) => ((set >> i) & 1) === 1);
          const { first, second } = conditionScores(lower, 4, fresh);
          const product = (a: Float64Array, i: number, j: number) =>
            [0, 1, 2, 3].reduce((sum, k) => sum + a[4 * i + k]! * a[4 * j + k]!, 0);
          for (let i = 0; i < 4; i++) {
            for (let j = 0; j < 4; j++) {
              expect(product(first, i, j) + product(second, i, j)).toBeCloseTo(product(lower, i, j), 12);
            }
          }
        },
      ),
      { numRuns: 50, seed: 3 },
    );
  });
});

describe("Shapley effects", () => {
  test("values of a game add up to the worth of all players, and dummies have none", () => {
    const worth = Float64Array.from({ length: 16 }, (_, set) => ((set & 1) + 2 * ((set >> 1) & 1)) ** 2);
    const values = shapleyValues(worth, 4);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(9, 12);
    expect([...values]).toEqual([expect.closeTo(3), expect.closeTo(6), 0, 0]);
  });

  // 20000 plain random rows: the standard error of a share is below 0.004.
  test.each([true, false])("of the correlated linear case (all sets: %s)", (exact) => {
    const { effects, variance } = estimateShapley(evaluate(20_000, exact, linear));
    expect(Math.abs(variance.value! - 9.6)).toBeLessThan(0.4);
    effects.forEach(({ sh }, i) => {
      expect(Math.abs(sh.value! - shares[i]!)).toBeLessThan(0.02);
      expect(sh).toMatchObject({ method: "Student t over 8 replicates" });
    });
    expect(effects.reduce((sum, { sh }) => sum + sh.value!, 0)).toBeCloseTo(1, 12);
    expect(effects.reduce((sum, effect) => sum + effect.variance!, 0)).toBeCloseTo(variance.value!, 10);
  });

  test("failed rows are left out, and a constant output has no share", () => {
    const values = evaluate(64, true, linear);
    values.y[5] = Number.NaN;
    values.y[64 + 9] = Number.POSITIVE_INFINITY;
    expect(estimateShapley(values).failures).toBe(2);
    const constant = estimateShapley({ ...values, y: new Float64Array(512) });
    expect(constant.effects[0]!.sh).toEqual({ value: null, reason: "constant output" });
  });
});
