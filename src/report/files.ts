import { stringify } from "csv-stringify/sync";
import type { ClaimResult } from "../result/claim-result.ts";
import type { Result } from "../result/result.ts";
import { measuresOfTrend } from "../result/trend-measures.ts";
import type { BreakEvenDeclaration } from "../scenario/scenario.ts";
import { analysisReports } from "./analyses/index.ts";
import { breakEvenTableNames, breakEvenTables } from "./break-even-rows.ts";
import { claimsMarkdown, describeTipping } from "./claims-table.ts";
import { comparisonRows } from "./comparison-rows.ts";
import { estimateCells, outputRow, type Row } from "./rows.ts";

/** One table per part of a result; a part that the result does not have gives no file. */
const tables: Readonly<Record<string, (result: Result) => readonly Row[] | undefined>> = {
  "systems.csv": ({ systems }) =>
    systems?.flatMap(({ system, outputs }) => outputs.map((output) => ({ system, ...outputRow(output) }))),
  "outputs.csv": (result) =>
    result.systems === undefined ? bandsOf(result)?.outputs.map(outputRow) : undefined,
  "aggregates.csv": (result) =>
    bandsOf(result)?.aggregates.map(({ of, reduce, systems, ...output }) => ({
      ...outputRow(output),
      of,
      reduce,
      systems,
    })),
  "trends.csv": (result) =>
    bandsOf(result)?.trends.flatMap((trend) =>
      measuresOfTrend(trend).map(({ uncertainty, measure }) => ({
        trend: trend.id,
        systems: trend.systems,
        uncertainty,
        ...outputRow(measure),
      })),
    ),
  "quantities.csv": ({ quantities }) =>
    quantities?.map(({ statement = null, expr, ...output }) => ({ ...outputRow(output), expr, statement })),
  "claims.csv": ({ claims }) => claims?.map(claimRow),
  ...breakEvenTables,
  "comparisons.csv": ({ comparisons }) => comparisons?.flatMap(comparisonRows),
};

/** A result that has bands; those of commands that compute something else have none, and no empty tables. */
function bandsOf(result: Result): Result | undefined {
  const { outputs, systems, aggregates, trends } = result;
  return systems !== undefined || [outputs, aggregates, trends].some(({ length }) => length > 0)
    ? result
    : undefined;
}

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
  quantities: boolean;
  breakEvens: readonly BreakEvenDeclaration[];
  analyses: readonly string[];
}): readonly string[] {
  const values = [has.systems ? "systems.csv" : "outputs.csv", "aggregates.csv", "trends.csv"];
  const analyses = analysisReports
    .filter(({ name }) => has.analyses.includes(name))
    .flatMap((report) => Object.keys(report.tables));
  const claims = has.claims ? ["claims.csv", "claims.md"] : [];
  const quantities = has.quantities ? ["quantities.csv"] : [];
  return [
    "result.json",
    ...values,
    ...quantities,
    ...claims,
    ...breakEvenTableNames(has.breakEvens),
    ...analyses,
  ];
}

/** The same of a result that has break-evens alone, and of a comparison. */
export function breakEvenFileNames(questions: readonly BreakEvenDeclaration[]): readonly string[] {
  return ["result.json", ...breakEvenTableNames(questions)];
}

export const comparisonFileNames: readonly string[] = ["result.json", "comparisons.csv"];

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
