import { defineFamily, finite } from "./define.ts";
import type { Distribution } from "./family.ts";

/** One value with certainty. Its parameter is the number itself: `constant: 3`. */
export const constant = defineFamily<number>({ name: "constant", schema: finite, bind });

function bind(value: number): Distribution {
  return {
    quantile: () => value,
    upperQuantile: () => value,
    cdf: (x) => (x < value ? 0 : 1),
    survival: (x) => (x < value ? 1 : 0),
    mean: value,
    variance: 0,
    support: [value, value],
    discrete: true,
    nominal: value,
  };
}
