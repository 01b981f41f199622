import type {
  DgsmResult,
  EfastResult,
  NestedBand,
  NestedResult,
  ShapleyResult,
  TornadoResult,
  TwoWayResult,
} from "../../result/method-results.ts";
import { bars } from "../blocks.ts";
import { estimateCell, numberCell } from "../cells.ts";
import { estimateCells, type Row } from "../rows.ts";
import { textTable } from "../text-table.ts";
import type { AnalysisReport } from "./analysis-report.ts";
import { absence, percent } from "./shared.ts";

type Bold = (text: string) => string;

export const shapleyReport: AnalysisReport = {
  name: "shapley",
  sections: ({ shapley = [] }, bold) => shapley.map((result) => shapleySection(result, bold)),
  tables: {
    "shapley.csv": ({ shapley }) =>
      shapley?.flatMap(({ output, effects }) =>
        effects.map(({ factor, sh, variance }) => ({ output, factor, ...estimateCells("sh", sh), variance })),
      ),
  },
};

function shapleySection(result: ShapleyResult, bold: Bold): string {
  const { output, effects, estimator, evaluations, groups, failures } = result;
  const heading = bold(`What drives ${output}: Shapley effects`);
  const reason = absence(effects.map(({ sh }) => sh));
  if (reason !== undefined) return `${heading}\n  No effects: ${reason}.`;
  const ordered = effects.toSorted((a, b) => (b.sh.value ?? 0) - (a.sh.value ?? 0));
  const exact = effects[0]?.s1 !== undefined;
  const lengths = bars(ordered.map(({ sh }) => sh.value));
  const rows = ordered.map(({ factor, sh, s1, st }, place) => [
    factor,
    estimateCell(sh),
    lengths[place]!,
    ...(exact ? [estimateCell(s1!), estimateCell(st!)] : []),
  ]);
  return [
    heading,
    textTable(["", "Sh", "", ...(exact ? ["S1", "ST"] : [])], rows),
    `  Variance ${estimateCell(result.variance)}. ${evaluations} evaluations, ${estimator}.`,
    ...groups.map(({ name, factors }) => `  ${name}: ${factors.join(", ")}.`),
    ...(failures.rows > 0
      ? [`  ${failures.rows} of ${failures.of} pairs of points failed and were left out.`]
      : []),
  ].join("\n");
}

export const efastReport: AnalysisReport = {
  name: "efast",
  sections: ({ efast = [] }, bold) => efast.map((result) => efastSection(result, bold)),
  tables: {
    "efast.csv": ({ efast }) =>
      efast?.flatMap(({ output, indices }) =>
        indices.map(({ factor, s1, st }) => ({
          output,
          factor,
          ...estimateCells("s1", s1),
          ...estimateCells("st", st),
        })),
      ),
  },
};

function efastSection({ output, indices, evaluations, curves, points }: EfastResult, bold: Bold): string {
  const heading = bold(`What drives ${output}: eFAST`);
  const reason = absence(indices.map(({ s1 }) => s1));
  if (reason !== undefined) return `${heading}\n  No indices: ${reason}.`;
  const ordered = indices.toSorted((a, b) => (b.st.value ?? 0) - (a.st.value ?? 0));
  const lengths = bars(ordered.map(({ st }) => st.value));
  const rows = ordered.map(({ factor, s1, st }, place) => [
    factor,
    estimateCell(s1),
    estimateCell(st),
    lengths[place]!,
  ]);
  const cost = `  ${evaluations} evaluations, ${curves} curves of ${points} points for each factor.`;
  return [heading, textTable(["", "S1", "ST", ""], rows), cost].join("\n");
}

export const dgsmReport: AnalysisReport = {
  name: "dgsm",
  sections: ({ dgsm = [] }, bold) => dgsm.map((result) => dgsmSection(result, bold)),
  tables: {
    "dgsm.csv": ({ dgsm }) =>
      dgsm?.flatMap(({ output, measures }) =>
        measures.map(({ factor, nu, bound, boundBy, scoreBound }) => ({
          output,
          factor,
          ...estimateCells("nu", nu),
          ...estimateCells("bound", bound),
          bound_by: boundBy,
          ...estimateCells("score_bound", scoreBound),
        })),
      ),
  },
};

function dgsmSection({ output, measures, evaluations }: DgsmResult, bold: Bold): string {
  const rows = measures
    .toSorted((a, b) => (b.bound.value ?? 0) - (a.bound.value ?? 0))
    .map(({ factor, nu, bound, boundBy, scoreBound }) => [
      factor,
      estimateCell(nu),
      estimateCell(bound),
      boundBy ?? "–",
      estimateCell(scoreBound),
    ]);
  return [
    bold(`What drives ${output}: derivatives, and bounds of ST`),
    textTable(["", "ν", "ST ≤", "constant", "by scores ≤"], rows),
    `  ${evaluations} evaluations.`,
  ].join("\n");
}

export const tornadoReport: AnalysisReport = {
  name: "tornado",
  sections: ({ tornado = [] }, bold) => tornado.map((result) => tornadoSection(result, bold)),
  tables: {
    "tornado.csv": ({ tornado }) =>
      tornado?.flatMap(({ output, bars }) =>
        bars.map(({ factor, low, high, swing }) => ({ output, factor, low, high, swing })),
      ),
  },
};

function tornadoSection(
  { output, bars: swings, nominal, low, high, label }: TornadoResult,
  bold: Bold,
): string {
  const ordered = swings.toSorted((a, b) => (b.swing ?? 0) - (a.swing ?? 0));
  const lengths = bars(ordered.map(({ swing }) => swing));
  const rows = ordered.map((item, place) => [
    item.factor,
    numberCell(item.low),
    numberCell(item.high),
    numberCell(item.swing),
    lengths[place]!,
  ]);
  return [
    bold(`${output}, one factor at a time; nominal ${numberCell(nominal)}`),
    textTable(["", `at p = ${low}`, `at p = ${high}`, "swing", ""], rows),
    `  ${label}.`,
  ].join("\n");
}

export const twoWayReport: AnalysisReport = {
  name: "twoWay",
  sections: ({ twoWay = [] }, bold) => twoWay.map((result) => twoWaySection(result, bold)),
  tables: { "two-way.csv": ({ twoWay }) => twoWay?.flatMap(twoWayRows) },
};

function twoWaySection({ output, factors, levels, values, label }: TwoWayResult, bold: Bold): string {
  const [down, across] = factors;
  const rows = levels.map((level, i) => [`${down} p = ${level}`, ...values[i]!.map(numberCell)]);
  return [
    bold(`${output} over ${down} and ${across}`),
    textTable(["", ...levels.map((level) => `${across} p = ${level}`)], rows),
    `  ${label}.`,
  ].join("\n");
}

function twoWayRows({ output, factors, levels, values }: TwoWayResult): readonly Row[] {
  return levels.flatMap((first, i) =>
    levels.map((second, j) => ({
      output,
      [`${factors[0]}_p`]: first,
      [`${factors[1]}_p`]: second,
      value: values[i]![j]!,
    })),
  );
}

export const nestedReport: AnalysisReport = {
  name: "nested",
  sections: ({ nested = [] }, bold) => nested.map((result) => nestedSection(result, bold)),
  tables: { "nested.csv": ({ nested }) => nested?.flatMap(nestedRows) },
};

/** The numbers of a nested result: what it is, and its range over the epistemic factors. */
function nestedLines({ mean, bands = [], bounds = [], probabilities }: NestedResult) {
  const ofBand = (name: string, band: NestedBand | null | undefined) => ({
    name,
    median: band?.median ?? null,
    low: band?.low ?? null,
    high: band?.high ?? null,
  });
  return [
    ...(mean === undefined ? [] : [ofBand("mean", mean)]),
    ...bands.map(({ p, band }) => ofBand(`p = ${p}`, band)),
    ...bounds.map(({ p, low, high }) => ({ name: `p = ${p}`, median: null, low, high })),
    ...probabilities.map((probability) =>
      "band" in probability
        ? ofBand(`P(y ≤ ${probability.at})`, probability.band)
        : { name: `P(y ≤ ${probability.at})`, median: null, low: probability.low, high: probability.high },
    ),
  ];
}

function nestedSection(result: NestedResult, bold: Bold): string {
  const { output, mode, label, epistemic, outer, inner, epistemicShare } = result;
  const isBand = mode === "distribution";
  const rows = nestedLines(result).map(({ name, median, low, high }) => [
    name,
    ...(isBand ? [numberCell(median)] : []),
    numberCell(low),
    numberCell(high),
  ]);
  const share =
    typeof epistemicShare === "number"
      ? [`  Not knowing ${epistemic.join(", ")}: ${percent(epistemicShare)} of the variance.`]
      : [];
  return [
    bold(`${output}: ignorance outside, chance inside`),
    textTable(["", ...(isBand ? ["median"] : []), "low", "high"], rows),
    `  ${label[0]!.toUpperCase()}${label.slice(1)}.`,
    `  ${outer} points of the epistemic factors, ${inner} draws at each.`,
    ...share,
  ].join("\n");
}

function nestedRows(result: NestedResult): readonly Row[] {
  return nestedLines(result).map(({ name, median, low, high }) => ({
    output: result.output,
    mode: result.mode,
    number: name,
    median,
    low,
    high,
  }));
}

/** Reports of the methods that choose their own points. */
export const pointReports: readonly AnalysisReport[] = [
  shapleyReport,
  efastReport,
  dgsmReport,
  tornadoReport,
  twoWayReport,
  nestedReport,
];
