import gammainc from "@stdlib/math/base/special/gammainc";
import gammaincinv from "@stdlib/math/base/special/gammaincinv";
import type { z } from "zod";
import { defineFamily, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";

const schema = parameters({ shape: positive, scale: positive });

/** Gamma: density proportional to x^(shape − 1) e^(−x / scale), x > 0. */
export const gamma = defineFamily<z.infer<typeof schema>>({ name: "gamma", schema, bind });

function bind({ shape, scale }: z.infer<typeof schema>): Distribution {
  const at = (x: number): number => Math.max(x / scale, 0);
  return {
    quantile: (u) => scale * gammaincinv(u, shape, false),
    upperQuantile: (q) => scale * gammaincinv(q, shape, true),
    cdf: (x) => gammainc(at(x), shape, true, false),
    survival: (x) => gammainc(at(x), shape, true, true),
    mean: shape * scale,
    variance: shape * scale * scale,
    support: [0, Infinity],
    discrete: false,
    nominal: scale * gammaincinv(0.5, shape, false),
  };
}
