import { detectLayout } from "../analyze/given/detect-layout.ts";
import { IssueError } from "../core/issue.ts";
import { makePlan } from "../design/index.ts";
import { layOutColumns } from "../evaluate/columns.ts";
import { type BuiltModel, buildModel } from "../model/build.ts";
import type { AnalysisResults } from "../result/analysis-results.ts";
import type { Request } from "../result/request.ts";
import type { Result } from "../result/result.ts";
import { givenNames } from "../scenario/analyses/index.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Table, TableColumn } from "../table/table.ts";
import { analyzeGiven, originOfRows } from "./analyses/analyze-given.ts";
import { factorColumns, partsOf } from "./analyses/choose-for-rows.ts";
import { drawnFactors } from "./analyses/evaluate-points.ts";
import { type FactorColumns, sampledColumns } from "./analyses/factor-columns.ts";
import { analyzeLaidOut, type LaidOutRows } from "./analyses/laid-out.ts";
import { analyzeElsewhere, analyzeSalib, type MadeElsewhere, rowColumn } from "./analyses/made-elsewhere.ts";
import { matchRows, ownDraws } from "./analyses/match-rows.ts";
import { finishResult } from "./finish-result.ts";
import type { RunOptions } from "./run.ts";

/** The scenario's own draws. */
function ownColumns(
  scenario: Scenario,
  { model }: BuiltModel,
  options: Pick<RunOptions, "directions">,
): FactorColumns {
  const { design, draws, replicates, seed, qmcDimensions } = scenario.sampling;
  const columns = layOutColumns(model).columns;
  const request = { name: "bands", design, draws, replicates, seed, columns, qmcDimensions };
  return sampledColumns(model, makePlan(request, options.directions));
}

/** A table of the draws, for outputs that come without a design. */
function tableOf({ factors, x }: FactorColumns, withIds: boolean): Table {
  const rows = x[0]?.length ?? 0;
  const ids = Array.from({ length: rows }, (_, row) => `draws/${row}`);
  const texts: TableColumn = { name: rowColumn, type: "text", texts: ids, numbers: new Float64Array(rows) };
  const column = (name: string, numbers: Float64Array) =>
    [name, { name, type: "number" as const, texts: Array.from(numbers, String), numbers }] as const;
  return {
    file: ownDraws,
    rows,
    lines: Array.from({ length: rows }, (_, row) => row + 1),
    columns: new Map<string, TableColumn>([
      ...(withIds ? [[rowColumn, texts] as const] : []),
      ...factors.map((name, i) => column(name, x[i]!)),
    ]),
  };
}

function isSame(a: Float64Array, b: Float64Array | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((value, row) => Object.is(value, b[row]));
}

/** The rows of a table that belong to the scenario's draws, where it says so (see `designScenario`). */
function drawsOf(table: Table): Table {
  const ids = table.columns.get(rowColumn)?.texts ?? [];
  const rows = [...ids.keys()].filter((row) => ids[row]!.startsWith("draws/"));
  if (rows.length === 0) return table;
  const pick = (column: TableColumn): TableColumn => ({
    ...column,
    texts: rows.map((row) => column.texts[row]!),
    numbers: Float64Array.from(rows, (row) => column.numbers[row]!),
  });
  return {
    ...table,
    rows: rows.length,
    lines: rows.map((row) => table.lines[row]!),
    columns: new Map(Array.from(table.columns, ([name, column]) => [name, pick(column)])),
  };
}

/** The methods that take rows as they are, on rows made elsewhere. */
function analyzeDraws(
  scenario: Scenario,
  built: BuiltModel,
  { design, outputs }: MadeElsewhere,
  options: Pick<RunOptions, "directions">,
): AnalysisResults {
  const own = ownColumns(scenario, built, options);
  const factors = drawnFactors(built.model).map(({ id }) => id);
  const wanted = design === undefined ? own.factors : factors;
  const names = scenario.outputs.map(({ name }) => name);
  const given = drawsOf(outputs);
  const x = design === undefined ? tableOf(own, given.columns.has(rowColumn)) : drawsOf(design);
  const rows = matchRows(x, given, wanted, names);
  const { replicates, seed, design: name } = scenario.sampling;
  const isOwn = own.x.every((column, i) => isSame(column, rows.x[rows.factors.indexOf(own.factors[i]!)]));
  const origin = originOfRows(rows.x, isOwn ? { design: name, replicates } : undefined);
  return analyzeGiven(scenario.analyses, rows, origin, seed);
}

/** Rows of a design that was made elsewhere, if Sobol' indices or elementary effects are asked of a layout that is known. */
function laidOutRows(
  scenario: Scenario,
  { model }: BuiltModel,
  { design, outputs }: MadeElsewhere,
): LaidOutRows | undefined {
  const { sobol, morris } = scenario.analyses;
  if (design === undefined || partsOf(design).size > 0 || (sobol ?? morris) === undefined) return undefined;
  const ids = drawnFactors(model).map(({ id }) => id);
  const columns = factorColumns(design, ids);
  const layout =
    columns.length < ids.length ? undefined : detectLayout(columns.map(({ numbers }) => numbers));
  if (layout === undefined) return undefined;
  const names = scenario.outputs.map(({ name }) => name);
  const inOrder = columns.map(({ name }) => name);
  return { ...matchRows(design, outputs, inOrder, names), layout, file: design.file };
}

/** Sobol' indices and elementary effects, of the scenario's own design or of one that was made elsewhere. */
function analyzeMoves(
  scenario: Scenario,
  built: BuiltModel,
  made: MadeElsewhere,
  { directions }: Pick<RunOptions, "directions">,
): AnalysisResults {
  const setting = { scenario, built, directions };
  if (made.layout === "salib") return analyzeSalib(setting, made.outputs);
  const laidOut = laidOutRows(scenario, built, made);
  return laidOut === undefined
    ? analyzeElsewhere(setting, made.outputs, made.design)
    : analyzeLaidOut(scenario.analyses, built.model, laidOut, scenario.sampling.seed);
}

function nothingLeft({ file }: Scenario, left: readonly string[], reason: string): IssueError {
  const got = `${left.join(", ")} alone`;
  const expected = `a method for rows that exist: ${reason}`;
  const hint = "--method auto picks what fits the rows.";
  return new IssueError([{ file, path: "analyses", got, expected, hint }]);
}

/**
 * The analyses of a scenario on rows made elsewhere: Sobol' indices and elementary effects at the scenario's own points
 * or at those of a Saltelli or Morris design made elsewhere, the methods that need none on its draws or on any rows; Shapley effects by nearest neighbours.
 *
 * @throws IssueError with every missing column and row.
 */
export function analyzeScenario(
  scenario: Scenario,
  made: MadeElsewhere,
  options: Pick<RunOptions, "directions" | "version" | "runtime">,
): Result {
  const built = buildModel(scenario);
  const asked = Object.keys(scenario.analyses);
  const isSalib = made.layout === "salib";
  const onDraws = ["shapley", ...givenNames];
  const results = {
    ...analyzeMoves(scenario, built, made, options),
    ...(!isSalib && asked.some((method) => onDraws.includes(method))
      ? analyzeDraws(scenario, built, made, options)
      : {}),
  };
  const left = asked.filter((method) => !(method in results));
  const reason = isSalib
    ? "SALib's layout is that of Sobol' indices"
    : "these need evaluations at points of their own";
  if (left.length === asked.length) throw nothingLeft(scenario, left, reason);
  const note = `${left.join(", ")} left out: ${reason}`;
  const result: Omit<Result, "manifest"> = {
    format: "rebound-result/1",
    name: scenario.name,
    notes: [...scenario.notes, ...built.notes, ...(left.length === 0 ? [] : [note])],
    outputs: [],
    aggregates: [],
    trends: [],
    ...results,
  };
  const plan = { rows: made.outputs.rows, layout: made.layout ?? "rebound" };
  const { outputs, design, layout } = made;
  const request: Request = {
    ...scenario.request,
    verb: "analyze",
    outputs: outputs.file,
    ...(design === undefined ? {} : { design: design.file }),
    ...(layout === undefined ? {} : { layout }),
  };
  return finishResult(result, { plan, scenario, request }, { ...options, backEnd: "javascript" });
}
