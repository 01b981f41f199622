import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  fastIndices,
  highestFrequency,
  otherFrequencies,
  placeOnCurve,
} from "../../../src/analyze/points/efast.ts";

interface Curve {
  readonly y: readonly number[];
  readonly s1: number;
  readonly st: number;
}
const curves = JSON.parse(
  readFileSync(new URL("../../reference/fast.json", import.meta.url), "utf8"),
) as readonly Curve[];

function ishigami(u: readonly number[]): number {
  const [x1, x2, x3] = u.map((value) => Math.PI * (2 * value - 1)) as [number, number, number];
  return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1);
}

describe("eFAST", () => {
  test.each(curves)("indices of a curve as SALib defines them", ({ y, s1, st }) => {
    const found = fastIndices(Float64Array.from(y), 4);
    expect(found.s1).toBeCloseTo(s1, 12);
    expect(found.st).toBeCloseTo(st, 12);
  });

  test("a curve spends the same time everywhere", () => {
    const places = Float64Array.from({ length: 1025 }, (_, k) => placeOnCurve(k, 1025, 128, 0.3)).sort();
    places.forEach((place, k) => {
      expect(Math.abs(place - (k + 0.5) / 1025)).toBeLessThan(0.002);
    });
  });

  test("frequencies of the others stay low and are spread", () => {
    expect(highestFrequency(1025, 4)).toBe(128);
    expect(otherFrequencies(3, 1025, 4)).toEqual([1, 8, 16]);
    expect(otherFrequencies(1, 1025, 4)).toEqual([1]);
    expect(new Set(otherFrequencies(40, 1025, 4)).size).toBe(16);
  });

  /** Of the function of Ishigami, along one curve for each factor. */
  function indicesOfIshigami(n: number) {
    const others = otherFrequencies(2, n, 4);
    return [0, 1, 2].map((studied) => {
      const y = Float64Array.from({ length: n }, (_, k) =>
        ishigami(
          [0, 1, 2].map((i) => {
            const frequency = i === studied ? highestFrequency(n, 4) : others[i > studied ? i - 1 : i]!;
            return placeOnCurve(k, n, frequency, 0.1 + 0.37 * i);
          }),
        ),
      );
      return fastIndices(y, 4);
    });
  }
  const truth = [
    [0.3139, 0.5576],
    [0.4424, 0.4424],
    [0, 0.2437],
  ] as const;

  test("Ishigami's indices, where aliases of the factor's harmonics miss the frequencies of the others", () => {
    expect(4103 - 8 * highestFrequency(4103, 4)).toBe(7);
    indicesOfIshigami(4103).forEach(({ s1, st }, studied) => {
      const [first, total] = truth[studied]!;
      expect(Math.abs(s1 - first)).toBeLessThan(0.02);
      // Frequencies of the others leave harmonics above ω/2: ST of x2 comes out too high, as it does in SALib.
      expect(Math.abs(st - total)).toBeLessThan(0.06);
    });
  });

  // Eight points a cycle: 6ω reads as -(2ω + 1), which with x1's frequency of 1 falls on 2ω.
  test("where n is 8ω + 1 the sixth harmonic of x3 passes through x1 for its second", () => {
    expect([4097 - 8 * highestFrequency(4097, 4), otherFrequencies(2, 4097, 4)]).toEqual([1, [1, 64]]);
    const [x1, x2, x3] = indicesOfIshigami(4097);
    expect(Math.abs(x1!.s1 - truth[0][0])).toBeLessThan(0.02);
    expect(Math.abs(x2!.s1 - truth[1][0])).toBeLessThan(0.02);
    // Whatever the phases and the number of points (1025, 16385).
    expect(x3!.s1).toBeCloseTo(0.0279, 3);
  });
});
