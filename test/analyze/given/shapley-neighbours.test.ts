import { describe, expect, test } from "vitest";
import { shapleyNeighbours } from "../../../src/analyze/given/shapley-neighbours.ts";
import { makeNormal } from "../generator.ts";

/** Rows of normal factors, the second and third correlated by 0.9, and any number of further ones. */
function rowsOf(rows: number, factors: number) {
  const normal = makeNormal(5);
  const x = Array.from({ length: factors }, () => Float64Array.from({ length: rows }, normal));
  x[2] = x[2]!.map((value, row) => 0.9 * x[1]![row]! + Math.sqrt(1 - 0.81) * value);
  return { x, y: x[0]!.map((value, row) => value + x[1]![row]! + 2 * x[2]![row]!) };
}

describe("Shapley effects by nearest neighbours", () => {
  test.each([3, 7])("of the correlated linear case, %i factors", (factors) => {
    const { x, y } = rowsOf(512, factors);
    const [variance, ...shares] = shapleyNeighbours.compute(x, y, {});
    expect(variance! / 9.6).toBeGreaterThan(0.8);
    expect(variance! / 9.6).toBeLessThan(1.2);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    // Neighbours are further away with more factors: the estimate loses to them what is not theirs.
    const tolerance = factors === 3 ? 0.05 : 0.12;
    [0.1041666667, 0.4182291667, 0.4776041667].forEach((share, i) => {
      expect(Math.abs(shares[i]! - share)).toBeLessThan(tolerance);
    });
    for (const share of shares.slice(3)) expect(Math.abs(share)).toBeLessThan(tolerance);
  });

  test("a monotone transform of a factor changes nothing", () => {
    const { x, y } = rowsOf(128, 3);
    const bent = x.map((column) => column.map((value) => value ** 3));
    expect(shapleyNeighbours.compute(bent, y, {})).toEqual(shapleyNeighbours.compute(x, y, {}));
  });
});
