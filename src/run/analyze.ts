import { makePlan } from "../design/index.ts";
import { layOutColumns } from "../evaluate/columns.ts";
import { type BuiltModel, buildModel } from "../model/build.ts";
import type { Result } from "../result/result.ts";
import { givenNames } from "../scenario/analyses/index.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Table } from "../table/table.ts";
import { analyzeGiven, originOfRows } from "./analyses/analyze-given.ts";
import { drawnFactors } from "./analyses/evaluate-points.ts";
import { type FactorColumns, sampledColumns } from "./analyses/factor-columns.ts";
import { matchRows } from "./analyses/match-rows.ts";
import { finishResult, type RunOptions } from "./run.ts";

/** Rows of a model that ran elsewhere; without a design those of the scenario's own draws, in their order. */
export interface MadeElsewhere {
  readonly design?: Table;
  readonly outputs: Table;
}

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
function tableOf({ factors, x }: FactorColumns): Table {
  const rows = x[0]?.length ?? 0;
  const column = (name: string, numbers: Float64Array) =>
    [name, { name, type: "number" as const, texts: Array.from(numbers, String), numbers }] as const;
  return {
    file: "the scenario's own draws",
    rows,
    lines: Array.from({ length: rows }, (_, row) => row + 1),
    columns: new Map(factors.map((name, i) => column(name, x[i]!))),
  };
}

function isSame(a: Float64Array, b: Float64Array | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((value, row) => Object.is(value, b[row]));
}

/**
 * The analyses of a scenario that need no evaluation, on rows made elsewhere; Shapley effects by nearest neighbours.
 *
 * @throws IssueError with every missing column and row.
 */
export function analyzeScenario(
  scenario: Scenario,
  { design, outputs }: MadeElsewhere,
  options: Pick<RunOptions, "directions" | "version" | "runtime">,
): Result {
  const built = buildModel(scenario);
  const own = ownColumns(scenario, built, options);
  const factors = drawnFactors(built.model).map(({ id }) => id);
  const wanted = design === undefined ? own.factors : factors;
  const names = scenario.outputs.map(({ name }) => name);
  const rows = matchRows(design ?? tableOf(own), outputs, wanted, names);
  const { replicates, seed, design: name } = scenario.sampling;
  const isOwn = own.x.every((column, i) => isSame(column, rows.x[rows.factors.indexOf(own.factors[i]!)]));
  const origin = originOfRows(rows.x, isOwn ? { design: name, replicates } : undefined);
  const left = Object.keys(scenario.analyses).filter(
    (method) => method !== "shapley" && !(givenNames as readonly string[]).includes(method),
  );
  const note = `${left.join(", ")} left out: they need evaluations at points of their own`;
  const result: Omit<Result, "manifest"> = {
    format: "rebound-result/1",
    name: scenario.name,
    notes: [...scenario.notes, ...built.notes, ...(left.length === 0 ? [] : [note])],
    outputs: [],
    aggregates: [],
    trends: [],
    ...analyzeGiven(scenario.analyses, rows, origin, seed),
  };
  const plan = { rows: rows.outputs[0]!.y.length, origin };
  return finishResult(result, plan, scenario, { ...options, backEnd: "javascript" }, "rebound analyze");
}
