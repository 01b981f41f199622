import studentQuantile from "@stdlib/stats/base/dists/t/quantile";
import { describe, expect, test } from "vitest";
import { fitLinear, predictionErrors, predictLinear } from "../../src/math/linear-fit.ts";
import { makeNormal, makeUniform } from "../analyze/generator.ts";

const years = Float64Array.of(2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023);
const sizes = Float64Array.of(1, 3, 2, 5, 4, 7, 9, 8);
const response = Float64Array.of(1.2, 2.9, 2.8, 5.1, 4.7, 7.4, 8.8, 9.1);
const squares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);

describe("least squares with what a prediction needs", () => {
  test("coefficients, standard errors and predictions as numpy has them", () => {
    const fit = fitLinear([years, sizes], response)!;
    expect(fit.level).toBeCloseTo(5.25, 12);
    expect(fit.coefficients[0]).toBeCloseTo(0.49673913, 8);
    expect(fit.coefficients[1]).toBeCloseTo(0.60724638, 8);
    expect(fit.residualSd).toBeCloseTo(0.18636492174755107, 10);
    expect(fit.standardErrors[0]).toBeCloseTo(0.08115193, 8);
    expect(fit.standardErrors[1]).toBeCloseTo(0.0685422, 8);
    expect(fit.r2).toBeCloseTo(0.9971200759487586, 10);
    expect(fit.degreesOfFreedom).toBe(5);
    expect(predictLinear(fit, [2024, 10])).toBeCloseTo(10.597463768115942, 9);
    expect(squares(predictionErrors(fit, [2024, 10]))).toBeCloseTo(0.021183093537772053, 10);
  });

  test("a line without scatter is found exactly; at the means only the level errs", () => {
    const exact = fitLinear(
      [years],
      years.map((year) => 3 * year - 6000),
    )!;
    expect(exact.coefficients[0]).toBeCloseTo(3, 12);
    expect(exact.residualSd).toBeLessThan(1e-10);
    const fit = fitLinear([years], response)!;
    expect(predictionErrors(fit, [2019.5])).toEqual(Float64Array.of(fit.residualSd / Math.sqrt(8), 0));
  });

  test("there is none without degrees of freedom, of a constant, or of predictors that follow from each other", () => {
    expect(fitLinear([years.slice(0, 2)], response.slice(0, 2))).toBeUndefined();
    expect(fitLinear([years.map(() => 1)], response)).toBeUndefined();
    expect(fitLinear([years, years.map((year) => 2 * year - 7)], response)).toBeUndefined();
  });

  /*
   * 4000 data sets of 9 points: the share of new responses within the 90 % interval of Student's t is binomial. Bounds
   * of 3.9 standard deviations are exceeded with probability 1e-4 under another seed. An interval that took the
   * coefficients as known would hold 83 %.
   */
  test("90 % of new responses lie within the interval of their prediction", () => {
    const [uniform, normal] = [makeUniform(11), makeNormal(12)];
    const sets = 4000;
    const points = 9;
    let inside = 0;
    let known = 0;
    const draw = () => [uniform(), normal()] as const;
    const truth = ([a, b]: readonly number[]) => 2 + 3 * a! - b! + 0.7 * normal();
    for (let set = 0; set < sets; set++) {
      const x = Array.from({ length: points }, draw);
      const columns = [0, 1].map((j) => Float64Array.from(x, (point) => point[j]!));
      const fit = fitLinear(columns, Float64Array.from(x, truth))!;
      const point = draw();
      const error = Math.abs(truth(point) - predictLinear(fit, point));
      const t = studentQuantile(0.95, fit.degreesOfFreedom);
      const spread = Math.sqrt(squares(predictionErrors(fit, point)) + fit.residualSd ** 2);
      if (error < t * spread) inside++;
      if (error < t * fit.residualSd) known++;
    }
    const bound = 3.9 * Math.sqrt((0.9 * 0.1) / sets);
    expect(Math.abs(inside / sets - 0.9)).toBeLessThan(bound);
    expect(known / sets).toBeLessThan(0.9 - bound);
  });
});
