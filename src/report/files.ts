import { stringify } from "csv-stringify/sync";
import type { Estimate } from "../analyze/estimate.ts";
import type { OutputResult, Result } from "../result/result.ts";

type Row = Readonly<Record<string, string | number | null>>;

/** One table per part of a result; a part that the result does not have gives no file. */
const tables: Readonly<Record<string, (result: Result) => readonly Row[] | undefined>> = {
  "systems.csv": ({ systems }) =>
    systems?.flatMap(({ system, outputs }) => outputs.map((output) => ({ system, ...flatten(output) }))),
  "outputs.csv": ({ systems, outputs }) => (systems === undefined ? outputs.map(flatten) : undefined),
  "aggregates.csv": ({ aggregates }) =>
    aggregates.map(({ of, reduce, systems, ...output }) => ({ ...flatten(output), of, reduce, systems })),
  "trends.csv": ({ trends }) =>
    trends.flatMap(({ id, systems, growthPerYear, doublingMonths, r2Draws }) =>
      [growthPerYear, doublingMonths, r2Draws].map((output) => ({ trend: id, systems, ...flatten(output) })),
    ),
};

/** Names of the files of a result: the whole as JSON, and tables as CSV. */
export function resultFileNames(withSystems: boolean): readonly string[] {
  const left = withSystems ? "outputs.csv" : "systems.csv";
  return ["result.json", ...Object.keys(tables).filter((name) => name !== left)];
}

/** The files of a result: everything in result.json, and what a spreadsheet reads in CSV tables. */
export function resultFiles(result: Result): ReadonlyMap<string, string> {
  const files = new Map([["result.json", `${JSON.stringify(result, null, 1)}\n`]]);
  for (const [name, rows] of Object.entries(tables)) {
    const found = rows(result);
    if (found !== undefined) files.set(name, stringify([...found], { header: found.length > 0 }));
  }
  return files;
}

/** An output as one row: each estimate in three columns, what is absent empty. */
function flatten(output: OutputResult): Row {
  const { id, unit, deterministic, mean, sd, quantiles, draws, failures } = output;
  const estimates: readonly (readonly [string, Estimate])[] = [
    ["mean", mean],
    ["sd", sd],
    ...quantiles.map((quantile) => [`q${quantile.p}`, quantile] as const),
  ];
  const cells = estimates.flatMap(([name, estimate]) => [
    [name, estimate.value],
    [`${name}_low`, "low" in estimate ? estimate.low : null],
    [`${name}_high`, "high" in estimate ? estimate.high : null],
  ]);
  return { output: id, unit, deterministic, ...Object.fromEntries(cells), draws, failures };
}
