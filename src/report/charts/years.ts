import type { AggregateResult, OutputResult } from "../../result/result.ts";

/** Values of one kind over years, e.g. the sums of an output in 2013, 2014 …; at least two of them. */
export interface YearSeries {
  /** What the members' names have in common. */
  readonly id: string;
  readonly of: string;
  readonly reduce: string;
  readonly unit: string;
  readonly members: readonly { readonly year: number; readonly output: OutputResult }[];
}

/** The year that an identifier ends in, with what stands before it: `gwp-sum-2024`. */
export function yearOf(id: string): { readonly stem: string; readonly year: number } | undefined {
  const found = /^(.+?)[-_ .]?((?:19|20)\d\d)$/.exec(id);
  return found === null ? undefined : { stem: found[1]!, year: Number(found[2]) };
}

/** Aggregates that differ in the year at the end of their name only, in the order of the years. */
export function yearSeries(aggregates: readonly AggregateResult[]): readonly YearSeries[] {
  const series = new Map<string, { year: number; output: AggregateResult }[]>();
  for (const output of aggregates) {
    const named = yearOf(output.id);
    if (named === undefined) continue;
    const key = JSON.stringify([named.stem, output.of, output.reduce, output.unit]);
    series.set(key, [...(series.get(key) ?? []), { year: named.year, output }]);
  }
  return [...series.entries()]
    .filter(([, members]) => members.length > 1)
    .map(([key, members]) => {
      const [id, of, reduce, unit] = JSON.parse(key) as [string, string, string, string];
      return { id, of, reduce, unit, members: members.sort((a, b) => a.year - b.year) };
    });
}
