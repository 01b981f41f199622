import type { SobolIndex } from "../../result/sensitivity-result.ts";
import type { TableData } from "../table-data.ts";
import { percentAxis } from "./axes.ts";
import type { Spec } from "./chart.ts";
import { endsOf, estimateCells, estimateColumns, labelAxis } from "./interval-rows.ts";
import { colour } from "./theme.ts";

/** Indices by their total effect, the largest first; those of which neither is known last. */
export function bySize(indices: readonly SobolIndex[]): readonly SobolIndex[] {
  const size = ({ s1, st }: SobolIndex): number => st.value ?? s1.value ?? Number.NEGATIVE_INFINITY;
  return [...indices].sort((a, b) => size(b) - size(a));
}

/** Bars that a figure has room for; the table behind it has them all. */
const most = 16;
/** Shares of the variance below which a bar can't be seen. */
const visible = 0.005;
/** So many are shown in any case. */
const fewest = 5;

/** The bars of a figure out of sorted indices, and what the caption says of the others. */
export function shownBars(sorted: readonly SobolIndex[]): {
  readonly shown: readonly SobolIndex[];
  readonly others: string;
} {
  const found = sorted.filter(({ s1, st }) => s1.value !== null || st.value !== null);
  const shown = found.filter((index, place) => place < fewest || (place < most && reach(index) >= visible));
  const [next] = found.slice(shown.length);
  if (next === undefined) return { shown, others: "" };
  const small = reach(next) < visible ? `, below ${visible * 100} % each` : "";
  return {
    shown,
    others: ` The largest ${shown.length} of ${found.length}; the others${small} stand in the table.`,
  };
}

function reach({ s1, st }: SobolIndex): number {
  return Math.max(s1.value ?? 0, st.value ?? 0);
}

/** The numbers behind bars of indices. */
export function indexTable(indices: readonly SobolIndex[]): TableData {
  return {
    columns: [{ name: "factor" }, ...estimateColumns("S1"), ...estimateColumns("ST")],
    rows: indices.map(({ factor, s1, st }) => [factor, ...estimateCells(s1), ...estimateCells(st)]),
  };
}

/** A pair of bars for each factor: its first- and its total-order index; `floor`: what one without effect shows. */
export function indexBars(indices: readonly SobolIndex[], floor: number | null): Spec {
  const values = indices.flatMap(({ factor, s1, st }) =>
    [
      { index: "S1, alone", estimate: s1 },
      { index: "ST, with interactions", estimate: st },
    ].map(({ index, estimate }) => ({ label: factor, index, ...endsOf(estimate) })),
  );
  const most = Math.max(1e-9, ...values.flatMap(({ value, high }) => [value ?? 0, high ?? 0]));
  const least = Math.min(0, ...values.flatMap(({ low, value }) => [low ?? 0, value ?? 0]));
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    title: "share of the variance",
    scale: { domain: [least, most], nice: true },
    axis: {
      ...percentAxis,
      tickCount: { expr: "narrow ? 4 : 8" },
      orient: "top",
      domain: false,
      ticks: false,
    },
  });
  const tooltip = [
    { field: "label", title: "factor" },
    { field: "index" },
    ...["low", "value", "high"].map((field) => ({ field, format: ".3f" })),
  ];
  const orderedBy = { field: "index", sort: ["ST, with interactions", "S1, alone"] };
  return {
    height: indices.length * 34,
    data: { values },
    encoding: { y: { ...labelAxis(), scale: { paddingInner: 0.3, paddingOuter: 0.15 } }, yOffset: orderedBy },
    layer: [
      {
        mark: { type: "bar", height: { band: 0.86 } },
        encoding: {
          x: x("value"),
          color: {
            ...orderedBy,
            type: "nominal",
            scale: { domain: ["ST, with interactions", "S1, alone"], range: [colour("blue"), colour("sky")] },
            legend: { offset: 12 },
          },
          tooltip,
        },
      },
      {
        mark: { type: "rule", color: colour("ink"), strokeWidth: 1.2 },
        encoding: { x: x("low"), x2: { field: "high" } },
      },
      ...(floor === null ? [] : [floorLine(floor)]),
    ],
  };
}

function floorLine(floor: number): Spec {
  return {
    data: { values: [{ floor }] },
    mark: { type: "rule", color: colour("ink"), strokeDash: [1, 3], strokeWidth: 1.5 },
    encoding: {
      x: { field: "floor", type: "quantitative" },
      y: { value: 0 },
      y2: { value: { expr: "height" } },
      yOffset: null,
    },
  };
}
