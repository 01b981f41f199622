import type { Estimator } from "./estimator.ts";
import { jansen1999 } from "./jansen1999.ts";
import { varianceOf } from "./moments.ts";

/** S1 = E[B (AB - A)] / V, and Jansen's ST: the pair that Saltelli et al. (2010, table 2, b and f) recommend. */
export const saltelli2010: Estimator = {
  name: "saltelli2010",
  needsBoth: false,
  firstOrder: (m) => (m.bp - m.ab) / varianceOf(m),
  totalOrder: jansen1999.totalOrder,
};
