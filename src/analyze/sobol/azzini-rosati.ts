import type { Estimator } from "./estimator.ts";
import type { GroupMoments } from "./moments.ts";

/** E[(A - B)^2 + (BA - AB)^2], four times the variance. */
function spread(m: GroupMoments): number {
  return m.aa - 2 * m.ab + m.bb + (m.qq - 2 * m.pq + m.pp);
}

/**
 * S1 = 2 E[(B - BA)(AB - A)] / E[(A - B)^2 + (BA - AB)^2], ST = E[(B - BA)^2 + (A - AB)^2] / the same (Azzini &
 * Rosati 2021). The pairs are B with BA and A with AB: (AB - B)(A - BA) estimates something else.
 */
export const azziniRosati: Estimator = {
  name: "azzini-rosati",
  needsBoth: true,
  firstOrder: (m) => (2 * (m.bp - m.ab - m.pq + m.aq)) / spread(m),
  totalOrder: (m) => (m.bb - 2 * m.bq + m.qq + (m.aa - 2 * m.ap + m.pp)) / spread(m),
};
