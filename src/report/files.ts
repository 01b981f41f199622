import { stringify } from "csv-stringify/sync";
import type { Estimate } from "../analyze/estimate.ts";
import type { ClaimResult } from "../result/claim-result.ts";
import type { OutputResult, Result } from "../result/result.ts";
import { measuresOfTrend } from "../result/trend-measures.ts";
import { analysisReports } from "./analyses/index.ts";
import { claimsMarkdown, describeTipping } from "./claims-table.ts";
import { estimateCells, type Row } from "./rows.ts";

/** One table per part of a result; a part that the result does not have gives no file. */
const tables: Readonly<Record<string, (result: Result) => readonly Row[] | undefined>> = {
  "systems.csv": ({ systems }) =>
    systems?.flatMap(({ system, outputs }) => outputs.map((output) => ({ system, ...flatten(output) }))),
  "outputs.csv": ({ systems, outputs }) => (systems === undefined ? outputs.map(flatten) : undefined),
  "aggregates.csv": ({ aggregates }) =>
    aggregates.map(({ of, reduce, systems, ...output }) => ({ ...flatten(output), of, reduce, systems })),
  "trends.csv": ({ trends }) =>
    trends.flatMap((trend) =>
      measuresOfTrend(trend).map(({ uncertainty, measure }) => ({
        trend: trend.id,
        systems: trend.systems,
        uncertainty,
        ...flatten(measure),
      })),
    ),
  "claims.csv": ({ claims }) => claims?.map(claimRow),
};

function claimRow(claim: ClaimResult): Row {
  const { id, statement, expr, holds, inputs, composition, deterministic, draws, failures, decisive } = claim;
  const { atMedians, joint } = claim.tipping;
  return {
    claim: id,
    statement,
    expr,
    deterministic: deterministic === null ? null : String(deterministic),
    ...estimateCells("holds", holds),
    ...estimateCells("inputs", inputs),
    ...estimateCells("composition", composition),
    draws,
    failures,
    decisive: decisive.map(({ factor }) => factor).join(" "),
    at_medians: atMedians,
    beta: "beta" in joint ? joint.beta : null,
    tipping: "beta" in joint ? describeTipping(joint) : joint.none,
  };
}

/** Names of the files of a result: the whole as JSON, and tables as CSV. */
export function resultFileNames(has: {
  systems: boolean;
  claims: boolean;
  analyses: readonly string[];
}): readonly string[] {
  const left = [has.systems ? "outputs.csv" : "systems.csv", ...(has.claims ? [] : ["claims.csv"])];
  const names = Object.keys(tables).filter((name) => !left.includes(name));
  const analyses = analysisReports
    .filter(({ name }) => has.analyses.includes(name))
    .flatMap((report) => Object.keys(report.tables));
  return ["result.json", ...names, ...analyses, ...(has.claims ? ["claims.md"] : [])];
}

/** The files of a result: everything in result.json, and what a spreadsheet reads in CSV tables. */
export function resultFiles(result: Result): ReadonlyMap<string, string> {
  const files = new Map([["result.json", `${JSON.stringify(result, null, 1)}\n`]]);
  const ofAnalyses = analysisReports.flatMap((report) => Object.entries(report.tables));
  for (const [name, rows] of [...Object.entries(tables), ...ofAnalyses]) {
    const found = rows(result);
    if (found !== undefined) files.set(name, stringify([...found], { header: found.length > 0 }));
  }
  if (result.claims !== undefined) files.set("claims.md", claimsMarkdown(result.claims));
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
  const cells = estimates.map(([name, estimate]) => estimateCells(name, estimate));
  return { output: id, unit, deterministic, ...Object.assign({}, ...cells), draws, failures };
}
