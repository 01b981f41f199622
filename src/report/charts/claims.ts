import type { ClaimResult } from "../../result/claim-result.ts";
import { supportedText } from "../supported-digits.ts";
import { percentAxis } from "./axes.ts";
import type { Chart, Figure } from "./chart.ts";
import { drawnParts, type GroupedRow, groupedRows } from "./grouped-rows.ts";
import { endsOf, estimateCells, estimateColumns } from "./interval-rows.ts";

/** The probability of every claim: with all drawn, and with inputs and the choice of systems drawn alone. */
export const claims: Chart = ({ claims: results = [] }) => {
  const rows = results.flatMap((claim, index) => rowsOf(claim, index));
  return rows.length === 0 ? [] : [claimsFigure(results, rows)];
};

function rowsOf({ holds, inputs, composition }: ClaimResult, group: number): readonly GroupedRow[] {
  return [holds, inputs, composition].flatMap((estimate, index) => {
    const { value, low, high } = endsOf(estimate);
    return value === null ? [] : [{ group, part: drawnParts[index]![0], value, low, high }];
  });
}

function claimsFigure(results: readonly ClaimResult[], rows: readonly GroupedRow[]): Figure {
  const sure = results.filter(({ holds }) => holds.value !== null && holds.value >= 0.95).length;
  return {
    name: "claims",
    section: "conclusions",
    title: `${sure} of ${results.length} claims hold in at least 95 % of the draws`,
    caption:
      "Probability that each claim holds under what is drawn, with its 95 % interval. It is conditional on the distributions of the inputs: an interval bounds the error of sampling, not of wrong inputs.",
    spec: groupedRows(
      results.map(({ statement }) => statement),
      rows,
      {
        title: "probability that it holds",
        scale: { domain: [0, 1], nice: false, padding: 8 },
        axis: { ...percentAxis, tickCount: 5 },
        format: ".3f",
      },
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
