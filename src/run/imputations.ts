import { type Estimate, intervalEstimate } from "../analyze/estimate.ts";
import { criticalT } from "../analyze/student-t.ts";
import type { LinearFit } from "../math/linear-fit.ts";
import type { ImputationResult } from "../result/missing-result.ts";
import type { RegressionFit, Scenario } from "../scenario/scenario.ts";

const level = 0.95;

/** The regressions of a scenario as they were fitted, with the intervals of Student's t. */
export function imputationsOf({ factors }: Scenario): readonly ImputationResult[] {
  return factors.flatMap((factor) => {
    if (factor.combine !== "regression") return [];
    const { scale, recorded, fits } = factor.regression;
    return [{ factor: factor.name, unit: factor.unit ?? "1", scale, recorded, fits: fits.map(describeFit) }];
  });
}

function describeFit({ predictors, fit, imputed }: RegressionFit): ImputationResult["fits"][number] {
  const { rows, r2, residualSd, degreesOfFreedom, means, coefficients, standardErrors } = fit;
  return {
    systems: rows,
    imputed,
    r2: Number.isNaN(r2) ? null : r2,
    residualSd,
    degreesOfFreedom,
    level: estimate(fit, fit.level, residualSd / Math.sqrt(rows)),
    coefficients: predictors.map((predictor, j) => ({
      predictor,
      mean: means[j]!,
      value: estimate(fit, coefficients[j]!, standardErrors[j]!),
    })),
  };
}

function estimate({ degreesOfFreedom }: LinearFit, value: number, error: number): Estimate {
  const half = criticalT(level, degreesOfFreedom) * error;
  return intervalEstimate(value, value - half, value + half, level, "Student t of the regression");
}
