import type * as z from "zod";
import { exp, log, log1p } from "../math/elementary.ts";
import { defineFamily, finite, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";

const schema = parameters({ location: finite, scale: positive });

/** Logistic: P(X <= x) = 1 / (1 + exp(-(x - location) / scale)). */
export const logistic = defineFamily<z.infer<typeof schema>>({ name: "logistic", schema, bind });

function bind({ location, scale }: z.infer<typeof schema>): Distribution {
  const logit = (u: number): number => log(u) - log1p(-u);
  return {
    quantile: (u) => location + scale * logit(u),
    upperQuantile: (q) => location - scale * logit(q),
    column: { name: "logistic", parameters: [location, scale] },
    cdf: (x) => 1 / (1 + exp((location - x) / scale)),
    survival: (x) => 1 / (1 + exp((x - location) / scale)),
    mean: location,
    variance: (Math.PI * scale * (Math.PI * scale)) / 3,
    support: [-Infinity, Infinity],
    discrete: false,
    nominal: location,
  };
}
