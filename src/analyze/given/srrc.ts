import type { GivenMethod } from "./method.ts";
import { onRanks, standardizedRegression } from "./regression.ts";

/** Standardised regression coefficients of ranks (mid-ranks where values are equal). */
export const srrc: GivenMethod = {
  name: "srrc",
  title: "standardised rank regression coefficients",
  measures: ["srrc"],
  totals: ["r2"],
  resampling: "bootstrap",
  compute: onRanks(standardizedRegression),
};
