import type { Estimate } from "../../analyze/estimate.ts";
import type { RankedFactor, SobolResult } from "../../result/sensitivity-result.ts";
import { bars } from "../blocks.ts";
import { estimateCell, numberCell } from "../cells.ts";
import { formatNumber } from "../format-number.ts";
import { estimateCells, type Row } from "../rows.ts";
import { textTable } from "../text-table.ts";
import type { AnalysisReport } from "./analysis-report.ts";
import { absence, describeGroups, percent } from "./shared.ts";

/** Pairs listed on a terminal; all stand in the files. */
const listedPairs = 10;

export const sobolReport: AnalysisReport = {
  name: "sobol",
  sections: ({ sobol = [] }, bold) => sobol.map((result) => section(result, bold)),
  tables: {
    "sobol.csv": ({ sobol }) => sobol?.flatMap(indexRows),
    "sobol-second.csv": ({ sobol }) => withRows(sobol?.flatMap(pairRows)),
    "sobol-convergence.csv": ({ sobol }) => withRows(sobol?.flatMap(convergenceRows)),
  },
};

function withRows(rows: readonly Row[] | undefined): readonly Row[] | undefined {
  return rows === undefined || rows.length === 0 ? undefined : rows;
}

function section(result: SobolResult, bold: (text: string) => string): string {
  const { output, indices } = result;
  const heading = bold(`What drives ${output}: Sobol' indices`);
  const reason = absence(indices.flatMap(({ s1, st }) => [s1, st]));
  if (reason !== undefined) return `${heading}\n  No indices: ${reason}.`;
  return [
    heading,
    ...kindSentences(result),
    indexTable(result),
    ...pairTable(result),
    ...convergenceTable(result),
    ...sentences(result).map((sentence) => `  ${sentence}`),
    ...describeGroups(result.groups),
  ].join("\n");
}

/** What all factors of a kind are of the variance, in words. */
function kindSentences({ groups, indices }: SobolResult): readonly string[] {
  return groups.flatMap(({ name, kind }) => {
    const index = indices.find(({ factor }) => factor === name);
    if (kind === undefined || index === undefined || index.st.value === null) return [];
    const share = (estimate: Estimate): string =>
      estimate.value === null || estimate.low === null
        ? "–"
        : `${percent(estimate.value)} (${percent(estimate.low)} to ${percent(estimate.high)})`;
    return [`  ${name}: ${share(index.s1)} of the variance alone, ${share(index.st)} with all interactions.`];
  });
}

function indexTable({ ranking, indices, log, dummy }: SobolResult): string {
  const head = [
    "",
    "rank",
    "S1",
    "ST",
    "",
    ...(log === undefined ? [] : ["ST of ln Y"]),
    "band if fixed",
    "its width",
  ];
  const order = ranking?.factors.map(({ factor }) => factor) ?? indices.map(({ factor }) => factor);
  const lengths = bars(order.map((name) => indices.find(({ factor }) => factor === name)!.st.value));
  const logs = new Map(log?.indices.map((index) => [index.factor, index.st]));
  const rows = order.map((factor, place) => {
    const index = indices.find((candidate) => candidate.factor === factor)!;
    const ranked = ranking?.factors.find((candidate) => candidate.factor === factor);
    return [
      factor,
      `${ranked?.rank ?? "–"}`,
      estimateCell(index.s1),
      estimateCell(index.st),
      lengths[place]!,
      ...(log === undefined ? [] : [estimateCell(logs.get(factor)!)]),
      fixedBand(ranked),
      ranked === undefined || ranked.fixedWidth === null ? "–" : percent(ranked.fixedWidth),
    ];
  });
  const noise = ["(dummy)", "", estimateCell(dummy.s1), estimateCell(dummy.st), ""];
  const rest = [...(log === undefined ? [] : [estimateCell(log.dummy.st)]), "", ""];
  return textTable(head, [...rows, [...noise, ...rest]]);
}

function fixedBand(ranked: RankedFactor | undefined): string {
  const band = ranked?.fixedBand;
  return band === undefined || band === null ? "–" : `${formatNumber(band.low)} … ${formatNumber(band.high)}`;
}

function pairTable({ second = [] }: SobolResult): readonly string[] {
  if (second.length === 0) return [];
  const largest = second
    .toSorted((a, b) => (b.s2.value ?? 0) - (a.s2.value ?? 0))
    .slice(0, listedPairs)
    .map(({ factors, s2 }) => [factors.join(" × "), estimateCell(s2)]);
  return [textTable(["", "S2"], largest)];
}

function convergenceTable({ convergence }: SobolResult): readonly string[] {
  if (convergence === undefined) return [];
  const { steps, stopped, halfWidth, budget } = convergence;
  const rows = steps.map((step) => [
    `base ${step.base}`,
    `${step.evaluations}`,
    numberCell(step.halfWidth),
    step.widest ?? "–",
  ]);
  const end =
    stopped === "halfWidth"
      ? `Stopped: every interval was narrower than ±${halfWidth} at two successive sizes.`
      : `Stopped: another doubling would exceed the budget of ${budget} evaluations; ±${halfWidth} was not reached at two successive sizes.`;
  return [textTable(["", "evaluations", "widest ±", "of"], rows), `  ${end}`];
}

function sentences({
  ranking,
  indices,
  evaluations,
  estimator,
  failures,
  replicates,
}: SobolResult): readonly string[] {
  const said = [`${evaluations} evaluations, ${estimator}, ${replicates} replicates.`];
  if (failures.dropped) said.push(`${failures.rows} of ${failures.of} rows failed and were left out.`);
  const negative = indices.filter(({ s1, st }) => (s1.value ?? 0) < 0 || (st.value ?? 0) < 0);
  if (negative.length > 0) {
    said.push(
      `Indices below 0 (${negative.map(({ factor }) => factor).join(", ")}) are sampling error around 0, and are kept.`,
    );
  }
  const fixable = ranking?.fixableTogether;
  if (ranking !== null && fixable !== undefined && fixable.factors.length > 0) {
    said.push(
      `Fixed together, ${fixable.factors.join(", ")} change the width of the band to ${percent(fixable.width ?? 1)}: within ${percent(ranking.tolerance)}.`,
    );
  }
  return said;
}

function indexRows({ output, indices, log, ranking }: SobolResult): readonly Row[] {
  return indices.map(({ factor, s1, st }) => {
    const ranked = ranking?.factors.find((candidate) => candidate.factor === factor);
    const ofLog = log?.indices.find((candidate) => candidate.factor === factor);
    return {
      output,
      factor,
      rank: ranked?.rank ?? null,
      ...estimateCells("s1", s1),
      ...estimateCells("st", st),
      ...(ofLog === undefined
        ? {}
        : { ...estimateCells("log_s1", ofLog.s1), ...estimateCells("log_st", ofLog.st) }),
      fixed_low: ranked?.fixedBand?.low ?? null,
      fixed_high: ranked?.fixedBand?.high ?? null,
      fixed_width: ranked?.fixedWidth ?? null,
    };
  });
}

function pairRows({ output, second = [] }: SobolResult): readonly Row[] {
  return second.map(({ factors: [a, b], s2 }) => ({
    output,
    factor: a,
    other: b,
    ...estimateCells("s2", s2),
  }));
}

function convergenceRows({ output, convergence }: SobolResult): readonly Row[] {
  return (convergence?.steps ?? []).map(({ base, evaluations, halfWidth, widest }) => ({
    output,
    base,
    evaluations,
    half_width: halfWidth,
    widest,
  }));
}
