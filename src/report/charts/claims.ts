import type { ClaimResult } from "../../result/claim-result.ts";
import { supportedText } from "../supported-digits.ts";
import { percentAxis } from "./axes.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { endsOf, estimateCells, estimateColumns } from "./interval-rows.ts";
import { type Colour, colour } from "./theme.ts";

/** What is drawn, and the colour that shows it. */
const parts: readonly (readonly [string, Colour])[] = [
  ["inputs and choice of systems", "blue"],
  ["inputs alone", "orange"],
  ["choice of systems alone", "green"],
];

/** The probability of every claim: with all drawn, and with inputs and the choice of systems drawn alone. */
export const claims: Chart = ({ claims: results = [] }) => {
  const rows = results.flatMap((claim, index) => rowsOf(claim, index));
  return rows.length === 0 ? [] : [claimsFigure(results, rows)];
};

interface ClaimRow {
  readonly claim: number;
  readonly statement: string;
  readonly part: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

function rowsOf({ statement, holds, inputs, composition }: ClaimResult, claim: number): readonly ClaimRow[] {
  return [holds, inputs, composition].flatMap((estimate, index) => {
    const { value, low, high } = endsOf(estimate);
    return value === null ? [] : [{ claim, statement, part: parts[index]![0], value, low, high }];
  });
}

function claimsFigure(results: readonly ClaimResult[], rows: readonly ClaimRow[]): Figure {
  const sure = results.filter(({ holds }) => holds.value !== null && holds.value >= 0.95).length;
  return {
    name: "claims",
    section: "conclusions",
    title: `${sure} of ${results.length} claims hold in at least 95 % of the draws`,
    caption:
      "Probability that each claim holds under what is drawn, with its 95 % interval. It is conditional on the distributions of the inputs: an interval bounds the error of sampling, not of wrong inputs.",
    spec: claimsSpec(
      rows,
      results.map(({ statement }) => statement),
    ),
    table: {
      columns: [
        { name: "claim" },
        { name: "expression" },
        ...estimateColumns("probability"),
        { name: "inputs alone", numeric: true },
        { name: "choice of systems alone", numeric: true },
        { name: "decisive factors" },
      ],
      rows: results.map(({ statement, expr, holds, inputs, composition, decisive }) => [
        statement,
        expr,
        ...estimateCells(holds),
        ...[inputs, composition].map((estimate) => ({
          value: estimate.value,
          text: supportedText(estimate),
        })),
        decisive.map(({ factor, fails }) => `${factor} (fails where ${fails})`).join(", "),
      ]),
    },
  };
}

/** Room of one claim in px: its statement above, a line for each part below. */
const rowHeight = 76;
/** Where in that room, from 0 to 1, the statement and the parts lie. */
const statementAt = 0.2;
const partAt = (index: number): number => 0.45 + 0.18 * index;

/** Statements stand above their marks, with the whole width: they are too long for an axis. */
function claimsSpec(rows: readonly ClaimRow[], statements: readonly string[]): Spec {
  const names = parts.map(([name]) => name);
  const place = (claim: number, within: number): number => Number((claim + within).toFixed(2));
  const values = rows.map((row) => ({ ...row, y: place(row.claim, partAt(names.indexOf(row.part))) }));
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    title: "probability that it holds",
    scale: { domain: [0, 1], nice: false, padding: 8 },
    axis: { ...percentAxis, tickCount: 5, orient: "top", domain: false, ticks: false },
  });
  const y = {
    field: "y",
    type: "quantitative",
    axis: null,
    scale: { domain: [0, statements.length], reverse: true, nice: false },
  };
  const color = {
    field: "part",
    type: "nominal",
    scale: { domain: names, range: parts.map(([, name]) => colour(name)) },
    legend: { columns: { expr: "narrow ? 1 : 3" }, symbolType: "circle", symbolOpacity: 1, offset: 12 },
  };
  return {
    height: statements.length * rowHeight,
    data: { values },
    layer: [
      {
        data: { values: statements.map((statement, claim) => ({ statement, y: place(claim, statementAt) })) },
        mark: { type: "text", align: "left", baseline: "middle", limit: { expr: "width - 4" } },
        encoding: { x: { value: 2 }, y, text: { field: "statement" } },
      },
      {
        mark: { type: "rule", strokeWidth: 2.5, opacity: 0.5 },
        encoding: { x: x("low"), x2: { field: "high" }, y, color },
      },
      {
        mark: { type: "point", filled: true, size: 52, opacity: 1 },
        encoding: {
          x: x("value"),
          y,
          color,
          tooltip: [
            { field: "statement", title: "claim" },
            { field: "part", title: "drawn" },
            ...["low", "value", "high"].map((field) => ({ field, format: ".3f" })),
          ],
        },
      },
    ],
  };
}
