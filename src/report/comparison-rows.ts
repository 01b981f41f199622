import type { ComparisonResult } from "../result/comparison-result.ts";
import { estimateCells, outputRow, type Row } from "./rows.ts";

/** Two rows for each value that two scenarios share: the difference and the ratio, and what is said of both. */
export function comparisonRows(comparison: ComparisonResult): readonly Row[] {
  const { output, system = null, difference, ratio, probLess, discernibility, overlap, test } = comparison;
  const common: Row = {
    ...estimateCells("prob_less", probLess),
    ...estimateCells("discernibility", discernibility),
    overlap: overlap.value,
    effect: test.effect,
    delta0: test.delta0,
    statistic: test.statistic,
    critical: test.critical,
    differs: test.rejected === null ? null : String(test.rejected),
    drivers: comparison.drivers.map(({ factor }) => factor).join(" "),
  };
  return [difference, ratio].map((measure) => {
    const { output: name, ...row } = outputRow(measure);
    return { output, system, measure: name!, ...row, ...common };
  });
}
