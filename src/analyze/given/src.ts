import type { GivenMethod } from "./method.ts";
import { standardizedRegression } from "./regression.ts";

/** Standardised regression coefficients: standard deviations that y moves where x moves one, in the linear fit. */
export const src: GivenMethod = {
  name: "src",
  title: "standardised regression coefficients",
  measures: ["src"],
  totals: ["r2"],
  resampling: "bootstrap",
  compute: standardizedRegression,
};
