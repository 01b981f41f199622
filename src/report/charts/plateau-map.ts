import type { BreakEvenMap, BreakEvenResult } from "../../result/break-even-result.ts";
import { slug } from "../slug.ts";
import { withUnit } from "../units.ts";
import { chosenText, numberText } from "./axes.ts";
import { sidesOf } from "./break-even-sides.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { keyLayers } from "./key.ts";
import { colour } from "./theme.ts";

interface Cell {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly first: number;
  readonly second: number;
  readonly value: number;
}

/** The left side of a target over two factors as a map, with the line on which the target is met. */
export const plateauMap: Chart = ({ breakEven = [] }) =>
  breakEven.flatMap((item) => (item.map === undefined ? [] : mapFigure(item, item.map)));

function mapFigure(item: BreakEvenResult, map: BreakEvenMap): readonly Figure[] {
  const { factor, target, curve } = item;
  const cells = cellsOf(item, map);
  if (cells.length === 0) return [];
  const met = map.plateau.filter(({ median }) => median !== null).length;
  const { left } = sidesOf(target);
  return [
    {
      name: `plateau-${slug(item.id)}`,
      section: "conclusions",
      title: `${target} can be met at ${met} of ${map.values.length} values of ${map.factor}`,
      caption: `${left} over ${factor} and ${map.factor}, the median of ${item.value.draws} draws. Line: where ${target}, the median over the draws in which there is such a value, with the band that holds 95 % of them.`,
      spec: mapSpec(item, map, cells),
      table: {
        columns: [
          { name: map.factor, numeric: true },
          ...["met at, 2.5 %", "median", "97.5 %"].map((name) => ({ name, numeric: true })),
          ...curve.map(({ value }) => ({ name: `${factor} = ${chosenText(value)}`, numeric: true })),
        ],
        rows: map.plateau.map(({ value, low, median, high }, row) =>
          [value, low, median, high, ...map.cells[row]!.map((cell) => cell.median)].map((number) => ({
            value: number,
            text: numberText(number),
          })),
        ),
      },
    },
  ];
}

function cellsOf({ curve }: BreakEvenResult, { values, cells }: BreakEvenMap): readonly Cell[] {
  const xs = edgesOf(curve.map(({ value }) => value));
  const ys = edgesOf(values);
  return cells.flatMap((row, i) =>
    row.flatMap(({ median: value }, j): Cell[] =>
      value === null
        ? []
        : [
            {
              x: [xs[j]!, xs[j + 1]!],
              y: [ys[i]!, ys[i + 1]!],
              first: curve[j]!.value,
              second: values[i]!,
              value,
            },
          ],
    ),
  );
}

/** Ends of the cells around values in order: halfway between neighbours, and at the first and the last value. */
function edgesOf(values: readonly number[]): readonly number[] {
  const middles = values.slice(1).map((value, index) => (value + values[index]!) / 2);
  return [values[0]!, ...middles, values.at(-1)!];
}

function mapSpec(item: BreakEvenResult, map: BreakEvenMap, cells: readonly Cell[]): Spec {
  const { level = middleOf(cells) } = sidesOf(item.target);
  const farthest = Math.max(...cells.map(({ value }) => Math.abs(value - level))) || 1;
  const values = cells.map(({ x, y, value, first, second }) => ({
    x: x[0],
    x2: x[1],
    y: y[0],
    y2: y[1],
    first,
    second,
    value,
    far: Math.abs(value - level) / farthest,
  }));
  const line = map.plateau.flatMap(({ value, low, median, high }) =>
    median === null ? [] : [{ x: median, y: value, low: low ?? median, high: high ?? median }],
  );
  const x = {
    field: "x",
    type: "quantitative",
    title: withUnit(item.factor, item.value.unit),
    scale: { zero: false, nice: false, domain: [item.from, item.to] },
    axis: { grid: false, tickCount: { expr: "narrow ? 4 : 8" } },
  };
  const y = {
    field: "y",
    type: "quantitative",
    title: map.factor,
    scale: { zero: false, nice: false, domain: [map.values[0], map.values.at(-1)] },
    axis: { grid: false, tickCount: 6 },
  };
  return {
    height: 320,
    layer: [
      {
        data: { values },
        mark: {
          type: "rect",
          color: { expr: `datum.value > ${level} ? '${colour("orange")}' : '${colour("blue")}'` },
        },
        encoding: {
          x,
          x2: { field: "x2" },
          y,
          y2: { field: "y2" },
          opacity: {
            field: "far",
            type: "quantitative",
            scale: { domain: [0, 1], range: [0.08, 0.75] },
            legend: null,
          },
          tooltip: [
            { field: "first", title: item.factor, format: ".4~g" },
            { field: "second", title: map.factor, format: ".4~g" },
            { field: "value", title: "left side", format: ".4~g" },
          ],
        },
      },
      {
        data: { values: line },
        mark: { type: "area", orient: "horizontal", color: colour("ink"), opacity: 0.16 },
        encoding: { x: { ...x, field: "low" }, x2: { field: "high" }, y },
      },
      {
        data: { values: line },
        mark: {
          type: "line",
          color: colour("ink"),
          strokeWidth: 2.5,
          point: { filled: true, size: 30, color: colour("ink") },
        },
        encoding: { x, y, order: { field: "y" } },
      },
      ...keyLayers(
        [
          { mark: "band", colour: "orange", text: `left side above ${chosenText(level)}` },
          { mark: "band", colour: "blue", text: `left side below ${chosenText(level)}` },
          ...(line.length === 0
            ? []
            : [{ mark: "banded-line", colour: "ink", text: "target met, 95 % band" } as const]),
        ],
        "bottom-left",
      ),
    ],
  };
}

function middleOf(cells: readonly Cell[]): number {
  const sorted = cells.map(({ value }) => value).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
