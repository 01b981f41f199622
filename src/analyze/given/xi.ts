import { factorByFactor } from "./method.ts";
import { countsAround, orderOf } from "./ranks.ts";

/**
 * Chatterjee's (2021) xi, equation 1.2, which allows equal values of y: with rows in order of x (rows of equal x in
 * row order), r the number of y not above and l the number of y not below,
 * xi = 1 − n Σ|r(i+1) − r(i)| / (2 Σ l(i)(n − l(i))).
 */
export function chatterjeeXi(x: Float64Array, y: Float64Array): number {
  const n = y.length;
  const order = orderOf(x);
  const { atMost, atLeast } = countsAround(y);
  let steps = 0;
  for (let k = 1; k < n; k++) steps += Math.abs(atMost[order[k]] - atMost[order[k - 1]]);
  let spread = 0;
  for (let row = 0; row < n; row++) spread += atLeast[row] * (n - atLeast[row]);
  return 1 - (n * steps) / (2 * spread);
}

/** How far y is a function of x alone: 0 if independent, 1 if determined, in the limit of many rows. */
export const xi = factorByFactor(
  {
    name: "xi",
    title: "Chatterjee's xi",
    measures: ["xi"],
    resampling: "halves",
    neighbours: true,
  },
  (x, y) => [chatterjeeXi(x, y)],
);
