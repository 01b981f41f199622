import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bandTexts } from "../../src/report/band-text.ts";
import { describeSkew, mostSkewed } from "../../src/report/skew.ts";
import { slug, uniqueSlugs } from "../../src/report/slug.ts";
import {
  formatDecimals,
  printed,
  supportedDecimals,
  supportedText,
} from "../../src/report/supported-digits.ts";
import { unitText } from "../../src/report/units.ts";
import { wrapText } from "../../src/report/wrap-text.ts";
import type { OutputResult } from "../../src/result/result.ts";
import { output } from "../gallery/fixture.ts";

/** An output of these three quantiles, each known to within `half`. */
function banded(low: number, median: number, high: number, half = 0): OutputResult {
  const quantiles = [
    [0.025, low],
    [0.5, median],
    [0.975, high],
  ].map(([p, value]) =>
    half === 0
      ? { p: p!, value: value!, low: null, high: null, reason: "one net" }
      : { p: p!, value: value!, low: value! - half, high: value! + half, level: 0.95, method: "replicates" },
  );
  return { ...output("y", "kg", median, 2), quantiles } as OutputResult;
}

describe("digits that an interval supports", () => {
  test.each([
    [0.02, 2],
    [0.013, 3],
    [0.0951, 2],
    [0.0199, 3],
    [3, 0],
    [250, -2],
    [1400, -2],
  ])("a half width of %d keeps %d decimals", (half, decimals) => {
    expect(supportedDecimals(half)).toBe(decimals);
  });

  test("rounding to them adds at most a quarter of the half width", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (half) => {
        const step = 10 ** -supportedDecimals(half);
        expect(step / 2).toBeLessThanOrEqual(half / 3.99);
        expect(step).toBeGreaterThan(half / 20.1);
      }),
    );
  });

  test.each([
    [1234.56, 1, "1\u00a0234.6"],
    [1234.56, -2, "1\u00a0200"],
    [-0.5, 0, "-1"],
    [4.2e7, -5, "4.20e7"],
    [0.00012345, 6, "1.23e-4"],
    [0, 2, "0.00"],
  ])("%d to %d decimals is %s", (value, decimals, text) => {
    expect(formatDecimals(value, decimals)).toBe(text);
  });

  test.each([
    [{ value: 2.29354, low: 2.28, high: 2.31, level: 0.95, method: "" }, "2.294"],
    [{ value: -152_345_678, low: -153e6, high: -151e6, level: 0.95, method: "" }, "−1.523 × 10⁸"],
    [{ value: 0.73, low: 0.69, high: 0.78, level: 0.95, method: "" }, "0.73"],
    [{ value: 5.1234567, low: null, high: null, reason: "one draw" }, "5.123"],
    [{ value: null, reason: "no draws" }, "–"],
  ])("the estimate %j is written %s", (estimate, text) => {
    expect(supportedText(estimate)).toBe(text);
  });

  test("numbers in print have a minus sign and powers of ten", () => {
    expect(printed("-1.5e-12")).toBe("−1.5 × 10⁻¹²");
  });
});

describe("median and band of a sentence", () => {
  test("are rounded alike, to two digits of half the band's width", () => {
    expect(bandTexts(banded(1.8203, 2.1937, 2.6354))).toEqual({
      median: "2.19",
      band: { low: "1.82", high: "2.64" },
    });
  });

  test("a small end of a wide band keeps two digits of its own", () => {
    expect(bandTexts(banded(0.0123, 14.2, 310.7)).band).toEqual({ low: "0.012", high: "310" });
  });

  test("never have more digits than their interval supports", () => {
    expect(bandTexts(banded(1.8203, 2.1937, 2.6354, 0.3)).median).toBe("2.2");
  });

  test("without a band there is no band, and without a value a dash", () => {
    expect(bandTexts(banded(5, 5, 5))).toEqual({ median: "5.000" });
    expect(bandTexts({ ...banded(1, 2, 3), quantiles: [] })).toEqual({ median: "–" });
  });
});

describe("the sentence on skew", () => {
  const skewed = (mean: number, deterministic: number | null): OutputResult => ({
    ...banded(1, 2, 3),
    mean: { value: mean, low: mean - 0.01, high: mean + 0.01, level: 0.95, method: "" },
    deterministic,
  });

  test("says on which side of the median the mean and the deterministic value lie, and why", () => {
    expect(describeSkew(skewed(2.5, 1.8))).toMatch(
      /^The mean of y lies 25 % above its median and the deterministic value lies 10 % below it: .* to the right/,
    );
    expect(describeSkew(skewed(1.5, null))).toMatch(/lies 25 % below its median: .* to the left/);
    expect(describeSkew(skewed(2, 3))).toMatch(
      /within 0.5 % of its median and .*50 % above it: .*not centred/,
    );
  });

  test("says so where the three agree, and nothing where there is nothing to compare", () => {
    expect(describeSkew(skewed(2.01, 1.99))).toMatch(/agree within 2 %/);
    expect(describeSkew({ ...skewed(2, 2), draws: 1 })).toBeUndefined();
    expect(describeSkew({ ...skewed(2, 2), mean: { value: null, reason: "none" } })).toBeUndefined();
  });

  test("is about the output whose mean is farthest from its median", () => {
    const [a, b] = [skewed(2.1, 2), skewed(1.2, 2)];
    expect(mostSkewed([a, b])).toBe(b);
    expect(mostSkewed([])).toBeUndefined();
  });
});

describe("slugs", () => {
  test.each([
    ["GPT-4 (Mar 2023)", "gpt-4-mar-2023"],
    ["Größe", "gro-e"],
    ["Crème brûlée", "creme-brulee"],
    ["../../etc/passwd", "etc-passwd"],
    ["<img src=x onerror=alert(1)>", "img-src-x-onerror-alert-1"],
    ["模型", "item"],
    ["CON", "con-item"],
  ])("%s becomes %s", (text, expected) => {
    expect(slug(text)).toBe(expected);
  });

  test("of any text are names that every file system takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect(slug(text)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug(text).length).toBeLessThanOrEqual(60);
      }),
    );
  });

  test("of several texts are as many names, each in its place", () => {
    expect(uniqueSlugs(["a b", "a-b", "A.B", "c"])).toEqual(["a-b", "a-b-2", "a-b-3", "c"]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "a-2", "A", "a 2", "b", "")), (texts) => {
        const names = uniqueSlugs(texts);
        expect(new Set(names).size).toBe(texts.length);
      }),
    );
  });
});

test("units in print have subscripts and superscripts, and none is nothing", () => {
  expect(unitText("kg CO2e/cm^2")).toBe("kg CO₂e/cm²");
  expect(unitText("kg Sbeq*m^-1")).toBe("kg Sb-eq*m⁻¹");
  expect(unitText("1")).toBe("");
});

test("a wrapped line is not wider than asked for, and a percent sign stays with its number", () => {
  expect(wrapText("in 93 % of the draws", 36, 12)).toEqual(["in", "93\u00a0%", "of the", "draws"]);
});
