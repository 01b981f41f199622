import type { SobolResult } from "../../result/sensitivity-result.ts";
import { slug } from "../slug.ts";
import { percentAxis } from "./axes.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { endsOf, estimateCells, estimateColumns } from "./interval-rows.ts";
import { categories, colour } from "./theme.ts";
import { yearOf } from "./years.ts";

/** Factors with a layer of their own; the rest are drawn together. */
const shown = 6;
const others = "other factors";
const interactions = "interactions";

interface Layer {
  readonly year: number;
  readonly factor: string;
  readonly share: number;
}

/** How the drivers of a yearly aggregate shift over the years: first-order indices stacked, one figure a series. */
export const sensitivityYears: Chart = ({ sobol = [] }) => {
  const series = new Map<string, (SobolResult & { year: number })[]>();
  for (const item of sobol) {
    const named = yearOf(item.output.replace(/^aggregate[.[]"?|"?\]?$/g, ""));
    if (named !== undefined)
      series.set(named.stem, [...(series.get(named.stem) ?? []), { ...item, year: named.year }]);
  }
  return [...series]
    .filter(([, items]) => items.length > 1)
    .map(([stem, items]) => profileFigure(stem, items));
};

function profileFigure(stem: string, items: readonly (SobolResult & { year: number })[]): Figure {
  const sorted = [...items].sort((a, b) => a.year - b.year);
  const layers = layersOf(sorted);
  const names = [...new Set(layers.map(({ factor }) => factor))];
  return {
    name: `sensitivity-years-${slug(stem)}`,
    section: "drivers",
    title: `What drives ${stem}, from ${sorted[0]!.year} to ${sorted.at(-1)!.year}`,
    caption: `Share of the variance of ${stem} that each factor explains alone (S1), by year; what is left to 100 % is interactions. Shares below 0, which are sampling error, are drawn as 0.`,
    spec: profileSpec(layers, names),
    table: {
      columns: [
        { name: "year", numeric: true },
        { name: "factor" },
        ...estimateColumns("S1"),
        ...estimateColumns("ST"),
      ],
      rows: sorted.flatMap(({ year, indices }) =>
        indices.map(({ factor, s1, st }) => [
          { value: year, text: `${year}` },
          factor,
          ...estimateCells(s1),
          ...estimateCells(st),
        ]),
      ),
    },
  };
}

/** Shares by year and factor: the largest over all years by name, the others summed, then the rest to 1. */
function layersOf(items: readonly (SobolResult & { year: number })[]): readonly Layer[] {
  const totals = new Map<string, number>();
  for (const { indices } of items) {
    for (const { factor, s1 } of indices)
      totals.set(factor, (totals.get(factor) ?? 0) + Math.max(0, endsOf(s1).value ?? 0));
  }
  const named = [...totals]
    .sort((a, b) => b[1] - a[1])
    .slice(0, shown)
    .map(([factor]) => factor);
  return items.flatMap(({ year, indices }) => {
    const share = (factor: string): number =>
      Math.max(
        0,
        endsOf(indices.find((index) => index.factor === factor)?.s1 ?? { value: null, reason: "" }).value ??
          0,
      );
    const layers = named.map((factor) => ({ year, factor, share: share(factor) }));
    const rest = indices
      .filter(({ factor }) => !named.includes(factor))
      .reduce((sum, { factor }) => sum + share(factor), 0);
    const explained = layers.reduce((sum, layer) => sum + layer.share, rest);
    return [
      ...layers,
      ...(indices.length > shown ? [{ year, factor: others, share: rest }] : []),
      { year, factor: interactions, share: Math.max(0, 1 - explained) },
    ];
  });
}

function profileSpec(layers: readonly Layer[], names: readonly string[]): Spec {
  const range = names.map((name, index) =>
    name === interactions
      ? colour("grid")
      : name === others
        ? colour("axis")
        : colour(categories[index % categories.length]!),
  );
  return {
    height: 320,
    data: { values: layers.map((layer) => ({ ...layer, order: names.indexOf(layer.factor) })) },
    mark: { type: "bar", width: { band: 0.8 } },
    encoding: {
      x: {
        field: "year",
        type: "ordinal",
        title: null,
        axis: { labelAngle: 0, grid: false, labelOverlap: true },
      },
      y: {
        field: "share",
        type: "quantitative",
        title: "share of the variance",
        stack: "zero",
        axis: { ...percentAxis, tickCount: 5 },
      },
      color: {
        field: "factor",
        type: "nominal",
        scale: { domain: names, range },
        legend: { columns: { expr: "narrow ? 2 : 4" }, symbolType: "square" },
      },
      order: { field: "order" },
      tooltip: [{ field: "year" }, { field: "factor" }, { field: "share", format: ".1%" }],
    },
  };
}
