import type { Result } from "../../result/result.ts";
import { type Chart, type Figure, sections } from "./chart.ts";
import { convergence } from "./convergence.ts";
import { distribution } from "./distribution.ts";
import { embodiedShare } from "./embodied-share.ts";
import { morrisPlane } from "./morris-plane.ts";
import { secondOrder } from "./second-order.ts";
import { sensitivityYears } from "./sensitivity-years.ts";
import { sobolBars } from "./sobol-bars.ts";
import { systemIntervals } from "./systems.ts";
import { trend } from "./trend.ts";
import { yearFan } from "./year-fan.ts";

/** Every kind of figure; within a section of the page they stand in this order. */
export const charts: readonly Chart[] = [
  trend,
  yearFan,
  embodiedShare,
  systemIntervals,
  sobolBars,
  morrisPlane,
  secondOrder,
  sensitivityYears,
  convergence,
  distribution,
];

/** The figures of a result, by section. */
export function figuresOf(result: Result): readonly Figure[] {
  const all = charts.flatMap((chart) => chart(result));
  return sections.flatMap((section) => all.filter((figure) => figure.section === section));
}
