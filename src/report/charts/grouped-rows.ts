import type { Spec } from "./chart.ts";
import { referenceLine } from "./interval-rows.ts";
import { type Colour, colour } from "./theme.ts";

/** A value with its interval or band: of one group, with one part of what is drawn. */
export interface GroupedRow {
  readonly group: number;
  readonly part: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** What is drawn, and the colour that shows it. */
export const drawnParts: readonly (readonly [string, Colour])[] = [
  ["inputs and choice of systems", "blue"],
  ["inputs alone", "orange"],
  ["choice of systems alone", "green"],
];

export interface GroupedRowsOptions {
  readonly title: string;
  readonly scale: Spec;
  readonly axis: Spec;
  /** Of the numbers that the pointer shows. */
  readonly format: string;
  readonly reference?: number;
}

/** Room of one group in px: its text above, a line for each part below. */
const rowHeight = 76;
/** Where in that room, from 0 to 1, the text and the parts lie. */
const textAt = 0.2;
const partAt = (index: number): number => 0.45 + 0.18 * index;

/** Groups one under the other on a common axis; their texts have the whole width, too long for an axis of labels. */
export function groupedRows(
  groups: readonly string[],
  rows: readonly GroupedRow[],
  { title, scale, axis, format, reference }: GroupedRowsOptions,
): Spec {
  const names = drawnParts.map(([name]) => name).filter((name) => rows.some(({ part }) => part === name));
  const place = (group: number, within: number): number => Number((group + within).toFixed(2));
  const values = rows.map((row) => ({
    ...row,
    text: groups[row.group]!,
    y: place(row.group, partAt(names.indexOf(row.part))),
  }));
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    title,
    scale,
    axis: { ...axis, orient: "top", domain: false, ticks: false },
  });
  const y = {
    field: "y",
    type: "quantitative",
    axis: null,
    scale: { domain: [0, groups.length], reverse: true, nice: false },
  };
  const color = {
    field: "part",
    type: "nominal",
    scale: {
      domain: names,
      range: drawnParts.filter(([name]) => names.includes(name)).map(([, name]) => colour(name)),
    },
    legend: { columns: { expr: "narrow ? 1 : 3" }, symbolType: "circle", symbolOpacity: 1, offset: 12 },
  };
  return {
    height: groups.length * rowHeight,
    data: { values },
    layer: [
      ...(reference === undefined ? [] : [referenceLine(reference)]),
      {
        data: { values: groups.map((text, group) => ({ text, y: place(group, textAt) })) },
        mark: { type: "text", align: "left", baseline: "middle", limit: { expr: "width - 4" } },
        encoding: { x: { value: 2 }, y, text: { field: "text" } },
      },
      {
        mark: { type: "rule", strokeWidth: 2.5, opacity: 0.5 },
        encoding: { x: x("low"), x2: { field: "high" }, y, color },
      },
      {
        mark: { type: "point", filled: true, size: 52, opacity: 1 },
        encoding: {
          x: x("value"),
          y,
          color,
          tooltip: [
            { field: "text", title: "of" },
            { field: "part", title: "drawn" },
            ...["low", "value", "high"].map((field) => ({ field, format })),
          ],
        },
      },
    ],
  };
}
