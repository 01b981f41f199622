import type { DrawExplanation, SampledShape } from "../../model/explain-factor.ts";
import { distributionText, drawsOf, unitOfDraw } from "../render-explanation.ts";
import { unitText } from "../units.ts";
import { numberText } from "./axes.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { colour } from "./theme.ts";

const columns = 3;
/** Room of one factor in px: its name, its drawing, its range. */
const rowHeight = 74;
/** Parts of that room, from the top: where the drawing begins and ends. */
const [drawingTop, drawingBottom] = [0.27, 0.66];

interface Cell {
  readonly name: string;
  readonly unit: string;
  readonly draw: DrawExplanation;
  readonly shape: SampledShape;
}

/** Every factor that varies, as its values lie among the draws: small drawings side by side. */
export const factorDistributions: Chart = ({ assumptions }) => {
  const cells = (assumptions?.factors ?? []).flatMap((factor) =>
    drawsOf(factor).flatMap(([name, draw]): Cell[] =>
      draw.sampled === undefined
        ? []
        : [{ name, unit: unitText(unitOfDraw(name, factor)), draw, shape: draw.sampled }],
    ),
  );
  return cells.length === 0 ? [] : [factorsFigure(cells)];
};

function factorsFigure(cells: readonly Cell[]): Figure {
  return {
    name: "factors",
    section: "distributions",
    title:
      cells.length === 1 ? "The factor as it was drawn" : `The ${cells.length} factors as they were drawn`,
    caption:
      "How the values of each factor lie among the draws, on an axis of its own: all but the outermost half percent on either side. Below: the range that holds 95 % of its distribution; the line is its nominal value.",
    spec: cellsSpec(cells),
    table: {
      columns: [
        { name: "factor" },
        { name: "distribution" },
        { name: "unit" },
        ...["2.5 %", "median", "97.5 %", "nominal"].map((name) => ({ name, numeric: true })),
      ],
      rows: cells.map(({ name, unit, draw }) => [
        name,
        distributionText(draw),
        unit,
        ...[0.025, 0.5, 0.975].map((p) => numberCell(quantile(draw, p))),
        numberCell(draw.nominal),
      ]),
    },
  };
}

function numberCell(value: number | null) {
  return { value, text: numberText(value) };
}

function quantile({ quantiles }: DrawExplanation, p: number): number | null {
  return quantiles.find((item) => item.p === p)?.value ?? null;
}

/** The outline of a drawing: from each `at` on, a share of its axis, this high, both from 0 to 1. */
function outline(shape: SampledShape): readonly { readonly at: number; readonly high: number }[] {
  const most = Math.max(...shape.counts);
  const heights = shape.counts.map((count) => count / most);
  if ("low" in shape) {
    return [...heights.map((high, bin) => ({ at: bin / heights.length, high })), { at: 1, high: 0 }];
  }
  const wide = 0.06;
  return shape.values.flatMap((value, index) => {
    const at = place(shape, value) * (1 - wide);
    return [
      { at, high: heights[index]! },
      { at: at + wide, high: 0 },
    ];
  });
}

/** Where a value lies on the axis of a shape, from 0 to 1 within it. */
function place(shape: SampledShape, value: number): number {
  const [low, high] = "low" in shape ? [shape.low, shape.high] : [shape.values[0]!, shape.values.at(-1)!];
  return high > low ? (value - low) / (high - low) : 0.5;
}

function cellsSpec(cells: readonly Cell[]): Spec {
  const rows = Math.ceil(cells.length / columns);
  const drawings = cells.flatMap(({ shape }, index) =>
    outline(shape).map(({ at, high }) => ({
      index,
      x: acrossOf(index, at),
      y: downOf(index, drawingBottom, high),
      base: downOf(index, drawingBottom),
    })),
  );
  const nominal = cells.flatMap(({ shape, draw }, index) => {
    const at = place(shape, draw.nominal);
    return at < 0 || at > 1
      ? []
      : [{ x: acrossOf(index, at), y: downOf(index, drawingBottom, 1), base: downOf(index, drawingBottom) }];
  });
  const texts = cells.map(({ name, draw, unit }, index) => ({
    name,
    range: `${numberText(quantile(draw, 0.025))} to ${numberText(quantile(draw, 0.975))}${unit && ` ${unit}`}`,
    distribution: distributionText(draw),
    x: acrossOf(index, 0),
    top: downOf(index, 0.1),
    bottom: downOf(index, 0.8),
  }));
  const x = { field: "x", type: "quantitative", axis: null, scale: { domain: [0, columns], nice: false } };
  const y = (field: string): Spec => ({
    field,
    type: "quantitative",
    axis: null,
    scale: { domain: [0, rows], reverse: true, nice: false },
  });
  const text = (field: string, at: string, more: Spec): Spec => ({
    data: { values: texts },
    mark: {
      type: "text",
      align: "left",
      baseline: "middle",
      limit: { expr: `width / ${columns} - 10` },
      ...more,
    },
    encoding: {
      x,
      y: y(at),
      text: { field },
      tooltip: [{ field: "name" }, { field: "distribution" }, { field: "range", title: "95 %" }],
    },
  });
  return {
    height: rows * rowHeight,
    layer: [
      {
        data: { values: drawings },
        mark: { type: "area", interpolate: "step-after", color: colour("blue"), opacity: 0.75 },
        encoding: { x, y: y("y"), y2: { field: "base" }, detail: { field: "index" } },
      },
      {
        data: { values: nominal },
        mark: { type: "rule", color: colour("orange"), strokeWidth: 1.5 },
        encoding: { x, y: y("y"), y2: { field: "base" } },
      },
      text("name", "top", { fontWeight: "bold", fontSize: 11 }),
      text("range", "bottom", { color: colour("muted"), fontSize: 11 }),
    ],
  };
}

/** Place of a drawing's share `at` among the columns. */
function acrossOf(index: number, at: number): number {
  return round((index % columns) + 0.01 + 0.86 * at);
}

/** Place of a share of a row's room among the rows; `high` goes up from there to where drawings begin. */
function downOf(index: number, part: number, high = 0): number {
  return round(Math.floor(index / columns) + part - high * (part - drawingTop));
}

const round = (value: number): number => Number(value.toFixed(4));
