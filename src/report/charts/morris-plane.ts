import type { MorrisResult } from "../../result/sensitivity-result.ts";
import { slug } from "../slug.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { endsOf, estimateCells, estimateColumns } from "./interval-rows.ts";
import { colour } from "./theme.ts";

/** Labels that stay legible; the others are told by the tooltip and the table. */
const labelled = 12;
/** Share of the largest effects below which points lie too close to be named. */
const crowded = 0.06;

/** Elementary effects: strength against interaction or curvature, one figure a target. */
export const morrisPlane: Chart = ({ morris = [] }) => morris.flatMap(planeFigure);

interface Point {
  readonly factor: string;
  readonly muStar: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly sigma: number;
}

/** Factors by the strength of their effects. */
function pointsOf(measures: MorrisResult["measures"]): readonly Point[] {
  return measures
    .flatMap(({ factor, muStar, sigma }) => {
      const [x, y] = [endsOf(muStar), endsOf(sigma)];
      return x.value === null || y.value === null
        ? []
        : [{ factor, muStar: x.value, low: x.low, high: x.high, sigma: y.value }];
    })
    .sort((a, b) => b.muStar - a.muStar);
}

/** Points with their labels: of the strongest, and of none in the crowd near the origin. */
function withLabels(points: readonly Point[]): readonly (Point & { readonly label: string | null })[] {
  const [mostMu, mostSigma] = [points[0]?.muStar ?? 0, Math.max(...points.map(({ sigma }) => sigma))];
  return points.map((point, index) => {
    const near = point.muStar < crowded * mostMu && point.sigma < crowded * mostSigma;
    return { ...point, label: index < labelled && !near ? point.factor : null };
  });
}

function planeFigure(item: MorrisResult): readonly Figure[] {
  const { output, measures, trajectories, evaluations } = item;
  const points = withLabels(pointsOf(measures));
  if (points.length === 0) return [];
  return [
    {
      name: `morris-${slug(output)}`,
      section: "drivers",
      title: `${points[0]!.factor} has the largest elementary effects on ${output}`,
      caption: `Morris' elementary effects on ${output} in ${trajectories} trajectories (${evaluations} evaluations): mean of the absolute effects with its 95 % interval, against their standard deviation. Near the lower line a factor acts alone and steadily; above the upper one its effect depends on the others, or changes sign.${points.some(({ label }) => label === null) ? " Factors near the origin have no name." : ""}`,
      spec: planeSpec(points),
      table: {
        columns: [
          { name: "factor" },
          ...estimateColumns("μ*"),
          ...estimateColumns("σ"),
          ...estimateColumns("μ"),
        ],
        rows: measures.map(({ factor, mu, muStar, sigma }) => [
          factor,
          ...estimateCells(muStar),
          ...estimateCells(sigma),
          ...estimateCells(mu),
        ]),
      },
    },
  ];
}

function planeSpec(points: readonly { muStar: number; high: number | null; sigma: number }[]): Spec {
  const most = Math.max(...points.map(({ muStar, high }) => high ?? muStar));
  const highest = Math.max(...points.map(({ sigma }) => sigma), most / 10);
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    title: "μ*, mean of the absolute effects",
    scale: { domain: [0, most * 1.02], nice: false },
    axis: { tickCount: 5 },
  });
  const y = {
    field: "sigma",
    type: "quantitative",
    title: "σ of the effects",
    scale: { domain: [0, highest * 1.1], nice: false },
    axis: { tickCount: 5 },
  };
  return {
    height: 380,
    data: { values: points },
    layer: [
      ...[0.1, 1].map((ratio) => ratioLine(ratio, most, highest * 1.1)),
      {
        mark: { type: "rule", color: colour("blue"), opacity: 0.45, strokeWidth: 2 },
        encoding: { x: x("low"), x2: { field: "high" }, y },
      },
      {
        mark: { type: "point", filled: true, size: 52, opacity: 1, color: colour("blue") },
        encoding: {
          x: x("muStar"),
          y,
          tooltip: [
            { field: "factor" },
            { field: "muStar", title: "μ*", format: ".3~g" },
            { field: "sigma", title: "σ", format: ".3~g" },
          ],
        },
      },
      {
        transform: [
          { filter: "isValid(datum.label)" },
          { calculate: `datum.muStar > ${most * 0.7}`, as: "right" },
        ],
        mark: {
          type: "text",
          align: { expr: "datum.right ? 'right' : 'left'" },
          dx: { expr: "datum.right ? -8 : 8" },
          dy: -8,
          fontSize: 11,
        },
        encoding: { x: x("muStar"), y, text: { field: "label" } },
      },
    ],
  };
}

/** σ = ratio · μ*, as far as the plot reaches. */
function ratioLine(ratio: number, right: number, top: number): Spec {
  const end = Math.min(right, top / ratio);
  const at = (muStar: number): Spec => ({ muStar, sigma: muStar * ratio });
  return {
    data: { values: [at(0), at(end)] },
    mark: { type: "line", color: colour("axis"), strokeDash: [3, 3], strokeWidth: 1 },
    encoding: { x: { field: "muStar", type: "quantitative" }, y: { field: "sigma", type: "quantitative" } },
  };
}
