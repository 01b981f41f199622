import type { Estimate } from "../../analyze/estimate.ts";
import type { BreakEvenResult } from "../../result/break-even-result.ts";
import type { OutputResult, Result, SystemResult, TrendResult } from "../../result/result.ts";
import { numberText } from "../charts/axes.ts";
import { describeSkew, mostSkewed } from "../skew.ts";
import { supportedText } from "../supported-digits.ts";
import type { Cell, Column, TableData } from "../table-data.ts";
import { unitText } from "../units.ts";
import { html, type Markup } from "./markup.ts";
import { tableMarkup } from "./table.ts";

const probabilities = [0.025, 0.25, 0.5, 0.75, 0.975];
const quantileNames = ["2.5 %", "25 %", "median", "75 %", "97.5 %"];
const numeric = (name: string): Column => ({ name, numeric: true });

/** A value to the digits that its interval supports; the interval itself, or why there is none, as a title. */
export function estimateCell(estimate: Estimate): Cell {
  const text = supportedText(estimate);
  if (estimate.value === null) return { value: null, text, title: estimate.reason };
  if (estimate.low === null) return { value: estimate.value, text, title: estimate.reason };
  const title = `95 % interval of the estimate: ${estimate.low.toPrecision(6)} to ${estimate.high.toPrecision(6)}`;
  return { value: estimate.value, text, title };
}

/** Deterministic value, mean and quantiles of an output, side by side. */
function outputCells(output: OutputResult): readonly Cell[] {
  return [
    { value: output.deterministic, text: numberText(output.deterministic) },
    estimateCell(output.mean),
    ...probabilities.map((p) => estimateCell(output.quantiles.find((quantile) => quantile.p === p)!)),
    { value: output.failures, text: `${output.failures}` },
  ];
}

const outputColumns = [
  numeric("deterministic"),
  numeric("mean"),
  ...quantileNames.map(numeric),
  numeric("failed draws"),
];

/** Where each target is met: the value with its band, and how often there is one. */
function breakEvenTable(breakEven: readonly BreakEvenResult[]): TableData {
  return {
    columns: [{ name: "target" }, { name: "along" }, { name: "unit" }, numeric("found"), ...outputColumns],
    rows: breakEven.map(({ statement, target, factor, with: others, value, found }) => [
      statement === undefined ? target : `${statement} (${target})`,
      [factor, ...others].join(" and "),
      unitText(value.unit),
      estimateCell(found),
      ...outputCells(value),
    ]),
  };
}

export function outputsTable(outputs: readonly OutputResult[]): TableData {
  return {
    columns: [{ name: "output" }, { name: "unit" }, ...outputColumns],
    rows: outputs.map((output) => [output.id, unitText(output.unit), ...outputCells(output)]),
  };
}

/** Every trend: its growth and its doubling time. */
export function trendsTable(trends: readonly TrendResult[]): TableData {
  return {
    columns: [{ name: "trend" }, { name: "measure" }, { name: "unit" }, numeric("systems"), ...outputColumns],
    rows: trends.flatMap(({ id, systems, growthPerYear, doublingMonths, r2Draws }) =>
      [growthPerYear, doublingMonths, r2Draws].map((output) => [
        id,
        names[output.id] ?? output.id,
        unitText(output.unit),
        { value: systems, text: `${systems}` },
        ...outputCells(output),
      ]),
    ),
  };
}

const names: Readonly<Record<string, string>> = {
  growthPerYear: "growth per year, ×",
  doublingMonths: "doubling time",
  r2: "R² of the fit",
};

/** One output of every system. */
export function systemsTable(systems: readonly SystemResult[], index: number): TableData {
  return {
    columns: [{ name: "system" }, ...outputColumns],
    rows: systems.map(({ system, outputs }) => [system, ...outputCells(outputs[index]!)]),
  };
}

/** Tables of what was computed, deterministic values beside means and medians, with a sentence on why they differ. */
export function valuesSection(result: Result): Markup {
  const { outputs, trends, aggregates, systems = [], breakEven = [], quantities = [] } = result;
  const shown = [...outputs, ...aggregates];
  const subject = mostSkewed(shown.length > 0 ? shown : trends.map(({ growthPerYear }) => growthPerYear));
  const skew = subject === undefined ? undefined : describeSkew(subject);
  return html`<section id="values"><h2>Deterministic value, mean and median</h2>
${skew === undefined ? "" : html`<p>${skew}</p>`}
${part("Where targets are met", breakEven.length, () => breakEvenTable(breakEven))}
${part("Trends", trends.length, () => trendsTable(trends))}
${part("Quantities", quantities.length, () => outputsTable(quantities))}
${part("Outputs", outputs.length, () => outputsTable(outputs))}
${part("Aggregates", aggregates.length, () => outputsTable(aggregates))}
${(systems[0]?.outputs ?? []).map(
  (
    { id, unit },
    index,
  ) => html`<details><summary>${id}${unitText(unit) && `, ${unitText(unit)}`}: all ${systems.length} systems</summary>
${tableMarkup(`${id} of every system`, systemsTable(systems, index))}</details>`,
)}
</section>\n`;
}

function part(heading: string, count: number, table: () => TableData): Markup {
  return count === 0 ? html`` : html`<h3>${heading}</h3>\n${tableMarkup(heading, table())}`;
}
