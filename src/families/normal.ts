import type * as z from "zod";
import { normalCdf, normalQuantile } from "../math/special/normal.ts";
import { defineFamily, finite, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";

const schema = parameters({ mean: finite, sd: positive });

/** Normal with a mean and a standard deviation. */
export const normal = defineFamily<z.infer<typeof schema>>({ name: "normal", schema, bind });

function bind({ mean, sd }: z.infer<typeof schema>): Distribution {
  return {
    quantile: (u) => mean + sd * normalQuantile(u),
    upperQuantile: (q) => mean - sd * normalQuantile(q),
    transform(values, offset, n) {
      for (let i = offset; i < offset + n; i++) values[i] = mean + sd * normalQuantile(values[i]!);
    },
    column: { name: "normal", parameters: [mean, sd] },
    cdf: (x) => normalCdf((x - mean) / sd),
    survival: (x) => normalCdf((mean - x) / sd),
    mean,
    variance: sd * sd,
    support: [-Infinity, Infinity],
    discrete: false,
    nominal: mean,
  };
}
