import type { ComparisonResult } from "../../result/comparison-result.ts";
import { bandTexts } from "../band-text.ts";
import { quantileOf } from "../cells.ts";
import { supportedText } from "../supported-digits.ts";
import { numberText, wantsLog } from "./axes.ts";
import type { Chart, Figure } from "./chart.ts";
import { type IntervalRow, intervalRows } from "./interval-rows.ts";

/** Ratios that a figure has room for; the table behind it has them all. */
const shown = 30;

/** The ratio of A to B of every value that two scenarios share, on common draws. */
export const comparisons: Chart = ({ comparisons: results = [] }) => {
  const rows = results.flatMap(rowOf);
  return rows.length === 0 ? [] : [comparisonFigure(results, rows)];
};

function nameOf({ output, system }: ComparisonResult): string {
  return system === undefined ? output : `${system}: ${output}`;
}

function rowOf(item: ComparisonResult): readonly IntervalRow[] {
  const { ratio } = item;
  const [low, value, high] = [0.025, 0.5, 0.975].map((p) => quantileOf(ratio, p));
  if (value === null || value === undefined) return [];
  return [
    { label: nameOf(item), value, low: low ?? null, high: high ?? null, text: bandTexts(ratio).median },
  ];
}

function comparisonFigure(results: readonly ComparisonResult[], rows: readonly IntervalRow[]): Figure {
  const apart = rows.filter(({ low, high }) => low !== null && high !== null && (low > 1 || high < 1)).length;
  const more = rows.length > shown ? ` The first ${shown} of ${rows.length}.` : "";
  const values = rows.flatMap(({ low, value, high }) => [low ?? value, high ?? value]);
  return {
    name: "comparisons",
    section: "conclusions",
    title: `A and B differ in at least 95 % of the draws for ${apart} of ${rows.length} values`,
    caption: `Ratio of A to B on common draws, so that what both share cancels: median and 95 % of the draws. Dashed: no difference.${more}`,
    spec: intervalRows(rows.slice(0, shown), {
      title: "A / B",
      scale: wantsLog(values) ? { type: "log", nice: false } : { zero: false, nice: true },
      axis: { tickCount: 6, orient: "top", domain: false, ticks: false },
      reference: 1,
    }),
    table: {
      columns: [
        { name: "value" },
        ...["ratio, 2.5 %", "ratio, median", "ratio, 97.5 %", "difference, median", "P(A < B)"].map(
          (name) => ({
            name,
            numeric: true,
          }),
        ),
      ],
      rows: results.map((item) => [
        nameOf(item),
        ...[0.025, 0.5, 0.975].map((p) => cell(quantileOf(item.ratio, p))),
        cell(quantileOf(item.difference, 0.5)),
        { value: item.probLess.value, text: supportedText(item.probLess) },
      ]),
    },
  };
}

function cell(value: number | null) {
  return { value, text: numberText(value) };
}
