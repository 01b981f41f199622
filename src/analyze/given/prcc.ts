import type { GivenMethod } from "./method.ts";
import { onRanks, partialCorrelations } from "./regression.ts";

/** Partial correlation coefficients of ranks (mid-ranks where values are equal). */
export const prcc: GivenMethod = {
  name: "prcc",
  title: "partial rank correlation coefficients",
  measures: ["prcc"],
  totals: ["r2"],
  resampling: "bootstrap",
  compute: onRanks(partialCorrelations),
};
