import { bandTexts } from "../band-text.ts";
import { quantileOf } from "../cells.ts";
import { slug } from "../slug.ts";
import { unitText, withUnit } from "../units.ts";
import { numberText, quantityAxis } from "./axes.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { keyLayers } from "./key.ts";
import { colour } from "./theme.ts";
import { type YearSeries, yearSeries } from "./years.ts";

const bands = [0.025, 0.25, 0.5, 0.75, 0.975] as const;

/** Bands by year of every series of aggregates: a fan of the 50 % and the 95 % band. */
export const yearFan: Chart = ({ aggregates }) => yearSeries(aggregates).map(fanFigure);

function fanFigure(series: YearSeries): Figure {
  const rows = series.members.map(({ year, output }) => ({
    year,
    nominal: output.deterministic,
    ...Object.fromEntries(bands.map((p) => [`q${p * 1000}`, quantileOf(output, p)])),
  })) as readonly (Readonly<Record<string, number | null>> & { year: number; nominal: number | null })[];
  const { id, of, reduce, unit } = series;
  const [first, last] = [series.members[0]!, series.members.at(-1)!];
  const varies = series.members.some(({ output }) => output.draws > 1);
  const numbers = ["q25", "q250", "q500", "q750", "q975", "nominal"];
  return {
    name: `years-${slug(id)}`,
    section: "years",
    title: `${id}: ${bandTexts(first.output).median} in ${first.year}, ${bandTexts(last.output).median}${unitText(unit) && ` ${unitText(unit)}`} in ${last.year}`,
    caption: `${reduce[0]!.toUpperCase()}${reduce.slice(1)} of ${of} over the systems of each year${varies ? ": median of the draws with the bands that hold 50 % and 95 % of them" : ""}.`,
    spec: fanSpec(rows, withUnit(`${reduce} of ${of}`, unit), varies),
    table: {
      columns: [
        { name: "year", numeric: true },
        ...["2.5 %", "25 %", "median", "75 %", "97.5 %", "nominal"].map((name) => ({
          name,
          unit: unitText(unit),
          numeric: true,
        })),
      ],
      rows: rows.map((row) => [
        { value: row.year, text: `${row.year}` },
        ...numbers.map((key) => ({ value: row[key] ?? null, text: numberText(row[key] ?? null) })),
      ]),
    },
  };
}

function fanSpec(
  rows: readonly (Readonly<Record<string, number | null>> & { year: number })[],
  title: string,
  varies: boolean,
): Spec {
  const values = rows.flatMap((row) => ["q25", "q500", "q975", "nominal"].flatMap((key) => row[key] ?? []));
  const { scale, axis } = quantityAxis(values);
  const y = (field: string): Spec => ({ field, type: "quantitative", title, scale, axis });
  const x = {
    field: "year",
    type: "quantitative",
    title: null,
    scale: { domain: [rows[0]!.year, rows.at(-1)!.year], nice: false, padding: 10 },
    axis: { format: "d", grid: false, tickMinStep: 1, tickCount: { expr: "narrow ? 5 : 12" } },
  };
  const area = (low: string, high: string, opacity: number): Spec => ({
    mark: { type: "area", color: colour("blue"), opacity },
    encoding: { y: y(low), y2: { field: high } },
  });
  const tooltip = [
    { field: "year" },
    ...["q25", "q500", "q975", "nominal"].map((field) => ({ field, title: names[field]!, format: ".3~g" })),
  ];
  return {
    height: 320,
    data: { values: rows },
    encoding: { x },
    layer: [
      ...(varies ? [area("q25", "q975", 0.18), area("q250", "q750", 0.3)] : []),
      { mark: { type: "line", color: colour("blue"), strokeWidth: 2 }, encoding: { y: y("q500") } },
      {
        mark: { type: "point", filled: true, size: 36, opacity: 1, color: colour("blue") },
        encoding: { y: y("q500"), tooltip },
      },
      ...(varies ? [nominalPoints(y("nominal"))] : []),
      ...keyLayers(key(varies)),
    ],
  };
}

const names: Readonly<Record<string, string>> = {
  q25: "2.5 %",
  q500: "median",
  q975: "97.5 %",
  nominal: "nominal",
};

function nominalPoints(y: Spec): Spec {
  return {
    mark: { type: "point", shape: "cross", filled: true, size: 40, color: colour("ink"), opacity: 1 },
    encoding: { y },
  };
}

function key(varies: boolean): Parameters<typeof keyLayers>[0] {
  if (!varies) return [{ mark: "line", colour: "blue", text: "point values" }];
  return [
    { mark: "banded-line", colour: "blue", text: "median, 50 % and 95 % band" },
    { mark: "cross", colour: "ink", text: "every factor at its nominal value" },
  ];
}
