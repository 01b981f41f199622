import type { Estimator } from "./estimator.ts";
import { varianceOf } from "./moments.ts";

/** S1 = 1 - E[(B - AB)^2] / 2V, ST = E[(A - AB)^2] / 2V (Jansen 1999). */
export const jansen1999: Estimator = {
  name: "jansen1999",
  needsBoth: false,
  firstOrder: (m) => 1 - (m.bb - 2 * m.bp + m.pp) / (2 * varianceOf(m)),
  totalOrder: (m) => (m.aa - 2 * m.ap + m.pp) / (2 * varianceOf(m)),
};
