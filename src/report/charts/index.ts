import type { Result } from "../../result/result.ts";
import { type Chart, type Figure, sections } from "./chart.ts";
import { claims } from "./claims.ts";
import { comparisons } from "./comparisons.ts";
import { convergence } from "./convergence.ts";
import { distribution } from "./distribution.ts";
import { embodiedShare } from "./embodied-share.ts";
import { givenMeasures } from "./given-measures.ts";
import { morrisPlane } from "./morris-plane.ts";
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
  morrisPlane,
  secondOrder,
  sensitivityYears,
  shapleyBars,
  givenMeasures,
  tornado,
  twoWay,
  convergence,
  claims,
  comparisons,
  distribution,
  probabilityBox,
];

/** The figures of a result, by section. */
export function figuresOf(result: Result): readonly Figure[] {
  const all = charts.flatMap((chart) => chart(result));
  return sections.flatMap((section) => all.filter((figure) => figure.section === section));
}
