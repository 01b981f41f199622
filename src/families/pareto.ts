import type * as z from "zod";
import { exp, expm1, log, log1p } from "../math/elementary.ts";
import { defineFamily, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";

const schema = parameters({ alpha: positive, xm: positive });

/** Pareto of the first kind: P(X > x) = (xm / x)^alpha for x >= xm. Its k-th moment exists for alpha > k. */
export const pareto = defineFamily<z.infer<typeof schema>>({ name: "pareto", schema, bind });

function bind({ alpha, xm }: z.infer<typeof schema>): Distribution {
  const logSurvival = (x: number): number =>
    x < 2 * xm ? -alpha * log1p((x - xm) / xm) : alpha * log(xm / x);
  return {
    quantile: (u) => xm * exp(-log1p(-u) / alpha),
    upperQuantile: (q) => xm * exp(-log(q) / alpha),
    cdf: (x) => (x <= xm ? 0 : -expm1(logSurvival(x))),
    survival: (x) => (x <= xm ? 1 : exp(logSurvival(x))),
    mean: alpha > 1 ? (alpha * xm) / (alpha - 1) : Number.NaN,
    variance: alpha > 2 ? (xm * xm * alpha) / ((alpha - 1) * (alpha - 1) * (alpha - 2)) : Number.NaN,
    support: [xm, Infinity],
    discrete: false,
    nominal: xm * exp(Math.LN2 / alpha),
  };
}
