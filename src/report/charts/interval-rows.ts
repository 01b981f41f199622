import type { Estimate } from "../../analyze/estimate.ts";
import { supportedText } from "../supported-digits.ts";
import type { Cell } from "../table-data.ts";
import type { Spec } from "./chart.ts";
import { colour } from "./theme.ts";

/** One line of a figure: a value with an interval (or a band) around it, under a label. */
export interface IntervalRow {
  readonly label: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Stands beside the marks. */
  readonly text?: string;
}

export interface IntervalRowsOptions {
  readonly title: string;
  readonly scale: Spec;
  readonly axis?: Spec;
  /** A value that the reader compares with, e.g. 1 for a ratio. */
  readonly reference?: number;
  readonly rowHeight?: number;
}

/** Labels take at most so much room, less on a phone; the table behind has them in full. */
export const labelLimit = { expr: "narrow ? 120 : 250" };

/** An axis of labels down the left side, in the order of the rows. */
export function labelAxis(extra: Spec = {}): Spec {
  return {
    field: "label",
    type: "nominal",
    sort: null,
    title: null,
    axis: { labelLimit, labelColor: colour("ink"), grid: false, ...extra },
  };
}

/** Intervals one under the other on a common axis, each with its point and, where given, its text. */
export function intervalRows(rows: readonly IntervalRow[], options: IntervalRowsOptions): Spec {
  const { title, scale, axis, reference, rowHeight = 24 } = options;
  const room = rows.some(({ text }) => text !== undefined) ? { padding: 44 } : {};
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    title,
    scale: { ...room, ...scale },
    axis: axis ?? { tickCount: 5 },
  });
  const tooltip = ["label", "low", "value", "high"].map((field) =>
    field === "label" ? { field } : { field, format: ".3~g" },
  );
  return {
    height: rows.length * rowHeight,
    data: { values: rows },
    encoding: { y: labelAxis() },
    layer: [
      ...(reference === undefined ? [] : [referenceLine(reference)]),
      {
        mark: { type: "rule", color: colour("blue"), strokeWidth: 2.5, opacity: 0.5 },
        encoding: { x: x("low"), x2: { field: "high" } },
      },
      {
        mark: { type: "point", filled: true, size: 52, opacity: 1, color: colour("blue") },
        encoding: { x: x("value"), tooltip },
      },
      {
        transform: [{ filter: "isValid(datum.text)" }],
        mark: { type: "text", align: "left", dx: 8, color: colour("muted") },
        encoding: { x: x("end"), text: { field: "text" } },
      },
    ],
    transform: [{ calculate: "isValid(datum.high) ? datum.high : datum.value", as: "end" }],
  };
}

export function referenceLine(value: number): Spec {
  return {
    data: { values: [{ reference: value }] },
    mark: { type: "rule", color: colour("muted"), strokeDash: [4, 3] },
    encoding: {
      x: { field: "reference", type: "quantitative" },
      y: { value: 0 },
      y2: { value: { expr: "height" } },
    },
  };
}

/** Value and interval of an estimate, as numbers. */
export function endsOf(estimate: Estimate): {
  value: number | null;
  low: number | null;
  high: number | null;
} {
  return estimate.value === null ? { value: null, low: null, high: null } : estimate;
}

/** An estimate as cells: value, low, high; what is absent has its reason as a title. */
export function estimateCells(estimate: Estimate): readonly Cell[] {
  const { value, low, high } = endsOf(estimate);
  const reason = "reason" in estimate ? { title: estimate.reason } : {};
  const end = (bound: number | null): Cell => ({ value: bound, text: endText(bound, estimate), ...reason });
  return [{ value, text: supportedText(estimate), ...reason }, end(low), end(high)];
}

/** An end of an interval, to the digits of the value. */
function endText(bound: number | null, estimate: Estimate): string {
  if (bound === null || estimate.value === null || estimate.low === null) return "–";
  return supportedText({
    ...estimate,
    value: bound,
    low: bound - (estimate.high - estimate.low) / 2,
    high: bound + (estimate.high - estimate.low) / 2,
  });
}

/** Columns of an estimate: value, and the ends of its interval. */
export function estimateColumns(
  name: string,
  unit?: string,
): { name: string; numeric: true; unit?: string }[] {
  const column = { numeric: true as const, ...(unit === undefined ? {} : { unit }) };
  return [
    { name, ...column },
    { name: `${name}, low`, ...column },
    { name: `${name}, high`, ...column },
  ];
}
