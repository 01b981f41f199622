import type { TwoWayResult } from "../../result/method-results.ts";
import { slug } from "../slug.ts";
import { numberText } from "./axes.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { colour } from "./theme.ts";

/** A target over percentiles of two factors, as a map: one figure a pair. */
export const twoWay: Chart = ({ twoWay: results = [] }) => results.flatMap(mapFigure);

function mapFigure({ output, factors, levels, values, label }: TwoWayResult): readonly Figure[] {
  const percent = (level: number): string => `${Number((level * 100).toPrecision(6))} %`;
  const cells = values.flatMap((row, i) =>
    row.map((value, j) => ({
      first: percent(levels[i]!),
      second: percent(levels[j]!),
      value,
      text: numberText(value),
    })),
  );
  const known = cells.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length === 0) return [];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return [
    {
      name: `two-way-${slug(`${output} ${factors.join(" ")}`)}`,
      section: "drivers",
      title: `${output} goes from ${numberText(low)} to ${numberText(high)} with ${factors.join(" and ")}`,
      caption: `${output} at percentiles of ${factors[0]} and ${factors[1]}, all other factors nominal. ${label}.`,
      spec: mapSpec(cells, factors, levels.map(percent), low, high),
      table: {
        columns: [{ name: factors[0] }, { name: factors[1] }, { name: output, numeric: true }],
        rows: cells.map(({ first, second, value, text }) => [first, second, { value, text }]),
      },
    },
  ];
}

function mapSpec(
  cells: readonly object[],
  factors: readonly [string, string],
  levels: readonly string[],
  low: number,
  high: number,
): Spec {
  const axis = { grid: false, labelColor: colour("ink"), labelAngle: 0 };
  return {
    height: levels.length * 34,
    data: { values: cells },
    encoding: {
      x: {
        field: "second",
        type: "ordinal",
        sort: levels,
        title: factors[1],
        axis: { ...axis, domain: false, ticks: false },
      },
      y: { field: "first", type: "ordinal", sort: [...levels].reverse(), title: factors[0], axis },
    },
    layer: [
      {
        mark: { type: "rect", color: colour("orange") },
        encoding: {
          opacity: {
            field: "value",
            type: "quantitative",
            scale: { domain: [low, high > low ? high : low + 1], range: [0.06, 0.6] },
            legend: null,
          },
        },
      },
      { mark: { type: "text", fontSize: 11 }, encoding: { text: { field: "text" } } },
    ],
  };
}
