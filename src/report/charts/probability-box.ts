import type { NestedResult } from "../../result/method-results.ts";
import { slug } from "../slug.ts";
import { numberText, percentAxis, quantityAxis } from "./axes.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { colour } from "./theme.ts";

interface Edge {
  readonly p: number;
  readonly low: number;
  readonly high: number;
  readonly median?: number;
}

/** What epistemic factors leave open of a cumulative distribution: its bounds, or a band of it. One figure a target. */
export const probabilityBox: Chart = ({ nested = [] }) => nested.flatMap(boxFigure);

function boxFigure(item: NestedResult): readonly Figure[] {
  const { output, mode, label, epistemic, outer, inner } = item;
  const edges = edgesOf(item);
  if (edges.length < 2) return [];
  const median = edges.find(({ p }) => p === 0.5);
  const range =
    median === undefined ? "" : `, median ${numberText(median.low)} to ${numberText(median.high)}`;
  const shaded = mode === "interval" ? "between the bounds" : "95 % of the outer draws";
  return [
    {
      name: `p-box-${slug(output)}`,
      section: "distributions",
      title: `${output}: what is not known leaves its distribution open${range}`,
      caption: `Cumulative distribution of ${output} over the aleatory factors; shaded: ${shaded}, over ${epistemic.length} epistemic factors (${outer} by ${inner} draws). ${label}.`,
      spec: boxSpec(edges, output),
      table: {
        columns: [
          { name: "probability", numeric: true },
          ...["low", "high"].map((name) => ({ name, numeric: true })),
        ],
        rows: edges.map(({ p, low, high }) => [
          { value: p, text: `${p}` },
          ...[low, high].map((value) => ({ value, text: numberText(value) })),
        ]),
      },
    },
  ];
}

function edgesOf({ bounds = [], bands = [] }: NestedResult): readonly Edge[] {
  return [
    ...bounds.flatMap(({ p, low, high }) => (low === null || high === null ? [] : [{ p, low, high }])),
    ...bands.flatMap(({ p, band }) => (band === null ? [] : [{ p, ...band }])),
  ].sort((a, b) => a.p - b.p);
}

function boxSpec(edges: readonly Edge[], output: string): Spec {
  const { scale, axis } = quantityAxis(edges.flatMap(({ low, high }) => [low, high]));
  const x = (field: string): Spec => ({ field, type: "quantitative", title: output, scale, axis });
  const y = {
    field: "p",
    type: "quantitative",
    title: "share of draws at or below",
    scale: { domain: [0, 1] },
    axis: { ...percentAxis, tickCount: 5 },
  };
  const line = (field: string): Spec => ({
    mark: {
      type: "line",
      color: colour("blue"),
      strokeWidth: 2,
      point: { filled: true, size: 30, color: colour("blue") },
    },
    encoding: { x: x(field), y, order: { field: "p" } },
  });
  const middle = edges.some(({ median }) => median !== undefined);
  return {
    height: 280,
    data: { values: edges },
    layer: [
      {
        mark: { type: "area", orient: "horizontal", color: colour("blue"), opacity: 0.2 },
        encoding: { x: x("low"), x2: { field: "high" }, y },
      },
      line("low"),
      line("high"),
      ...(middle
        ? [
            {
              mark: { type: "line", color: colour("orange"), strokeWidth: 2 },
              encoding: { x: x("median"), y, order: { field: "p" } },
            },
          ]
        : []),
    ],
  };
}
