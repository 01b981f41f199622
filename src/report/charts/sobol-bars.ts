import type { SobolIndex, SobolResult } from "../../result/sensitivity-result.ts";
import { slug } from "../slug.ts";
import { supportedText } from "../supported-digits.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { endsOf, estimateCells, estimateColumns, labelAxis } from "./interval-rows.ts";
import { colour } from "./theme.ts";

/** Bars that a figure has room for; the table behind it has them all. */
const shown = 16;

/** First- and total-order indices with their intervals, one figure a target, and one of its logarithm. */
export const sobolBars: Chart = ({ sobol = [] }) =>
  sobol.flatMap((item) => [
    ...barsFigure(item.output, item, item.indices, item.dummy),
    ...(item.log === undefined
      ? []
      : barsFigure(`ln ${item.output}`, item, item.log.indices, item.log.dummy)),
  ]);

function barsFigure(
  target: string,
  { evaluations, estimator }: SobolResult,
  indices: readonly SobolIndex[],
  dummy: SobolResult["dummy"] | undefined,
): readonly Figure[] {
  const size = ({ s1, st }: SobolIndex): number => st.value ?? s1.value ?? Number.NEGATIVE_INFINITY;
  const sorted = [...indices].sort((a, b) => size(b) - size(a));
  const found = sorted.filter((index) => size(index) > Number.NEGATIVE_INFINITY);
  if (found.length === 0) return [];
  const [first] = found;
  const more = found.length > shown ? ` The ${shown} largest of ${found.length}.` : "";
  const floor = endsOf(dummy?.st ?? { value: null, reason: "" }).high;
  return [
    {
      name: `sobol-${slug(target)}`,
      section: "drivers",
      title: `${first!.factor} accounts for ${supportedText(first!.st)} of the variance of ${target}, interactions included`,
      caption: `Sobol' indices of ${target}: the share of its variance that a factor explains alone (S1) and with all its interactions (ST), with 95 % intervals; ${evaluations} evaluations, estimator ${estimator}.${floor === null ? "" : " Dotted: what a factor without effect would show."}${more}`,
      spec: barsSpec(found.slice(0, shown), floor),
      table: {
        columns: [{ name: "factor" }, ...estimateColumns("S1"), ...estimateColumns("ST")],
        rows: sorted.map(({ factor, s1, st }) => [factor, ...estimateCells(s1), ...estimateCells(st)]),
      },
    },
  ];
}

function barsSpec(indices: readonly SobolIndex[], floor: number | null): Spec {
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
    axis: { format: "~p", tickCount: { expr: "narrow ? 4 : 8" }, orient: "top", domain: false, ticks: false },
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
