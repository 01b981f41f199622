import { dot } from "../../math/dot.ts";
import { standardize } from "./correlation.ts";
import { factorByFactor } from "./method.ts";
import { averageRanks } from "./ranks.ts";

/** Spearman's rank correlation, with mid-ranks where values are equal (Spearman 1904). */
export const spearman = factorByFactor(
  {
    name: "spearman",
    title: "Spearman's rank correlation",
    measures: ["spearman"],
    resampling: "bootstrap",
  },
  (x, y) => [dot(standardize(averageRanks(x)), standardize(averageRanks(y)))],
);
