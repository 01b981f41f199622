import type { TrendResult } from "../../result/result.ts";
import { bandTexts } from "../band-text.ts";
import { quantileOf } from "../cells.ts";
import { slug } from "../slug.ts";
import { unitText, withUnit } from "../units.ts";
import { logAxis, numberText } from "./axes.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { type KeyEntry, keyLayers } from "./key.ts";
import { colour } from "./theme.ts";

interface Point {
  readonly system: string;
  readonly over: number;
  readonly nominal: number | null;
  readonly low: number | null;
  readonly median: number;
  readonly high: number | null;
}

/** Systems by date with their bands, and the line fitted through them with its band: one figure a trend. */
export const trend: Chart = (result) =>
  result.trends.flatMap((item) => {
    const bySystem = new Map(result.systems?.map(({ system, outputs }) => [system, outputs]));
    const points = (item.points ?? []).flatMap(({ system, over }): Point[] => {
      const output = bySystem.get(system)?.find(({ id }) => id === item.of);
      const median = output === undefined ? null : quantileOf(output, 0.5);
      if (output === undefined || median === null || median <= 0) return [];
      const [low, high] = [quantileOf(output, 0.025), quantileOf(output, 0.975)];
      return [{ system, over, nominal: output.deterministic, low, median, high }];
    });
    if (points.length === 0) return [];
    const unit = bySystem
      .values()
      .next()
      .value?.find(({ id }) => id === item.of)?.unit;
    return [trendFigure(item, points, unit)];
  });

function trendFigure(item: TrendResult, points: readonly Point[], unit: string | undefined): Figure {
  const line = lineOf(item);
  const varies = item.growthPerYear.draws > 1;
  const scattered = varies ? "median and 95 % band of its draws" : "point value";
  return {
    name: `trend-${slug(item.id)}`,
    section: "growth",
    title: trendTitle(item),
    caption: `${item.of} of ${points.length} systems by ${item.over}, ${scattered} for each; logarithmic axis.${lineCaption(line.length > 0, varies, item.inputs !== undefined)}`,
    spec: trendSpec(item, points, line, unit),
    table: {
      columns: [
        { name: "system" },
        { name: item.over, numeric: true },
        ...["nominal", "2.5 %", "median", "97.5 %"].map((name) => ({
          name,
          unit: unitText(unit),
          numeric: true,
        })),
      ],
      rows: points.map(({ system, over, nominal, low, median, high }) => [
        system,
        { value: over, text: over.toFixed(2) },
        ...[nominal, low, median, high].map((value) => ({ value, text: numberText(value) })),
      ]),
    },
  };
}

function lineCaption(has: boolean, varies: boolean, chosen: boolean): string {
  if (!has) return "";
  if (varies && chosen)
    return " The line is fitted anew in each draw of the inputs and of the choice of systems.";
  return varies ? " The line is fitted anew in each draw." : " The line is fitted to the point values.";
}

/** `gwp doubles every 10.09 months (95 % of draws: 9.58 to 10.67)`, or what else it does. */
export function trendTitle({ id, growthPerYear, doublingMonths }: TrendResult): string {
  const growth = quantileOf(growthPerYear, 0.5);
  if (growth === null) return `${id}: no trend`;
  const doubles = growth > 1 && quantileOf(doublingMonths, 0.5) !== null && doublingMonths.failures === 0;
  const { median, band } = bandTexts(doubles ? doublingMonths : growthPerYear);
  const range = band === undefined ? "" : ` (95 % of draws: ${band.low} to ${band.high})`;
  return doubles
    ? `${id} doubles every ${median} months${range}`
    : `${id} changes by a factor of ${median} a year${range}`;
}

function lineOf(item: TrendResult): readonly Spec[] {
  return (item.line ?? []).map((value) => ({
    over: value.over,
    nominal: value.deterministic,
    low: quantileOf(value, 0.025),
    median: quantileOf(value, 0.5),
    high: quantileOf(value, 0.975),
  }));
}

function trendSpec(
  item: TrendResult,
  points: readonly Point[],
  line: readonly Spec[],
  unit: string | undefined,
): Spec {
  const axis = logAxis(points.flatMap(({ low, median, high }) => [low ?? median, high ?? median]));
  const dates = points.map(({ over }) => over);
  const [first, last] = [Math.floor(Math.min(...dates)), Math.ceil(Math.max(...dates))];
  const varies = item.growthPerYear.draws > 1;
  const y = (field: string): Spec => ({
    field,
    type: "quantitative",
    title: withUnit(item.of, unit),
    scale: axis.scale,
    axis: axis.axis,
  });
  const x = {
    field: "over",
    type: "quantitative",
    title: null,
    scale: { domain: [first, last], nice: false },
    axis: { format: "d", grid: false, tickCount: { expr: "narrow ? 4 : 8" }, tickMinStep: 1 },
  };
  const grows = (quantileOf(item.growthPerYear, 0.5) ?? 1) >= 1;
  return {
    height: 380,
    encoding: { x },
    layer: [
      ...bandLayers(line, y, varies),
      ...pointLayers(points, y, varies),
      ...lineLayers(line, y, varies),
      ...keyLayers(keyOf(line.length > 0, varies), grows ? "top-left" : "bottom-left"),
    ],
  };
}

function pointLayers(points: readonly Point[], y: (field: string) => Spec, varies: boolean): readonly Spec[] {
  const tooltip = [
    { field: "system" },
    { field: "over", title: "date", format: ".2f" },
    { field: "low", title: "2.5 %", format: ".3~g" },
    { field: "median", format: ".3~g" },
    { field: "high", title: "97.5 %", format: ".3~g" },
    { field: "nominal", format: ".3~g" },
  ];
  const bars = {
    data: { values: points },
    mark: { type: "rule", color: colour("blue"), opacity: 0.32, strokeWidth: 1.2 },
    encoding: { y: y("low"), y2: { field: "high" } },
  };
  const dots = {
    data: { values: points },
    mark: { type: "point", filled: true, size: 20, opacity: 0.9, color: colour("blue") },
    encoding: { y: y("median"), tooltip },
  };
  return varies ? [bars, dots] : [dots];
}

function bandLayers(line: readonly Spec[], y: (field: string) => Spec, varies: boolean): readonly Spec[] {
  if (line.length === 0 || !varies) return [];
  const mark = { type: "area", color: colour("orange"), opacity: 0.28 };
  return [{ data: { values: line }, mark, encoding: { y: y("low"), y2: { field: "high" } } }];
}

function lineLayers(line: readonly Spec[], y: (field: string) => Spec, varies: boolean): readonly Spec[] {
  if (line.length === 0) return [];
  const data = { values: line };
  const median = {
    data,
    mark: { type: "line", color: colour("orange"), strokeWidth: 2 },
    encoding: { y: y("median") },
  };
  const nominal = {
    data,
    mark: { type: "line", color: colour("ink"), strokeWidth: 1.5, strokeDash: [5, 3] },
    encoding: { y: y("nominal") },
  };
  return varies ? [median, nominal] : [median];
}

function keyOf(hasLine: boolean, varies: boolean): readonly KeyEntry[] {
  const system: KeyEntry = varies
    ? { mark: "interval", colour: "blue", text: "one system: median and 95 % band" }
    : { mark: "point", colour: "blue", text: "one system" };
  if (!hasLine) return [system];
  const fit: KeyEntry = varies
    ? { mark: "banded-line", colour: "orange", text: "fitted line: median and 95 % band" }
    : { mark: "line", colour: "orange", text: "fitted line" };
  const nominal: KeyEntry = { mark: "dashed", colour: "ink", text: "every factor at its nominal value" };
  return varies ? [system, fit, nominal] : [system, fit];
}
