import { describe, expect, test } from "vitest";
import { calibrate } from "../../src/analyze/calibrate.ts";

const key = [1, 2] as const;

describe("calibration of a ratio", () => {
  test("exact where both ways agree up to a ratio", () => {
    const observed = Float64Array.of(1, 2, 5, 10, 40, 100);
    const found = calibrate(
      ["a", "b", "c", "d", "e", "f"],
      observed,
      observed.map((value) => 0.27 * value),
      key,
    );
    expect(found.linear.ratio.value).toBeCloseTo(0.27, 12);
    expect(found.linear.r2).toBeCloseTo(1, 12);
    expect(found.logarithmic.ratio.value).toBeCloseTo(0.27, 12);
    expect(found.logarithmic.gsd.value).toBeCloseTo(1, 12);
  });

  test("one point carries a fit through the origin, not one in logarithms", () => {
    // Nine systems at 0.1, one a thousand times larger at 0.5.
    const observed = Float64Array.from({ length: 10 }, (_, i) => (i === 9 ? 1000 : 1));
    const computed = observed.map((value, i) => value * (i === 9 ? 0.5 : 0.1));
    const names = Array.from(observed, (_, i) => `s${i}`);
    const { linear, logarithmic } = calibrate(names, observed, computed, key);
    expect(linear.ratio.value).toBeCloseTo(0.5, 3);
    expect(linear.leverage).toMatchObject({ system: "s9" });
    expect(linear.leverage.share).toBeGreaterThan(0.999);
    expect(linear.leverage.without).toBeCloseTo(0.1, 12);
    // exp(mean of ln): 0.1^0.9 · 0.5^0.1
    expect(logarithmic.ratio.value).toBeCloseTo(0.1 ** 0.9 * 0.5 ** 0.1, 12);
    expect(logarithmic.leverage.system).toBe("s9");
    // Without the one point in some bootstraps: the interval reaches from one value to the other.
    expect(linear.ratio).toMatchObject({ low: expect.closeTo(0.1, 6), high: expect.closeTo(0.5, 3) });
  });

  test("few systems have no interval", () => {
    const { linear } = calibrate(["a", "b"], Float64Array.of(1, 2), Float64Array.of(1, 2), key);
    expect(linear.ratio).toMatchObject({ value: 1, low: null });
  });
});
