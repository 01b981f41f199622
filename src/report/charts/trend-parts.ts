import type { OutputResult, TrendResult } from "../../result/result.ts";
import { quantileOf } from "../cells.ts";
import { supportedText } from "../supported-digits.ts";
import { numberText } from "./axes.ts";
import type { Chart, Figure } from "./chart.ts";
import { drawnParts, type GroupedRow, groupedRows } from "./grouped-rows.ts";

/** Growth under the inputs alone, the choice of systems alone, and both, of all trends that have them apart. */
export const trendParts: Chart = ({ trends }) => {
  const apart = trends.filter(({ inputs, composition }) => inputs !== undefined && composition !== undefined);
  const rows = apart.flatMap(rowsOf);
  return rows.length === 0 ? [] : [partsFigure(apart, rows)];
};

function rowsOf({ growthPerYear, inputs, composition }: TrendResult, group: number): readonly GroupedRow[] {
  const outputs: readonly OutputResult[] = [growthPerYear, inputs!.growthPerYear, composition!.growthPerYear];
  return outputs.flatMap((output, index) => {
    const [low, value, high] = [0.025, 0.5, 0.975].map((p) => quantileOf(output, p) ?? null);
    return value === null
      ? []
      : [{ group, part: drawnParts[index]![0], value: value!, low: low!, high: high! }];
  });
}

function partsFigure(trends: readonly TrendResult[], rows: readonly GroupedRow[]): Figure {
  return {
    name: "trend-parts",
    section: "growth",
    title: partsTitle(trends),
    caption:
      "Growth per year: median and 95 % of the draws, with everything drawn, with every system counted alike, and with every factor at its nominal value. Dashed: no growth.",
    spec: groupedRows(
      trends.map(({ id }) => id),
      rows,
      {
        title: "growth per year, ×",
        scale: { zero: false, nice: true },
        axis: { tickCount: { expr: "narrow ? 4 : 8" } },
        format: ".4~g",
        reference: 1,
      },
    ),
    table: {
      columns: [
        { name: "trend" },
        { name: "drawn" },
        ...["2.5 %", "median", "97.5 %"].map((name) => ({ name, numeric: true })),
      ],
      rows: rows.map(({ group, part, low, value, high }) => [
        trends[group]!.id,
        part,
        ...[low, value, high].map((number) => ({ value: number, text: numberText(number) })),
      ]),
    },
  };
}

/** How much of the variance of growth comes from which systems there are: of one trend, or from the least to the most. */
function partsTitle(trends: readonly TrendResult[]): string {
  const shares = trends
    .flatMap(({ variance }) => (variance?.composition.value == null ? [] : [variance.composition]))
    .sort((a, b) => a.value! - b.value!);
  const [least, most] = [shares[0], shares.at(-1)];
  if (least === undefined || most === undefined) return "Growth by what is drawn";
  const share = least === most ? supportedText(least) : `${supportedText(least)} to ${supportedText(most)}`;
  return `Which systems are in the data accounts for ${share} of the variance of ${trends.length === 1 ? `the slope of ${trends[0]!.id}` : `${trends.length} slopes`}`;
}
