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

  test("the ratio as a distribution: a line of logits in size, as numpy has it", () => {
    const ratios = [0.3, 0.25, 0.4, 0.35, 0.2, 0.5, 0.45, 0.28, 0.33, 0.38];
    const sizes = Float64Array.of(0, 0.2, 0.4, 0.5, 0.7, 0.9, 1, 0.1, 0.6, 0.8);
    const observed = Float64Array.from(ratios, (_, i) => i + 1);
    const computed = observed.map((value, i) => value * ratios[i]!);
    const names = ratios.map((_, i) => `s${i}`);
    const { fitted, rows } = calibrate(names, observed, computed, key, sizes);
    if ("reason" in fitted) throw new Error(fitted.reason);
    expect(fitted.small.logit).toBeCloseTo(-1.0197155800249544, 10);
    expect(fitted.large.logit).toBeCloseTo(-0.3471037750223087, 10);
    expect(fitted.small.sd).toBeCloseTo(0.25567801138389323, 10);
    expect(fitted.large.sd).toBeCloseTo(0.2416957957547415, 10);
    expect(fitted.correlation).toBeCloseTo(-0.40513422294570955, 10);
    expect(fitted.spread).toBeCloseTo(0.37107530075464323, 10);
    expect(fitted.small.ratio.value).toBeCloseTo(1 / (1 + Math.exp(-fitted.small.logit)), 12);
    expect(rows[2]).toMatchObject({ system: "s2", observed: 3, ratio: expect.closeTo(0.4, 12) });
    expect(rows.reduce((sum, { leverage }) => sum + leverage, 0)).toBeCloseTo(1, 12);
    const level = calibrate(names, observed, computed, key).fitted;
    if ("reason" in level) throw new Error(level.reason);
    expect([level.small, level.correlation]).toEqual([level.large, 1]);
  });

  test("a ratio of 1 or more, or too few systems, have no distribution", () => {
    const one = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
    const names = Array.from(one, (_, i) => `s${i}`);
    expect(calibrate(names, one, one, key).fitted).toMatchObject({
      value: null,
      reason: expect.stringContaining("1 or more"),
    });
    const half = one.slice(0, 4).map((value) => value / 2);
    expect(calibrate(names.slice(0, 4), one.slice(0, 4), half, key).fitted).toMatchObject({ value: null });
  });

  test("few systems have no interval", () => {
    const { linear } = calibrate(["a", "b"], Float64Array.of(1, 2), Float64Array.of(1, 2), key);
    expect(linear.ratio).toMatchObject({ value: 1, low: null });
  });
});
