import type { OutputResult, TrendResult } from "../../result/result.ts";
import { bandTexts } from "../band-text.ts";
import { quantileOf } from "../cells.ts";
import { slug } from "../slug.ts";
import { supportedText } from "../supported-digits.ts";
import { numberText } from "./axes.ts";
import type { Chart, Figure } from "./chart.ts";
import { type IntervalRow, intervalRows } from "./interval-rows.ts";

/** Growth under the inputs alone, the choice of systems alone, and both: one figure a trend that has them apart. */
export const trendParts: Chart = ({ trends }) => trends.flatMap(partsFigure);

function partsFigure({ id, growthPerYear, inputs, composition, variance }: TrendResult): readonly Figure[] {
  if (inputs === undefined || composition === undefined) return [];
  const named: readonly (readonly [string, OutputResult])[] = [
    ["inputs and choice of systems", growthPerYear],
    ["inputs alone", inputs.growthPerYear],
    ["choice of systems alone", composition.growthPerYear],
  ];
  const rows = named.flatMap(([label, output]): IntervalRow[] => {
    const value = quantileOf(output, 0.5);
    const [low, high] = [quantileOf(output, 0.025), quantileOf(output, 0.975)];
    return value === null ? [] : [{ label, value, low, high, text: `×${bandTexts(output).median}` }];
  });
  if (rows.length === 0) return [];
  const share = variance?.composition;
  return [
    {
      name: `trend-parts-${slug(id)}`,
      section: "growth",
      title:
        share === undefined || share.value === null
          ? `${id}: growth by what is drawn`
          : `${id}: which systems are in the data accounts for ${supportedText(share)} of the variance of the slope`,
      caption: `Growth per year of ${id}: median and 95 % of the draws, with everything drawn, with every system counted alike, and with every factor at its nominal value. Dashed: no growth.`,
      spec: intervalRows(rows, {
        title: "growth per year, ×",
        scale: { zero: false, nice: true },
        axis: { tickCount: 6 },
        reference: 1,
        rowHeight: 30,
      }),
      table: {
        columns: [
          { name: "drawn" },
          ...["2.5 %", "median", "97.5 %"].map((name) => ({ name, numeric: true })),
        ],
        rows: rows.map(({ label, low, value, high }) => [
          label,
          ...[low, value, high].map((number) => ({ value: number, text: numberText(number) })),
        ]),
      },
    },
  ];
}
