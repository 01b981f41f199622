import type { z } from "zod";
import { checkTriple, defineFamily, finite, parameters } from "./define.ts";
import type { Distribution } from "./family.ts";

const schema = parameters({ low: finite, mode: finite, high: finite }).superRefine(checkTriple);

/**
 * Triangular on [low, high] with its peak at mode; the mode may be an end.
 * F(x) = (x - low)² / ((high - low)(mode - low)) up to the mode, 1 - (high - x)² / ((high - low)(high - mode)) above.
 */
export const triangular = defineFamily<z.infer<typeof schema>>({ name: "triangular", schema, bind });

function bind({ low, mode, high }: z.infer<typeof schema>): Distribution {
  const width = high - low;
  const left = width * (mode - low);
  const right = width * (high - mode);
  const below = (mode - low) / width;
  const above = (high - mode) / width;
  const quantile = (u: number): number =>
    u <= below ? low + Math.sqrt(u * left) : high - Math.sqrt((1 - u) * right);
  const rising = (x: number): number => (x <= low ? 0 : ((x - low) * (x - low)) / left);
  const falling = (x: number): number => (x >= high ? 0 : ((high - x) * (high - x)) / right);
  return {
    quantile,
    upperQuantile: (q) => (q < above ? high - Math.sqrt(q * right) : low + Math.sqrt((1 - q) * left)),
    cdf: (x) => (x < mode || x <= low ? rising(x) : 1 - falling(x)),
    survival: (x) => (x < mode || x <= low ? 1 - rising(x) : falling(x)),
    mean: low + (width + (mode - low)) / 3,
    variance: (width * width - (mode - low) * (high - mode)) / 18,
    support: [low, high],
    discrete: false,
    nominal: quantile(0.5),
  };
}
