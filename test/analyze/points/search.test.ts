import { describe, expect, test } from "vitest";
import { searchBox } from "../../../src/analyze/points/box-search.ts";
import { derivativeMeasures } from "../../../src/analyze/points/dgsm.ts";
import { bandOver, describeConditional, epistemicShare } from "../../../src/analyze/points/nested.ts";
import { makeNormal, makeUniform } from "../generator.ts";

describe("search of a box", () => {
  test("finds corners and what lies inside, for several objectives at once", async () => {
    const objectives = (place: readonly number[]) =>
      Float64Array.of(place[0]! - place[1]!, (place[0]! - 0.3) ** 2 + (place[1]! - 0.6) ** 2);
    const { extremes, evaluated } = await searchBox(2, 2, async (places) => places.map(objectives), 2000);
    expect(extremes[0]).toEqual({ low: -1, high: 1, lowAt: [0, 1], highAt: [1, 0] });
    expect(extremes[1]!.low).toBeLessThan(1e-4);
    expect(extremes[1]!.high).toBeCloseTo(0.49 + 0.36, 12);
    expect(evaluated).toBeLessThan(400);
  });

  test("visits each place once and stops at its budget; failures are never extremes", async () => {
    const seen = new Set<string>();
    const evaluate = async (places: readonly (readonly number[])[]) =>
      places.map((place) => {
        expect(seen.has(place.join())).toBe(false);
        seen.add(place.join());
        return Float64Array.of(place[0]! > 0.9 ? Number.NaN : place[0]!);
      });
    const { extremes } = await searchBox(1, 1, evaluate, 1000);
    expect(extremes[0]!.high).toBeCloseTo(0.9, 2);
    const many = await searchBox(
      9,
      1,
      async (places) => places.map((place) => Float64Array.of(place[3]!)),
      40,
    );
    expect(many.evaluated).toBeLessThan(100);
    expect(many.extremes[0]).toMatchObject({ low: 0, high: 1 });
  });
});

describe("derivative-based measures", () => {
  test("of a linear function of a uniform and of a normal factor", () => {
    const uniform = makeUniform(1);
    const normal = makeNormal(2);
    const rows = 4000;
    const x = Float64Array.from({ length: rows }, uniform);
    const z = Float64Array.from({ length: rows }, normal);
    const base = x.map((value, row) => 3 * value + z[row]!);
    const step = new Float64Array(rows).fill(1e-3);
    const moved = base.map((value) => value + 3e-3);
    const found = derivativeMeasures(base, moved, { x: step, z: step }, Math.PI ** -2, 0, rows);
    expect(found.nu).toBeCloseTo(9, 6);
    // V = 9/12 + 1, so ST = 0.4286; the bound of a uniform factor exceeds it by 12/π².
    expect(Math.abs(found.familyBound - (0.75 / 1.75) * (12 / Math.PI ** 2))).toBeLessThan(0.03);
  });
});

describe("nested distributions", () => {
  test("describe each point and the band over points; failures are left out", () => {
    const found = describeConditional(Float64Array.of(3, 1, Number.NaN, 2), [0.5], [1, 2.5]);
    expect(found).toMatchObject({ mean: 2, failures: 1 });
    expect([...found.quantiles, ...found.probabilities]).toEqual([2, 1 / 3, 2 / 3]);
    expect(describeConditional(Float64Array.of(1), [0.5], []).mean).toBeNaN();
    expect(bandOver([1, 2, 3, Number.NaN])).toEqual({ median: 2, low: 1.05, high: 2.95 });
    expect(bandOver([])).toBeNull();
  });

  test("the epistemic share is that of the variance of conditional means", () => {
    const points = [1, 3].map((mean) => describeConditional(Float64Array.of(mean - 1, mean + 1), [], []));
    expect(epistemicShare(points)).toBe(0.5);
  });
});
