import { computeMoments } from "../moments.ts";
import { factorByFactor } from "./method.ts";
import { orderOf } from "./ranks.ts";

/**
 * First-order index by ranks (Gamboa, Gremaud, Klein & Lagnoux 2022): the covariance of y with the y of the row
 * next in order of x, the first following the last, over the variance of y.
 */
export function rankFirstOrderIndex(x: Float64Array, y: Float64Array): number {
  const order = orderOf(x);
  const { mean, squares } = computeMoments(y, 0, y.length);
  let sum = 0;
  let before = y[order[order.length - 1]] - mean;
  for (let k = 0; k < order.length; k++) {
    const deviation = y[order[k]] - mean;
    sum += before * deviation;
    before = deviation;
  }
  return sum / squares;
}

export const rankFirstOrder = factorByFactor(
  {
    name: "rankFirstOrder",
    title: "first-order index by ranks",
    measures: ["s1"],
    resampling: "halves",
    neighbours: true,
  },
  (x, y) => [rankFirstOrderIndex(x, y)],
);
