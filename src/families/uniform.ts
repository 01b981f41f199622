import type * as z from "zod";
import { checkRange, defineFamily, finite, parameters } from "./define.ts";
import type { Distribution } from "./family.ts";

const schema = parameters({ low: finite, high: finite }).superRefine(checkRange);

/** Uniform on [low, high]: F(x) = (x - low) / (high - low). */
export const uniform = defineFamily<z.infer<typeof schema>>({ name: "uniform", schema, bind });

function bind({ low, high }: z.infer<typeof schema>): Distribution {
  const width = high - low;
  const share = (part: number): number => Math.min(Math.max(part / width, 0), 1);
  return {
    quantile: (u) => low + width * u,
    upperQuantile: (q) => high - width * q,
    transform(values, offset, n) {
      for (let i = offset; i < offset + n; i++) values[i] = low + width * values[i]!;
    },
    column: { name: "uniform", parameters: [low, width] },
    cdf: (x) => share(x - low),
    survival: (x) => share(high - x),
    mean: low + width / 2,
    variance: (width * width) / 12,
    support: [low, high],
    discrete: false,
    nominal: low + width / 2,
  };
}
