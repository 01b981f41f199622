import type { Estimator } from "./estimator.ts";

/**
 * Correlation of a pair (U, W) of one distribution with the moments of both pooled: m = E[(U + W)/2],
 * (E[UW] - m^2) / (E[(U^2 + W^2)/2] - m^2).
 */
function correlate(u: number, w: number, uu: number, ww: number, uw: number): number {
  const mean = (u + w) / 2;
  return (uw - mean * mean) / ((uu + ww) / 2 - mean * mean);
}

/** S1 from the pair (B, AB), ST = 1 - that of (A, AB) (Monod, Naud & Makowski 2006; Janon et al. 2014). */
export const janon: Estimator = {
  name: "janon",
  needsBoth: false,
  firstOrder: (m) => correlate(m.b, m.p, m.bb, m.pp, m.bp),
  totalOrder: (m) => 1 - correlate(m.a, m.p, m.aa, m.pp, m.ap),
};
