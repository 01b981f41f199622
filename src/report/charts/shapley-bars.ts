import type { ShapleyResult } from "../../result/method-results.ts";
import { slug } from "../slug.ts";
import { supportedText } from "../supported-digits.ts";
import { percentAxis } from "./axes.ts";
import type { Chart, Figure } from "./chart.ts";
import { endsOf, estimateCells, estimateColumns, type IntervalRow, intervalRows } from "./interval-rows.ts";

/** Factors that a figure has room for; the table behind it has them all. */
const shown = 20;

/** Shapley effects: shares of the variance that add up to 1 for dependent factors too, one figure a target. */
export const shapleyBars: Chart = ({ shapley = [] }) => shapley.flatMap(shapleyFigure);

function shapleyFigure({ output, effects, evaluations, estimator }: ShapleyResult): readonly Figure[] {
  const rows = effects
    .flatMap(({ factor, sh }): IntervalRow[] => {
      const { value, low, high } = endsOf(sh);
      return value === null ? [] : [{ label: factor, value, low, high, text: supportedText(sh) }];
    })
    .sort((a, b) => b.value - a.value);
  if (rows.length === 0) return [];
  return [
    {
      name: `shapley-${slug(output)}`,
      section: "drivers",
      title: `${rows[0]!.label} has ${rows[0]!.text} of the variance of ${output} as its Shapley share`,
      caption: `Shapley effects on ${output}: shares of its variance that add up to 1, with 95 % intervals; ${evaluations} evaluations, ${estimator}. Negative shares are sampling error.`,
      spec: intervalRows(rows.slice(0, shown), {
        title: "share of the variance",
        scale: { zero: true, nice: true },
        axis: { ...percentAxis, tickCount: 6, orient: "top", domain: false, ticks: false },
        reference: 0,
      }),
      table: {
        columns: [{ name: "factor" }, ...estimateColumns("Shapley share")],
        rows: effects.map(({ factor, sh }) => [factor, ...estimateCells(sh)]),
      },
    },
  ];
}
