import type { SobolPair, SobolResult } from "../../result/sensitivity-result.ts";
import { slug } from "../slug.ts";
import { supportedText } from "../supported-digits.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { estimateCells, estimateColumns, labelLimit } from "./interval-rows.ts";
import { colour } from "./theme.ts";

/** Factors that a map has room for: those with the largest second-order indices. */
const shown = 14;

/** Second-order indices as a map of pairs, one figure a target. */
export const secondOrder: Chart = ({ sobol = [] }) =>
  sobol.flatMap(({ output, second, evaluations }) => mapFigure(output, second, evaluations));

function mapFigure(output: string, second: SobolResult["second"], evaluations: number): readonly Figure[] {
  const pairs = (second ?? [])
    .filter(({ s2 }) => s2.value !== null)
    .sort((a, b) => b.s2.value! - a.s2.value!);
  const [largest] = pairs;
  if (largest === undefined) return [];
  const clear = pairs.filter(({ s2 }) => s2.value !== null && s2.low !== null && s2.low > 0);
  const title =
    clear.length === 0
      ? `No pair of factors explains ${output} beyond its parts, as far as the intervals tell`
      : `${largest.factors.join(" with ")} accounts for ${supportedText(largest.s2)} of the variance of ${output} beyond what each does alone`;
  return [
    {
      name: `second-order-${slug(output)}`,
      section: "drivers",
      title,
      caption: `Second-order Sobol' indices (S2) of ${output}; ${evaluations} evaluations. Pairs whose 95 % interval lies above 0 have their value written.`,
      spec: mapSpec(pairs),
      table: {
        columns: [{ name: "factor" }, { name: "with" }, ...estimateColumns("S2")],
        rows: pairs.map(({ factors, s2 }) => [factors[0], factors[1], ...estimateCells(s2)]),
      },
    },
  ];
}

function mapSpec(pairs: readonly SobolPair[]): Spec {
  const names = [...new Set(pairs.flatMap(({ factors }) => factors))].slice(0, shown);
  const place = new Map(names.map((name, index) => [name, index]));
  const values = pairs.flatMap(({ factors, s2 }) => {
    const [a, b] = [...factors].sort((x, y) => (place.get(x) ?? shown) - (place.get(y) ?? shown));
    if (!place.has(a!) || !place.has(b!) || s2.value === null) return [];
    const clear = s2.low !== null && s2.low > 0;
    return [{ row: b, column: a, s2: s2.value, text: clear ? supportedText(s2) : null }];
  });
  const most = Math.max(0.01, ...values.map(({ s2 }) => s2));
  const axis = { labelLimit, labelColor: colour("ink"), grid: false };
  return {
    height: Math.max(2, names.length - 1) * 30,
    data: { values },
    encoding: {
      x: {
        field: "column",
        type: "nominal",
        sort: names,
        title: null,
        axis: { ...axis, orient: "bottom", labelAngle: -40, domain: false, ticks: false },
      },
      y: { field: "row", type: "nominal", sort: names, title: null, axis },
    },
    layer: [
      {
        mark: { type: "rect", color: colour("blue"), cornerRadius: 2 },
        encoding: {
          opacity: {
            field: "s2",
            type: "quantitative",
            scale: { domain: [0, most], range: [0.06, 0.9], clamp: true },
            legend: null,
          },
          tooltip: [
            { field: "row" },
            { field: "column", title: "with" },
            { field: "s2", title: "S2", format: ".3f" },
          ],
        },
      },
      {
        transform: [{ filter: "isValid(datum.text)" }],
        mark: {
          type: "text",
          fontSize: 11,
          color: { expr: `datum.s2 > ${most / 2} ? '${colour("ground")}' : '${colour("ink")}'` },
        },
        encoding: { text: { field: "text" } },
      },
    ],
  };
}
