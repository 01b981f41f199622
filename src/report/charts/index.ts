import type { Result } from "../../result/result.ts";
import { uniqueSlugs } from "../slug.ts";
import { breakEvenCurve } from "./break-even-curve.ts";
import { type Chart, type Figure, sections } from "./chart.ts";
import { claims } from "./claims.ts";
import { comparisons } from "./comparisons.ts";
import { convergence } from "./convergence.ts";
import { decisiveDensities } from "./decisive-densities.ts";
import { dgsmBounds } from "./dgsm-bounds.ts";
import { distribution } from "./distribution.ts";
import { efastBars } from "./efast-bars.ts";
import { embodiedShare } from "./embodied-share.ts";
import { factorDistributions } from "./factor-distributions.ts";
import { givenMeasures } from "./given-measures.ts";
import { morrisPlane } from "./morris-plane.ts";
import { plateauMap } from "./plateau-map.ts";
import { probabilityBox } from "./probability-box.ts";
import { secondOrder } from "./second-order.ts";
import { sensitivityYears } from "./sensitivity-years.ts";
import { shapleyBars } from "./shapley-bars.ts";
import { sobolBars } from "./sobol-bars.ts";
import { systemIntervals } from "./systems.ts";
import { tornado } from "./tornado.ts";
import { trend } from "./trend.ts";
import { trendParts } from "./trend-parts.ts";
import { twoWay } from "./two-way.ts";
import { yearFan } from "./year-fan.ts";

/** Every kind of figure; within a section of the page they stand in this order. */
export const charts: readonly Chart[] = [
  trend,
  trendParts,
  yearFan,
  embodiedShare,
  systemIntervals,
  sobolBars,
  efastBars,
  dgsmBounds,
  morrisPlane,
  secondOrder,
  sensitivityYears,
  shapleyBars,
  givenMeasures,
  tornado,
  twoWay,
  convergence,
  claims,
  decisiveDensities,
  comparisons,
  breakEvenCurve,
  plateauMap,
  distribution,
  probabilityBox,
  factorDistributions,
];

/** The figures of a result, by section. Names that would be the same are numbered. */
export function figuresOf(result: Result): readonly Figure[] {
  const found = charts.flatMap((chart) => chart(result));
  const names = uniqueSlugs(found.map(({ name }) => name));
  const all = found.map((figure, index) => ({ ...figure, name: names[index]! }));
  return sections.flatMap((section) => all.filter((figure) => figure.section === section));
}
