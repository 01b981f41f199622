import type { OutputResult, Result } from "../../result/result.ts";
import { bandTexts } from "../band-text.ts";
import { slug } from "../slug.ts";
import { unitText, withUnit } from "../units.ts";
import { percentAxis, quantityAxis } from "./axes.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { endsOf, estimateCells, estimateColumns } from "./interval-rows.ts";
import { keyLayers } from "./key.ts";
import { colour } from "./theme.ts";

/** Cumulative distributions at the estimated quantiles: of each output without a table, of the growth of each trend. */
export const distribution: Chart = (result) =>
  subjects(result).flatMap(({ name, output }) => cdfFigure(name, output));

function subjects({
  outputs,
  trends,
}: Result): readonly { readonly name: string; readonly output: OutputResult }[] {
  return [
    ...outputs.map((output) => ({ name: output.id, output })),
    ...trends.map(({ id, growthPerYear }) => ({ name: `growth per year of ${id}`, output: growthPerYear })),
  ];
}

function cdfFigure(name: string, output: OutputResult): readonly Figure[] {
  const points = output.quantiles.flatMap((quantile) => {
    const { value, low, high } = endsOf(quantile);
    return value === null ? [] : [{ p: quantile.p, value, low: low ?? value, high: high ?? value }];
  });
  if (output.draws <= 1 || points.length < 3 || points[0]!.value === points.at(-1)!.value) return [];
  const { median, band } = bandTexts(output);
  const unit = unitText(output.unit);
  return [
    {
      name: `distribution-${slug(name)}`,
      section: "distributions",
      title: `${name}: ${median}${unit && ` ${unit}`}${band === undefined ? "" : ` (95 % of draws: ${band.low} to ${band.high})`}`,
      caption: `Cumulative distribution over ${output.draws} draws at the quantiles that the result holds, joined by straight lines; shaded: 95 % interval of each quantile.`,
      spec: cdfSpec(points, output, name),
      table: {
        columns: [{ name: "probability", numeric: true }, ...estimateColumns("quantile", unit)],
        rows: output.quantiles.map((quantile) => [
          { value: quantile.p, text: `${quantile.p}` },
          ...estimateCells(quantile),
        ]),
      },
    },
  ];
}

function cdfSpec(
  points: readonly { p: number; value: number; low: number; high: number }[],
  output: OutputResult,
  name: string,
): Spec {
  const marks = [
    { text: "mean", value: output.mean.value, name: "orange" as const },
    { text: "at nominal values", value: output.deterministic, name: "ink" as const },
  ].flatMap((mark) => (mark.value === null ? [] : [{ ...mark, value: mark.value }]));
  const { scale, axis } = quantityAxis([
    ...points.flatMap(({ low, high }) => [low, high]),
    ...marks.map(({ value }) => value),
  ]);
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    title: withUnit(name, output.unit),
    scale,
    axis,
  });
  const y = {
    field: "p",
    type: "quantitative",
    title: "share of draws at or below",
    scale: { domain: [0, 1] },
    axis: { ...percentAxis, tickCount: 5 },
  };
  return {
    height: 240,
    data: { values: points },
    layer: [
      {
        mark: { type: "area", orient: "horizontal", color: colour("blue"), opacity: 0.22 },
        encoding: { x: x("low"), x2: { field: "high" }, y },
      },
      {
        mark: {
          type: "line",
          color: colour("blue"),
          strokeWidth: 2,
          orient: "horizontal",
          point: { filled: true, size: 40, color: colour("blue") },
        },
        encoding: {
          x: x("value"),
          y,
          order: { field: "p" },
          tooltip: [
            { field: "p", format: ".1%" },
            { field: "low", format: ".4~g" },
            { field: "value", format: ".4~g" },
            { field: "high", format: ".4~g" },
          ],
        },
      },
      ...marks.map(({ value, name: mark }) => ({
        data: { values: [{ value }] },
        mark: {
          type: "rule",
          color: colour(mark),
          strokeWidth: 1.5,
          ...(mark === "ink" ? { strokeDash: [5, 3] } : {}),
        },
        encoding: { x: x("value") },
      })),
      ...keyLayers(
        marks.map(({ text, name: mark }) => ({
          mark: mark === "ink" ? "dashed" : "line",
          colour: mark,
          text,
        })),
        "bottom-right",
      ),
    ],
  };
}
