import type { BreakEvenResult } from "../result/break-even-result.ts";
import type { ComparisonResult } from "../result/comparison-result.ts";
import type { OutputResult, Result, SystemResult, TrendResult } from "../result/result.ts";
import { bandRatios } from "./band-ratios.ts";
import { bandTexts } from "./band-text.ts";
import { breakEvenAnswer } from "./break-even-table.ts";
import { quantileOf } from "./cells.ts";
import { formatNumber } from "./format-number.ts";
import { unitText } from "./units.ts";

/**
 * The answer in words: how each trend grows, or, without trends, what each output is; of a result of another kind, where
 * a target is met, and how many values differ.
 */
export function answer(result: Result): readonly string[] {
  const { comparisons = [], breakEven = [] } = result;
  const values = [result.trends, result.aggregates, result.outputs, result.systems ?? []];
  if (values.every(({ length }) => length === 0) && comparisons.length + breakEven.length > 0)
    return [...breakEven.map(describeBreakEven), ...describeComparisons(comparisons)];
  if (result.trends.length > 0) return result.trends.map(describeTrend);
  const found = result.aggregates.length > 0 ? result.aggregates : result.outputs;
  return found.length > 0 ? found.map(describeOutput) : describeSystems(result.systems ?? []);
}

function describeBreakEven(found: BreakEvenResult): string {
  return `${found.statement ?? found.target}: ${breakEvenAnswer(found).join(" ")}`;
}

function describeComparisons(comparisons: readonly ComparisonResult[]): readonly string[] {
  if (comparisons.length === 0) return [];
  const tested = comparisons.filter(({ test }) => test.rejected !== null);
  const differ = tested.filter(({ test }) => test.rejected === true).length;
  const same = comparisons.length - tested.length;
  return [
    `A and B differ by more than ${comparisons[0]!.test.delta0} standard deviations of their difference in ${differ} of ${comparisons.length} values.`,
    ...(same === 0 ? [] : [`${same} cannot be tested, since the difference is the same in every draw.`]),
  ];
}

/** How wide the bands are, in the median system; for point values, how many there are. */
function describeSystems(systems: readonly SystemResult[]): readonly string[] {
  const outputs = systems[0]?.outputs ?? [];
  if (outputs.every(({ draws }) => draws <= 1)) return [`${systems.length} systems, point values.`];
  return outputs.flatMap(({ id }, index) => {
    const [typical] = bandRatios(systems, index, [0.5]);
    if (typical === null || typical === undefined) return [];
    return [
      `${id}: in a typical one of ${systems.length} systems the ends of the 95 % band are a factor of ${formatNumber(typical)} apart.`,
    ];
  });
}

/** How a trend grows, with its band and its doubling time. */
export function describeTrend(trend: TrendResult): string {
  const { growthPerYear, doublingMonths } = trend;
  const median = quantileOf(growthPerYear, 0.5);
  if (median === null) {
    const [first] = growthPerYear.quantiles;
    return `${trend.id}: no trend, since ${first?.value === null ? first.reason : "nothing was computed"}.`;
  }
  const doubles = quantileOf(doublingMonths, 0.5) !== null;
  const doubling = doubles ? `doubling every ${bandTexts(doublingMonths).median} months` : "no doubling";
  const verb = median >= 1 ? "grows" : "changes by";
  return `${trend.id} ${verb} ×${bandTexts(growthPerYear).median} a year${bandClause(growthPerYear, "×")}, ${doubling}; ${trend.systems} systems.`;
}

function describeOutput(output: OutputResult): string {
  if (quantileOf(output, 0.5) === null) return `${output.id}: no value in ${output.draws} draws.`;
  const unit = unitText(output.unit);
  return `${output.id} is ${bandTexts(output).median}${unit && ` ${unit}`}${bandClause(output, "")}.`;
}

/** Nothing where there is one draw only: a band of one point would look like certainty. */
function bandClause(output: OutputResult, sign: string): string {
  if (output.draws <= 1) return " (point values)";
  const { band } = bandTexts(output);
  if (band === undefined) return " (median; the same in all draws)";
  return ` (median; 95 % of draws from ${sign}${band.low} to ${sign}${band.high})`;
}
