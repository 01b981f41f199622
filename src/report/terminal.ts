import type { OutputResult, Result, SystemResult, TrendResult } from "../result/result.ts";
import { analysisReports } from "./analyses/index.ts";
import { imputationTable } from "./analyses/missing.ts";
import { bandRatios } from "./band-ratios.ts";
import { breakEvenLines } from "./break-even-table.ts";
import { bandCell, estimateCell, numberCell, quantileOf } from "./cells.ts";
import { yearSeries } from "./charts/years.ts";
import { renderClaims } from "./claims-table.ts";
import { mainOutput } from "./main-output.ts";
import { answer } from "./sentences.ts";
import type { TextStyle } from "./text-style.ts";
import { textTable } from "./text-table.ts";
import { withoutYears, yearTable } from "./year-table.ts";

/** Systems listed one by one; the rest stand in the files that --out writes. */
const listed = 10;

/** The result as text for a terminal: the answer, then the figures behind it. */
export function renderResult(result: Result, style: TextStyle): string {
  const { heading: bold, quiet } = style;
  const series = yearSeries(result.aggregates);
  const sections = [
    bold(result.name),
    answer(result)
      .map((line) => `  ${line}`)
      .join("\n"),
    ...section(bold("Claims"), result.claims ?? [], (claims) => renderClaims(claims, style)),
    ...section(bold("Break-even"), result.breakEven ?? [], breakEvenLines),
    ...section(bold("Quantities"), result.quantities ?? [], outputTable),
    ...sectionsOf(result, bold, "conclusions"),
    ...section(bold("Growth per year"), result.trends, trendTable),
    ...section(bold("Where the spread of growth comes from"), split(result), splitTable),
    ...section(bold("Aggregates"), withoutYears(result.aggregates, series), outputTable),
    ...section(bold("By year"), series, (found) => yearTable(found, style)),
    ...section(bold("Outputs"), result.outputs, outputTable),
    ...section(bold("Width of the bands over systems"), varying(result), widthTable),
    ...section(bold(systemsHeading(result)), result.systems ?? [], (systems) =>
      systemTable(systems, mainOutput(result)),
    ),
    ...sectionsOf(result, bold, undefined),
    ...section(bold("Imputed where not recorded"), result.imputations ?? [], imputationTable),
    quiet(describeRun(result)),
    ...excludedLine(result),
    ...result.trends.flatMap(({ id, notes = [] }) => notes.map((note) => `Trend ${id}: ${note}.`)),
    ...result.notes.map((note) => `Note: ${note}.`),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** Sections of the analyses that stand at one place. */
function sectionsOf(
  result: Result,
  bold: (text: string) => string,
  place: "conclusions" | undefined,
): readonly string[] {
  return analysisReports
    .filter((report) => report.place === place)
    .flatMap((report) => report.sections(result, bold));
}

/** What analyses found, as text for a terminal. */
export function renderSensitivity(result: Result, style: TextStyle): string {
  const { heading: bold, quiet } = style;
  const { seed, resultDigest, version } = result.manifest;
  const sections = [
    bold(result.name),
    ...analysisReports.flatMap((report) => report.sections(result, bold)),
    quiet(
      `Seed ${seed}. ± is half the 95 % interval of the estimate itself.\nResult ${resultDigest.slice(0, 16)}, rebound-uq ${version}.`,
    ),
    ...result.notes.map((note) => `Note: ${note}.`),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** The systems, unless every value is a point. */
function varying({ systems = [] }: Result): readonly SystemResult[] {
  return systems.some(({ outputs }) => outputs.some(({ draws }) => draws > 1)) ? systems : [];
}

function section<T>(
  heading: string,
  items: readonly T[],
  render: (items: readonly T[]) => string,
): readonly string[] {
  return items.length === 0 ? [] : [`${heading}\n${render(items)}`];
}

function trendTable(trends: readonly TrendResult[]): string {
  const head = ["", "systems", "determ.", "mean", "median", "95 % of draws", "doubling, months", "R²"];
  return textTable(
    head,
    trends.map(({ id, systems, growthPerYear, doublingMonths, r2Draws }) => [
      id,
      `${systems}`,
      numberCell(growthPerYear.deterministic),
      estimateCell(growthPerYear.mean),
      medianCell(growthPerYear),
      bandCell(growthPerYear),
      `${numberCell(quantileOf(doublingMonths, 0.5))} (${bandCell(doublingMonths)})`,
      numberCell(quantileOf(r2Draws, 0.5)),
    ]),
  );
}

type SplitTrend = TrendResult & Required<Pick<TrendResult, "inputs" | "composition" | "variance">>;

/** Trends in which the choice of systems is drawn besides the inputs. */
function split({ trends }: Result): readonly SplitTrend[] {
  return trends.filter(
    (trend): trend is SplitTrend =>
      trend.inputs !== undefined && trend.composition !== undefined && trend.variance !== undefined,
  );
}

function splitTable(trends: readonly SplitTrend[]): string {
  const head = ["", "sd of slope", "share: inputs", "systems", "both", "growth, inputs alone"];
  return textTable(
    head,
    trends.map(({ id, slope, inputs, variance }) => [
      id,
      estimateCell(slope.sd),
      estimateCell(variance.inputs),
      estimateCell(variance.composition),
      estimateCell(variance.both),
      bandCell(inputs.growthPerYear),
    ]),
  );
}

function excludedLine({ excluded = [] }: Result): readonly string[] {
  return excluded.length === 0 ? [] : [`Not included: ${excluded.join("; ")}.`];
}

function outputTable(outputs: readonly OutputResult[]): string {
  const failed = outputs.some((output) => output.failures > 0);
  const head = [
    "",
    "unit",
    "determ.",
    "mean",
    "median",
    "95 % of draws",
    "sd",
    ...(failed ? ["failed"] : []),
  ];
  return textTable(
    head,
    outputs.map((output) => [
      output.id,
      output.unit,
      numberCell(output.deterministic),
      estimateCell(output.mean),
      medianCell(output),
      bandCell(output),
      numberCell(output.sd.value),
      ...(failed ? [`${output.failures} of ${output.draws}`] : []),
    ]),
  );
}

/** For each output the ratio of the ends of its 95 % band: of the median system, and the least and most over systems. */
function widthTable(systems: readonly SystemResult[]): string {
  const [first] = systems;
  const rows = first!.outputs.map(({ id, unit }, index) => {
    const [least, typical, most] = bandRatios(systems, index, [0, 0.5, 1]).map(numberCell);
    return [id, unit, typical!, `${least} … ${most}`];
  });
  return textTable(["97.5 % over 2.5 %", "unit", "typical system", "least … most"], rows);
}

function systemTable(systems: readonly SystemResult[], main: string): string {
  const find = (system: SystemResult): OutputResult => system.outputs.find((output) => output.id === main)!;
  const size = (system: SystemResult): number => quantileOf(find(system), 0.5) ?? Number.NEGATIVE_INFINITY;
  const largest = [...systems].sort((a, b) => size(b) - size(a)).slice(0, listed);
  return textTable(
    ["", "determ.", "mean", "median", "95 % of draws"],
    largest.map((system) => {
      const output = find(system);
      const { deterministic, mean } = output;
      return [
        system.system,
        numberCell(deterministic),
        estimateCell(mean),
        medianCell(output),
        bandCell(output),
      ];
    }),
  );
}

function systemsHeading(result: Result): string {
  const { systems = [] } = result;
  const id = mainOutput(result);
  const unit = systems[0]?.outputs.find((output) => output.id === id)?.unit ?? "1";
  const which = systems.length > listed ? `${listed} largest of ${systems.length} systems` : "Systems";
  return `${which}: ${id}${unit === "1" ? "" : `, ${unit}`}`;
}

function medianCell(output: OutputResult): string {
  const median = output.quantiles.find((quantile) => quantile.p === 0.5);
  return median === undefined ? numberCell(null) : estimateCell(median);
}

function describeRun({ manifest, systems, outputs, trends }: Result): string {
  const draws = (systems?.[0]?.outputs ?? outputs)[0]?.draws ?? trends[0]?.growthPerYear.draws ?? 0;
  const runs = draws === 1 ? "Evaluated once: no factor varies" : `${draws} draws`;
  return `${runs}, seed ${manifest.seed}. ± is half the 95 % interval of the estimate itself.\nResult ${manifest.resultDigest.slice(0, 16)}, rebound-uq ${manifest.version}.`;
}
