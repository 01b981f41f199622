import type { Estimate } from "../../analyze/estimate.ts";
import type { GivenMethod } from "../../analyze/given/method.ts";
import { givenMethods } from "../../analyze/given/methods.ts";
import type { GivenMeasure, GivenResult } from "../../result/method-results.ts";
import { estimateCell } from "../cells.ts";
import { estimateCells, type Row } from "../rows.ts";
import { textTable } from "../text-table.ts";
import type { AnalysisReport } from "./analysis-report.ts";
import { absence } from "./shared.ts";

/** One report for each given-data method. */
export const givenReports: readonly AnalysisReport[] = givenMethods.map((method) => ({
  name: method.name,
  sections: (result, bold) => (result[method.name] ?? []).map((found) => section(method, found, bold)),
  tables: {
    [`${fileNameOf(method.name)}.csv`]: (result) =>
      result[method.name]?.flatMap((found) => rowsOf(method, found)),
  },
}));

/** `rankFirstOrder` as `rank-first-order`. */
function fileNameOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function columnsOf(method: GivenMethod): readonly string[] {
  return [...method.measures, ...(method.pValue === undefined ? [] : ["pValue"])];
}

function cell(measure: GivenMeasure, name: string): string {
  const estimate = measure[name] as Estimate | undefined;
  return estimate === undefined ? "" : estimateCell(estimate);
}

function section(method: GivenMethod, result: GivenResult, bold: (text: string) => string): string {
  const heading = bold(`What drives ${result.output}: ${method.title}`);
  const [first] = method.measures;
  const of = (measure: GivenMeasure) => measure[first!] as Estimate;
  const reason = absence(result.measures.map(of));
  if (reason !== undefined) return `${heading}\n  Nothing: ${reason}.`;
  const columns = columnsOf(method);
  const rows = result.measures
    .toSorted((a, b) => Math.abs(of(b).value ?? 0) - Math.abs(of(a).value ?? 0))
    .map((measure) => [measure.factor, ...columns.map((name) => cell(measure, name))]);
  const noise = [
    ["(dummy)", ...columns.map((_, i) => (i === 0 && result.dummy ? estimateCell(result.dummy) : ""))],
  ];
  const totals = (method.totals ?? []).map(
    (name) => `  ${name === "r2" ? "R²" : name} ${estimateCell(result[name] as Estimate)}.`,
  );
  const lost = result.failures > 0 ? [`  ${result.failures} rows failed and were left out.`] : [];
  return [
    heading,
    textTable(["", ...columns], [...rows, ...(result.dummy === undefined ? [] : noise)]),
    ...totals,
    `  ${result.rows} rows of existing draws, no further evaluation.`,
    ...lost,
  ].join("\n");
}

function rowsOf(method: GivenMethod, { output, measures }: GivenResult): readonly Row[] {
  return measures.map((measure) => ({
    output,
    factor: measure.factor,
    ...Object.assign(
      {},
      ...columnsOf(method).map((name) => {
        const estimate = measure[name] as Estimate | undefined;
        return estimate === undefined ? { [name]: null } : estimateCells(name, estimate);
      }),
    ),
  }));
}
