import type { Estimator } from "./estimator.ts";

/** Pearson's correlation. */
function correlate(u: number, w: number, uu: number, ww: number, uw: number): number {
  return (uw - u * w) / Math.sqrt((uu - u * u) * (ww - w * w));
}

/** S1 = corr(B, AB), ST = 1 - corr(A, AB) (Martinez 2011). */
export const martinez: Estimator = {
  name: "martinez",
  needsBoth: false,
  firstOrder: (m) => correlate(m.b, m.p, m.bb, m.pp, m.bp),
  totalOrder: (m) => 1 - correlate(m.a, m.p, m.aa, m.pp, m.ap),
};
