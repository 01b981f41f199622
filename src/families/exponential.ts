import type * as z from "zod";
import { exp, expm1, log, log1p } from "../math/elementary.ts";
import { defineFamily, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";

const schema = parameters({ rate: positive });

/** Exponential: P(X > x) = exp(-rate x). */
export const exponential = defineFamily<z.infer<typeof schema>>({ name: "exponential", schema, bind });

function bind({ rate }: z.infer<typeof schema>): Distribution {
  return {
    quantile: (u) => -log1p(-u) / rate,
    upperQuantile: (q) => -log(q) / rate,
    column: { name: "exponential", parameters: [rate] },
    cdf: (x) => (x <= 0 ? 0 : -expm1(-rate * x)),
    survival: (x) => (x <= 0 ? 1 : exp(-rate * x)),
    mean: 1 / rate,
    variance: 1 / (rate * rate),
    support: [0, Infinity],
    discrete: false,
    nominal: -log1p(-0.5) / rate,
  };
}
