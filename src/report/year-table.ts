import type { AggregateResult } from "../result/result.ts";
import { sparkline } from "./blocks.ts";
import { bandCell, numberCell, quantileOf } from "./cells.ts";
import { wantsLog } from "./charts/axes.ts";
import type { YearSeries } from "./charts/years.ts";
import type { TextStyle } from "./text-style.ts";
import { textTable } from "./text-table.ts";

/** The aggregates that are no part of a series. */
export function withoutYears(
  aggregates: readonly AggregateResult[],
  series: readonly YearSeries[],
): readonly AggregateResult[] {
  const taken = new Set(series.flatMap(({ members }) => members.map(({ output }) => output.id)));
  return aggregates.filter(({ id }) => !taken.has(id));
}

/** One line a series: its medians as a sparkline with a place for each year, and the first and the last of them. */
export function yearTable(series: readonly YearSeries[], { quiet }: TextStyle): string {
  const first = Math.min(...series.map(({ members }) => members[0]!.year));
  const last = Math.max(...series.map(({ members }) => members.at(-1)!.year));
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const medians = series.map(({ members }) => {
    const found = new Map(members.map(({ year, output }) => [year, quantileOf(output, 0.5)]));
    return years.map((year) => found.get(year) ?? null);
  });
  const rows = series.map(({ id, unit, members }, index) => {
    const [start, end] = [members[0]!, members.at(-1)!];
    return [
      id,
      unit,
      sparkline(medians[index]!),
      `${numberCell(quantileOf(start.output, 0.5))}${start.year === first ? "" : ` (${start.year})`}`,
      `${numberCell(quantileOf(end.output, 0.5))}${end.year === last ? "" : ` (${end.year})`}`,
      bandCell(end.output),
    ];
  });
  const logarithmic = medians.some((values) => wantsLog(values.filter((value) => value !== null)));
  const note = `Medians, each line from its least to its greatest${logarithmic ? ", by logarithms where that is more than 30 times the least" : ""}. The years one by one: aggregates.csv with --out, or --json.`;
  const head = ["", "unit", `${first} to ${last}`, `${first}`, `${last}`, "95 % of draws"];
  return `${textTable(head, rows)}\n${quiet(`  ${note}`)}`;
}
