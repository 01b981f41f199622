import type { ComparisonResult } from "../result/comparison-result.ts";
import type { Result } from "../result/result.ts";
import { bandCell, estimateCell, numberCell, quantileOf } from "./cells.ts";
import type { TextStyle } from "./text-style.ts";
import { textTable } from "./text-table.ts";

/** Systems listed one by one. */
const listed = 20;
const mostDrivers = 4;

/** A comparison as text for a terminal. */
export function renderComparison(result: Result, { heading: bold }: TextStyle): string {
  const { comparisons = [], manifest } = result;
  const whole = comparisons.filter(({ system }) => system === undefined);
  const systems = comparisons.filter(({ system }) => system !== undefined);
  const drivers = whole.flatMap(({ output, drivers }) => {
    const named = drivers
      .slice(0, mostDrivers)
      .map(({ factor, correlation }) => `${factor} ${numberCell(correlation.value)}`);
    return named.length === 0 ? [] : [`  ${output}: ${named.join(", ")}`];
  });
  const left = systems.length - listed;
  return [
    `${bold(result.name)}\n`,
    table([...whole, ...systems.slice(0, listed)]),
    ...(left > 0 ? [`  and ${left} more, in --json`] : []),
    ...(drivers.length === 0
      ? []
      : [`\n${bold("What the difference follows, as rank correlation")}`, ...drivers]),
    `\nA against B on common draws, seed ${manifest.seed}. Test: the mean difference is more than 0.2 of its standard deviation.`,
    `Result ${manifest.resultDigest.slice(0, 16)}, rebound-uq ${manifest.version}.\n`,
  ].join("\n");
}

function table(comparisons: readonly ComparisonResult[]): string {
  return textTable(
    ["", "A − B", "95 % of draws", "A / B", "95 % of draws", "P(A < B)", "overlap", "test"],
    comparisons.map(({ output, system, difference, ratio, probLess, overlap, test }) => [
      system === undefined ? output : `${system}: ${output}`,
      numberCell(quantileOf(difference, 0.5)),
      bandCell(difference),
      numberCell(quantileOf(ratio, 0.5)),
      bandCell(ratio),
      estimateCell(probLess),
      numberCell(overlap.value),
      test.rejected === null ? "–" : test.rejected ? "differs" : "no",
    ]),
  );
}
