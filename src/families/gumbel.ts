import type * as z from "zod";
import { exp, expm1, log, log1p } from "../math/elementary.ts";
import { defineFamily, finite, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";

const schema = parameters({ location: finite, scale: positive });

/** Euler's constant. */
const euler = 0.5772156649015329;

/** Gumbel of maxima: P(X <= x) = exp(-exp(-(x - location) / scale)). */
export const gumbel = defineFamily<z.infer<typeof schema>>({ name: "gumbel", schema, bind });

function bind({ location, scale }: z.infer<typeof schema>): Distribution {
  const inner = (x: number): number => exp((location - x) / scale);
  return {
    // -ln u, taken from 1 - u (exact above one half) where u is near 1.
    quantile: (u) => location - scale * log(u > 0.5 ? -log1p(u - 1) : -log(u)),
    upperQuantile: (q) => location - scale * log(-log1p(-q)),
    cdf: (x) => exp(-inner(x)),
    survival: (x) => -expm1(-inner(x)),
    mean: location + euler * scale,
    variance: (Math.PI * scale * (Math.PI * scale)) / 6,
    support: [-Infinity, Infinity],
    discrete: false,
    nominal: location - scale * log(Math.LN2),
  };
}
