import betainc from "@stdlib/math/base/special/betainc";
import betaincinv from "@stdlib/math/base/special/betaincinv";
import type * as z from "zod";
import { checkRange, defineFamily, finite, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";

const schema = parameters({
  alpha: positive,
  beta: positive,
  low: finite.default(0),
  high: finite.default(1),
}).superRefine(checkRange);

/** Beta on [low, high], 0 and 1 without them: density proportional to x^(alpha − 1) (1 − x)^(beta − 1). */
export const beta = defineFamily<z.infer<typeof schema>>({ name: "beta", schema, bind });

function bind({
  alpha,
  beta,
  low = 0,
  high = 1,
}: Partial<z.infer<typeof schema>> & { alpha: number; beta: number }) {
  return bindBeta(alpha, beta, low, high);
}

/** Beta by its shapes and its ends. Quantiles run from the nearer end, so that neither tail loses digits. */
export function bindBeta(alpha: number, beta: number, low: number, high: number): Distribution {
  const width = high - low;
  const sum = alpha + beta;
  const at = (x: number): number => Math.min(Math.max((x - low) / width, 0), 1);
  const quantile = (u: number): number =>
    alpha === 1 && beta === 1 ? low + width * u : low + width * betaincinv(u, alpha, beta, false);
  return {
    quantile,
    upperQuantile: (q) => high - width * betaincinv(q, beta, alpha, false),
    cdf: (x) => betainc(at(x), alpha, beta, true, false),
    survival: (x) => betainc(at(x), alpha, beta, true, true),
    mean: low + (width * alpha) / sum,
    variance: (width * width * alpha * beta) / (sum * sum * (sum + 1)),
    support: [low, high],
    discrete: false,
    tabulated: true,
    nominal: quantile(0.5),
  };
}
