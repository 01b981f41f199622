import gamma from "@stdlib/math/base/special/gamma";
import type * as z from "zod";
import { exp, expm1, log, log1p, pow } from "../math/elementary.ts";
import { defineFamily, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";

const schema = parameters({ shape: positive, scale: positive });

/** Weibull: P(X > x) = exp(-(x / scale)^shape). */
export const weibull = defineFamily<z.infer<typeof schema>>({ name: "weibull", schema, bind });

function bind({ shape, scale }: z.infer<typeof schema>): Distribution {
  const back = (s: number): number => scale * pow(s, 1 / shape);
  const exponent = (x: number): number => pow(x / scale, shape);
  const first = gamma(1 + 1 / shape);
  return {
    quantile: (u) => back(-log1p(-u)),
    upperQuantile: (q) => back(-log(q)),
    cdf: (x) => (x <= 0 ? 0 : -expm1(-exponent(x))),
    survival: (x) => (x <= 0 ? 1 : exp(-exponent(x))),
    mean: scale * first,
    variance: scale * scale * (gamma(1 + 2 / shape) - first * first),
    support: [0, Infinity],
    discrete: false,
    nominal: back(Math.LN2),
  };
}
