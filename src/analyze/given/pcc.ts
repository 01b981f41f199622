import type { GivenMethod } from "./method.ts";
import { partialCorrelations } from "./regression.ts";

/** Partial correlation coefficients: correlation of x and y once both are freed of what is linear in the others. */
export const pcc: GivenMethod = {
  name: "pcc",
  title: "partial correlation coefficients",
  measures: ["pcc"],
  totals: ["r2"],
  resampling: "bootstrap",
  compute: partialCorrelations,
};
