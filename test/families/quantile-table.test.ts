import { describe, expect, test } from "vitest";
import { transform } from "../../src/evaluate/transform.ts";
import { vectorQuantiles } from "../../src/evaluate/vector-quantiles.ts";
import { bindDistribution } from "../../src/families/bind.ts";
import type { DistributionDeclaration } from "../../src/families/declaration.ts";
import { tablesOf } from "../../src/families/quantile-table.ts";
import { libraryOf, makeLibrary } from "../../src/wasm/library.ts";

/** Promised: relative in probability, on the side where the value has the smaller one. */
const promised = 1e-9;
/** Where a value is so near to a bound other than 0 that its own last places are a larger share of the probability. */
const lastPlaces = 4 * 2 ** -52;

const components = (parts: readonly object[]) => ({
  components: parts.map((part) => ({ weight: 1, ...part })),
});
const examples: readonly (readonly [string, DistributionDeclaration])[] = (
  [
    ["beta", { alpha: 5, beta: 2 }],
    ["beta", { alpha: 0.5, beta: 0.5 }],
    ["beta", { alpha: 300, beta: 20, low: -4, high: 7 }],
    ["pert", { low: 0, mode: 1, high: 4 }],
    ["gamma", { shape: 0.3, scale: 2 }],
    ["gamma", { shape: 1000, scale: 0.1 }],
    ["studentT", { df: 1 }],
    ["studentT", { df: 30, location: 5, scale: 2 }],
    ["metalog", { p10: 1, p50: 2, p90: 5, low: 0 }],
    ["metalog", { p10: 1, p50: 2, p90: 3 }],
    [
      "mixture",
      components([{ lognormal: { median: 0.017, gsd: 2 } }, { lognormal: { median: 0.0016, gsd: 2 } }]),
    ],
    ["mixture", components([{ normal: { mean: 0, sd: 1 } }, { normal: { mean: 20, sd: 1 } }])],
    ["mixture", components([{ uniform: { low: 0, high: 1 } }, { uniform: { low: 3, high: 4 } }])],
    ["normal", { mean: 0, sd: 1 }, { low: 0.3, high: 2 }],
    ["normal", { mean: 0, sd: 1 }, { low: 8 }],
  ] as const
).map(([family, parameters, truncate]) => {
  const declared = { family, parameters, ...(truncate === undefined ? {} : { truncate }) };
  return [`${family} ${JSON.stringify([parameters, truncate])}`, declared] as const;
});

/** All over the side, then down to the last point of any design. */
const probabilities = [
  ...Array.from({ length: 300 }, (_, i) => (i + 0.37) / 600),
  ...Array.from({ length: 300 }, (_, i) => 2 ** (-1 - (i * 52) / 300)),
];

describe.each(examples)("tables of %s", (_, declared) => {
  const distribution = bindDistribution(declared);

  test("are within 1e-9 of the quantile in probability, in the body and in both tails", () => {
    const tables = tablesOf(distribution);
    for (const w of probabilities) {
      for (const isLower of w < 0.5 ? [true, false] : [false]) {
        const found = isLower ? tables.lower.at(w) : -tables.upper.at(w);
        const exact = isLower ? distribution.quantile(w) : distribution.upperQuantile(w);
        if (Math.abs(found - exact) <= lastPlaces * Math.abs(exact)) continue;
        const probability = isLower ? distribution.cdf : distribution.survival;
        const error = Math.abs(probability(found) - probability(exact)) / w;
        expect([w, isLower, error <= promised, error]).toEqual([w, isLower, true, error]);
      }
    }
  });

  test("give vector functions the bits that plain loops give", () => {
    const points = Float64Array.from(probabilities.flatMap((w) => [w, 1 - w])).filter((u) => u > 0 && u < 1);
    const plain = points.slice();
    transform(distribution, plain, 0, plain.length);
    const library = makeLibrary();
    const offset = library.allocate(points.byteLength) / 8;
    library.memory().set(points, offset);
    vectorQuantiles(library)(distribution, offset, points.length);
    expect(libraryOf(library.memory())).toBe(library);
    expect(library.memory().slice(offset, offset + points.length)).toEqual(plain);
  });
});
