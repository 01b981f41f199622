import type { Convergence, SobolResult } from "../../result/sensitivity-result.ts";
import { slug } from "../slug.ts";
import { logAxis, numberText } from "./axes.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { colour } from "./theme.ts";

/** The widest interval of a target's indices against the evaluations spent, one figure a target. */
export const convergence: Chart = ({ sobol = [] }) =>
  sobol.flatMap((item) => (item.convergence === undefined ? [] : convergenceFigure(item, item.convergence)));

function convergenceFigure(
  { output }: SobolResult,
  { halfWidth, budget, steps, stopped }: Convergence,
): readonly Figure[] {
  const points = steps.flatMap(({ evaluations, halfWidth: reached, widest }) =>
    reached === null || reached <= 0 ? [] : [{ evaluations, halfWidth: reached, widest }],
  );
  if (points.length === 0) return [];
  const spent = steps.at(-1)!.evaluations;
  const outcome =
    stopped === "halfWidth"
      ? `every interval is within ±${halfWidth}`
      : `the budget of ${budget} was spent before every interval was within ±${halfWidth}`;
  return [
    {
      name: `convergence-${slug(output)}`,
      section: "drivers",
      title: `Indices of ${output}: after ${spent} evaluations ${outcome}`,
      caption:
        "Half-width of the widest 95 % interval among the indices, at each doubling of the design. Dashed: the tolerance, which two doublings in a row must meet.",
      spec: convergenceSpec(points, halfWidth),
      table: {
        columns: [
          { name: "base", numeric: true },
          { name: "evaluations", numeric: true },
          { name: "widest half-width", numeric: true },
          { name: "of" },
        ],
        rows: steps.map((step) => [
          ...[step.base, step.evaluations, step.halfWidth].map((value) => ({
            value,
            text: numberText(value),
          })),
          step.widest ?? "–",
        ]),
      },
    },
  ];
}

function convergenceSpec(
  points: readonly { evaluations: number; halfWidth: number }[],
  tolerance: number,
): Spec {
  const x = logAxis(points.map(({ evaluations }) => evaluations));
  const y = logAxis([tolerance, ...points.map(({ halfWidth }) => halfWidth)]);
  const encodedY = {
    field: "halfWidth",
    type: "quantitative",
    title: "half-width of the widest interval",
    scale: y.scale,
    axis: { tickCount: 4, format: "~g" },
  };
  return {
    height: 260,
    data: { values: points },
    layer: [
      {
        data: { values: [{ halfWidth: tolerance }] },
        mark: { type: "rule", color: colour("orange"), strokeDash: [5, 3], strokeWidth: 1.5 },
        encoding: { y: encodedY },
      },
      {
        mark: {
          type: "line",
          color: colour("blue"),
          strokeWidth: 2,
          point: { filled: true, size: 52, color: colour("blue") },
        },
        encoding: {
          x: {
            field: "evaluations",
            type: "quantitative",
            title: "evaluations",
            scale: x.scale,
            axis: { tickCount: 5, format: "~s", grid: false },
          },
          y: encodedY,
          tooltip: [
            { field: "evaluations" },
            { field: "halfWidth", title: "half-width", format: ".3~g" },
            { field: "widest", title: "of" },
          ],
        },
      },
    ],
  };
}
