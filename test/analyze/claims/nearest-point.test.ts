import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Margins } from "../../../src/analyze/claims/crossing.ts";
import { nearestPoint } from "../../../src/analyze/claims/nearest-point.ts";
import { activeOptions, nearestChanges } from "../../../src/analyze/claims/single-changes.ts";

const margins =
  (margin: (z: Float64Array) => number): Margins =>
  (points) =>
    Float64Array.from(points, margin);

describe("the nearest point at which a statement turns over", () => {
  test("of a plane: its distance from the origin, along the normal", () => {
    const weights = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.double({ min: 0.1, max: 5, noNaN: true }), (a, distance) => {
        const length = Math.sqrt(a.reduce((sum, value) => sum + value * value, 0));
        fc.pre(length > 0.01);
        const plane = margins((z) => distance * length + z.reduce((sum, value, k) => sum + a[k]! * value, 0));
        const found = nearestPoint(plane, a.length, [])!;
        expect(found.distance).toBeCloseTo(distance, 4);
        found.at.forEach((value, k) => {
          expect(value).toBeCloseTo((-distance * a[k]!) / length, 1);
        });
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test("of a paraboloid whose gradient at the origin points elsewhere", () => {
    // x² + 4y² = 4 with a slope along x at the origin: the nearest point is (0, ±1) or beyond on the slope's side.
    const found = nearestPoint(
      margins(([x, y]) => 4 - x! ** 2 - 4 * y! ** 2 + 0.01 * x!),
      2,
      [Float64Array.of(0.1, 1)],
    )!;
    expect(found.distance).toBeCloseTo(1, 2);
  });

  test("of a surface with a corner, without derivatives that help", () => {
    // max(|x|, |y|) turns at 2: nearest on an axis.
    const found = nearestPoint(
      margins(([x, y]) => 2 - Math.max(Math.abs(x!), Math.abs(y!))),
      2,
      [Float64Array.of(1, 0.5)],
    )!;
    expect(found.distance).toBeLessThan(2.01);
  });

  test("from a statement that fails: where it would hold", () => {
    expect(
      nearestPoint(
        margins(([x]) => x! - 3),
        1,
        [],
      )!.distance,
    ).toBeCloseTo(3, 5);
  });

  test("none within six standard deviations, and none of a constant", () => {
    expect(
      nearestPoint(
        margins(([x]) => 7 - x!),
        1,
        [],
      ),
    ).toBeUndefined();
    expect(
      nearestPoint(
        margins(() => 1),
        2,
        [],
      ),
    ).toBeUndefined();
  });

  test("at the origin, where that is on the other side already", () => {
    expect(
      nearestPoint(
        margins(() => -1),
        1,
        [],
        1,
      ),
    ).toEqual({ distance: 0, at: Float64Array.of(0) });
  });
});

describe("changes of one dimension", () => {
  const dimensions = [{}, { options: [{ score: -1 }, { score: 1 }] }, {}];
  const surface = margins(([x, k]) => 2 - x! - (k! > 0 ? 5 : 0));
  const nominal = Float64Array.of(0, -1, 0);

  test("are the nearest that turn the statement over", () => {
    const [first, second, ...more] = nearestChanges(surface, nominal, dimensions);
    expect(first).toMatchObject({ dimension: 0 });
    expect(first!.score).toBeCloseTo(2, 5);
    expect(second).toEqual({ dimension: 1, score: 1, option: 1 });
    expect(more).toEqual([]);
  });

  test("options matter where one moves the margin", () => {
    expect(activeOptions(surface, nominal, dimensions)).toEqual([1]);
    expect(
      activeOptions(
        margins(([x]) => 2 - x!),
        nominal,
        dimensions,
      ),
    ).toEqual([]);
  });
});
