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

  test("Ishigami's indices", () => {
    const n = 4097;
    const truth = [
      [0.3139, 0.5576],
      [0.4424, 0.4424],
      [0, 0.2437],
    ];
    truth.forEach(([first, total], studied) => {
      const others = otherFrequencies(2, n, 4);
      const y = Float64Array.from({ length: n }, (_, k) =>
        ishigami(
          [0, 1, 2].map((i) => {
            const frequency = i === studied ? highestFrequency(n, 4) : others[i > studied ? i - 1 : i]!;
            return placeOnCurve(k, n, frequency, 0.1 + 0.37 * i);
          }),
        ),
      );
      const { s1, st } = fastIndices(y, 4);
      // The same interference biases S1 by up to .028 here, whatever the phases: measured over eight curves.
      expect(Math.abs(s1 - first!)).toBeLessThan(0.03);
      // Frequencies of the others leave harmonics above ω/2: ST of x2 comes out .047 too high, as it does in SALib.
      expect(Math.abs(st - total!)).toBeLessThan(0.06);
    });
  });
});
