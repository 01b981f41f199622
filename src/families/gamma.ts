import type * as z from "zod";
import { gammaPoint, gammaProbability } from "../math/special/incomplete-gamma.ts";
import { defineFamily, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";

const schema = parameters({ shape: positive, scale: positive });

/** Gamma: density proportional to x^(shape − 1) e^(−x / scale), x > 0. */
export const gamma = defineFamily<z.infer<typeof schema>>({ name: "gamma", schema, bind });

function bind({ shape, scale }: z.infer<typeof schema>): Distribution {
  return {
    quantile: (u) => scale * gammaPoint(u, shape, false),
    upperQuantile: (q) => scale * gammaPoint(q, shape, true),
    cdf: (x) => gammaProbability(x / scale, shape, false),
    survival: (x) => gammaProbability(x / scale, shape, true),
    mean: shape * scale,
    variance: shape * scale * scale,
    support: [0, Infinity],
    discrete: false,
    tabulated: true,
    nominal: scale * gammaPoint(0.5, shape, false),
  };
}
