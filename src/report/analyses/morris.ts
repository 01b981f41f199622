import type { MorrisResult } from "../../result/sensitivity-result.ts";
import { bars } from "../blocks.ts";
import { estimateCell } from "../cells.ts";
import { estimateCells, type Row } from "../rows.ts";
import { textTable } from "../text-table.ts";
import type { AnalysisReport } from "./analysis-report.ts";
import { absence, describeGroups } from "./shared.ts";

export const morrisReport: AnalysisReport = {
  name: "morris",
  sections: ({ morris = [] }, bold) => morris.map((result) => section(result, bold)),
  tables: { "morris.csv": ({ morris }) => morris?.flatMap(measureRows) },
};

function section(result: MorrisResult, bold: (text: string) => string): string {
  const { output, measures, failures, evaluations, trajectories, design } = result;
  const heading = bold(`What drives ${output}: elementary effects`);
  const reason = absence(measures.map(({ muStar }) => muStar));
  if (reason !== undefined) return `${heading}\n  No effects: ${reason}.`;
  const ordered = measures.toSorted((a, b) => (b.muStar.value ?? 0) - (a.muStar.value ?? 0));
  const lengths = bars(ordered.map(({ muStar }) => muStar.value));
  const rows = ordered.map(({ factor, muStar, mu, sigma }, place) => [
    factor,
    estimateCell(muStar),
    lengths[place]!,
    estimateCell(mu),
    estimateCell(sigma),
  ]);
  const kind = design === "radial" ? "radial blocks" : "trajectories";
  const lost = failures.dropped
    ? [`  ${failures.trajectories} of ${failures.of} trajectories failed and were left out.`]
    : [];
  return [
    heading,
    textTable(["", "mu*", "", "mu", "sigma"], rows),
    `  ${evaluations} evaluations, ${trajectories} ${kind}.`,
    ...lost,
    ...describeGroups(result.groups),
  ].join("\n");
}

function measureRows({ output, measures }: MorrisResult): readonly Row[] {
  return measures.map(({ factor, mu, muStar, sigma }) => ({
    output,
    factor,
    ...estimateCells("mu", mu),
    ...estimateCells("mu_star", muStar),
    ...estimateCells("sigma", sigma),
  }));
}
