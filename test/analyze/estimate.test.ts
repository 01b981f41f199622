import { expect, test } from "vitest";
import { absentEstimate, intervalEstimate, pointEstimate } from "../../src/analyze/estimate.ts";

test("an interval keeps its level and method", () => {
  expect(intervalEstimate(2, 1, 4, 0.95, "by hand")).toEqual({
    value: 2,
    low: 1,
    high: 4,
    level: 0.95,
    method: "by hand",
  });
  expect(intervalEstimate(2, 1, 4, 0.95)).not.toHaveProperty("method");
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  "%s never gets into an estimate",
  (bad) => {
    expect(pointEstimate(bad, "why")).toEqual(
      absentEstimate("the value is beyond the range of double precision"),
    );
    expect(intervalEstimate(bad, 1, 2, 0.95).value).toBeNull();
    for (const estimate of [intervalEstimate(1, bad, 2, 0.95), intervalEstimate(1, 0, bad, 0.95)]) {
      expect(estimate).toMatchObject({ value: 1, low: null, high: null });
    }
  },
);
