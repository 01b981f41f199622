import type { ClaimResult } from "../../result/claim-result.ts";
import { supportedText } from "../supported-digits.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { endsOf, estimateCells, estimateColumns, labelAxis } from "./interval-rows.ts";
import { colour } from "./theme.ts";

const parts = [
  ["inputs and choice of systems", "blue"],
  ["inputs alone", "orange"],
  ["choice of systems alone", "green"],
] as const;

/** The probability of every claim: with all drawn, and with inputs and the choice of systems drawn alone. */
export const claims: Chart = ({ claims: results = [] }) => {
  const rows = results.flatMap(rowsOf);
  return rows.length === 0 ? [] : [claimsFigure(results, rows)];
};

function rowsOf({ statement, holds, inputs, composition }: ClaimResult) {
  return [holds, inputs, composition].flatMap((estimate, index) => {
    const { value, low, high } = endsOf(estimate);
    return value === null ? [] : [{ label: statement, part: parts[index]![0], value, low, high }];
  });
}

function claimsFigure(results: readonly ClaimResult[], rows: readonly object[]): Figure {
  const sure = results.filter(({ holds }) => holds.value !== null && holds.value >= 0.95).length;
  return {
    name: "claims",
    section: "conclusions",
    title: `${sure} of ${results.length} claims hold in at least 95 % of the draws`,
    caption:
      "Probability that each claim holds under what is drawn, with its 95 % interval. It is conditional on the distributions of the inputs: an interval bounds the error of sampling, not of wrong inputs.",
    spec: claimsSpec(rows, results.length),
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

function claimsSpec(rows: readonly object[], claimCount: number): Spec {
  const names = parts.map(([name]) => name);
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    title: "probability that it holds",
    scale: { domain: [0, 1], nice: false, padding: 8 },
    axis: { format: "~p", tickCount: 5, orient: "top", domain: false, ticks: false },
  });
  const part = { field: "part", sort: names };
  const color = {
    ...part,
    type: "nominal",
    scale: { domain: names, range: parts.map(([, name]) => colour(name)) },
    legend: { columns: { expr: "narrow ? 1 : 3" } },
  };
  return {
    height: claimCount * 46,
    data: { values: rows },
    encoding: { y: labelAxis(), yOffset: part, color },
    layer: [
      {
        mark: { type: "rule", strokeWidth: 2.5, opacity: 0.5 },
        encoding: { x: x("low"), x2: { field: "high" } },
      },
      {
        mark: { type: "point", filled: true, size: 52, opacity: 1 },
        encoding: {
          x: x("value"),
          tooltip: [
            { field: "label", title: "claim" },
            { field: "part", title: "drawn" },
            ...["low", "value", "high"].map((field) => ({ field, format: ".3f" })),
          ],
        },
      },
    ],
  };
}
