import type { ImputationResult, MissingAxis, MissingResult } from "../../result/missing-result.ts";
import { bandCell, estimateCell, numberCell, quantileOf } from "../cells.ts";
import { formatNumber } from "../format-number.ts";
import { estimateCells, type Row } from "../rows.ts";
import { textTable } from "../text-table.ts";
import type { AnalysisReport } from "./analysis-report.ts";

/** Below this share of draws that turn over, the range does not reach the tipping point. */
const leastFound = 0.5;

export const missingReport: AnalysisReport = {
  name: "missing",
  place: "conclusions",
  sections: ({ missing = [] }, bold) => (missing.length === 0 ? [] : [section(missing, bold)]),
  tables: { "missing.csv": ({ missing }) => missing?.flatMap(rowsOf) },
};

function section(results: readonly MissingResult[], bold: (text: string) => string): string {
  const [{ factor, recorded, imputed } = { factor: "", recorded: 0, imputed: 0 }] = results;
  return [
    bold("How different the missing systems would have to be"),
    `  ${factor}: recorded of ${recorded} systems, imputed for ${imputed}. A shift moves the imputed ones only.`,
    ...results.flatMap(({ output, axes }) => axes.map((axis) => `  ${output}: ${describeAxis(axis)}`)),
    textTable(
      ["", "along", "turns over at", "95 % of draws", "turns over at all"],
      results.flatMap(({ output, axes }) =>
        axes.map((axis) => [
          output,
          axis.shift,
          numberCell(quantileOf(axis.turns, 0.5)),
          bandCell(axis.turns),
          estimateCell(axis.found),
        ]),
      ),
    ),
  ].join("\n");
}

/** In words: the shift, and on the scale of logarithms the factor that it is. */
export function describeAxis({ unit, over, centre, from, to, found, turns }: MissingAxis): string {
  const isLog = unit.startsWith("log10");
  const size = (shift: number): string =>
    isLog ? `${formatNumber(shift)} (×${formatNumber(10 ** shift)})` : formatNumber(shift);
  const when = over === undefined ? "alike in all years" : `more each year (none in ${centre})`;
  const median = quantileOf(turns, 0.5);
  if (median === null || found.value === null || found.value < leastFound) {
    const share =
      found.value === null || found.value === 0 ? "" : `, but in ${estimateCell(found)} of the draws`;
    return `no shift ${when} from ${from} to ${to} turns it over${share}.`;
  }
  return `turns over with a shift of ${size(median)} ${when}; 95 % of draws from ${bandCell(turns)}.`;
}

function rowsOf({ output, axes }: MissingResult): readonly Row[] {
  return axes.flatMap(({ shift, curve, turns }) =>
    curve.map(({ value, holds }) => ({
      claim: output,
      shift,
      value,
      ...estimateCells("holds", holds),
      turns_median: quantileOf(turns, 0.5),
      turns_low: quantileOf(turns, 0.025),
      turns_high: quantileOf(turns, 0.975),
    })),
  );
}

/** How missing values were imputed, for a terminal. */
export function imputationTable(imputations: readonly ImputationResult[]): string {
  return textTable(
    ["", "regressed on", "systems", "R²", "residual sd", "imputed"],
    imputations.flatMap(({ factor, scale, fits }) =>
      fits.map(({ systems, imputed, r2, residualSd, coefficients }) => [
        scale === "log10" ? `log10 ${factor}` : factor,
        coefficients.map(({ predictor, value }) => `${predictor} ${estimateCell(value)}`).join(", "),
        `${systems}`,
        numberCell(r2),
        formatNumber(residualSd),
        `${imputed}`,
      ]),
    ),
  );
}
