import { describe, expect, test } from "vitest";
import { bindDistribution } from "../../src/families/bind.ts";
import { firstDifference, runQuantile } from "./columns.ts";

/** Points all over (0, 1), then both tails down to where designs end and beyond. */
const even = Float64Array.from({ length: 8000 }, (_, i) => ((i * 4801) % 8000) / 8000 + 2 ** -20);
const low = Float64Array.from({ length: 1000 }, (_, i) => 2 ** (-i - 1) * (1 + ((i * 37) % 64) / 64));
const tails = [low, low.slice(0, 52).map((w) => 1 - w)];

describe.each([
  ["uniform", { low: -1, high: 4 }],
  ["normal", { mean: 2, sd: 3 }],
  ["normal", { mean: -1e6, sd: 1e-3 }],
  ["lognormal", { median: 2, gsd: 1.5 }],
  ["lognormal", { median: 1e-3, gsd: 1e40 }],
  ["logitNormal", { mu: -0.83, sigma: 0.8 }],
  ["triangular", { low: 1, mode: 2, high: 5 }],
  ["triangular", { low: 0, mode: 0, high: 1 }],
  ["triangular", { low: -3, mode: 1, high: 1 }],
  ["logUniform", { low: 1e-100, high: 1e100 }],
  ["logTriangular", { low: 0.6, mode: 1, high: 2.4 }],
  ["logTriangular", { low: 1, mode: 1, high: 2 }],
  ["exponential", { rate: 2 }],
  ["logistic", { location: 1, scale: 3 }],
])("%s %j", (family, parameters) => {
  test("has the bits of its quantile function", () => {
    const distribution = bindDistribution({ family, parameters });
    const { name, parameters: numbers } = distribution.column!;
    for (const points of [even, ...tails]) {
      const expected = points.map((u) => distribution.quantile(u));
      const found = firstDifference(runQuantile(name, points, numbers), expected);
      expect(points[found]).toBeUndefined();
    }
  });
});
