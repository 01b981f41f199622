import type * as z from "zod";
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
  const [below, above] = [mode - low, high - mode];
  const quantile = (u: number): number => low + distanceFrom(u, below, above);
  return {
    quantile,
    upperQuantile: (q) => high - distanceFrom(q, above, below),
    column: { name: "triangular", parameters: [low, below, above] },
    cdf: (x) => probabilityWithin(x - low, below, above),
    survival: (x) => probabilityWithin(high - x, above, below),
    mean: low + (width + below) / 3,
    variance: (width * width - below * above) / 18,
    support: [low, high],
    discrete: false,
    nominal: quantile(0.5),
  };
}

/** Distance from one end that holds the probability p; `near` and `far`: distances of the mode from both ends. */
function distanceFrom(p: number, near: number, far: number): number {
  const width = near + far;
  const beyond = p * width - near;
  if (beyond <= 0) return Math.sqrt(p * width * near);
  // near + far − sqrt((1 − p) width far), without the difference, which has no digits where the mode is the end.
  const root = Math.sqrt(far);
  return near + (beyond * root) / (root + Math.sqrt((1 - p) * width));
}

function probabilityWithin(distance: number, near: number, far: number): number {
  const width = near + far;
  if (distance <= 0) return 0;
  if (distance >= width) return 1;
  if (distance <= near) return (distance * distance) / (width * near);
  const beyond = distance - near;
  return (near + beyond * (2 - beyond / far)) / width;
}
