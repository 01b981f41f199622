import { type Issue, IssueError } from "../core/issue.ts";
import { nearest } from "../core/suggest.ts";
import type { DistributionDeclaration } from "../families/declaration.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { compositionFactor, compositionIssues, variesComposition } from "./composition.ts";
import { correlatedGroups } from "./correlated-groups.ts";
import { type Draw, type ExpandedScenario, expandScenario } from "./expand-scenario.ts";
import { findMissing } from "./missing.ts";
import type { Model, ModelFactor } from "./model.ts";
import { orderEquations } from "./order-equations.ts";
import { checkUnits } from "./unit-check.ts";

export interface BuiltModel {
  readonly model: Model;
  /** Rows of the scenario's table that the model keeps, one per system. */
  readonly rows: readonly number[];
  readonly notes: readonly string[];
}

/**
 * Turns a scenario into the model that is evaluated: names resolved, equations ordered, systems with empty cells
 * dropped where the scenario says so.
 *
 * @throws IssueError with every unknown name, cycle and empty cell.
 */
export function buildModel(declared: Scenario): BuiltModel {
  const scenario = expandScenario(declared);
  const inputs = inputNames(scenario);
  const { ordered, issues } = orderEquations(scenario.equations, inputs);
  const targets = targetNames(scenario);
  const problems = [
    ...issues,
    ...unknownTargets(declared),
    ...checkUnits(declared),
    ...compositionIssues(scenario.factors),
  ];
  if (problems.length > 0) throw new IssueError(problems);

  const rows =
    scenario.systems === undefined
      ? [0]
      : Array.from({ length: scenario.systems.table.rows }, (_, row) => row);
  const equations = ordered.map(({ name, expr }) => ({ name, expr }));
  const draft = assemble(scenario, rows, equations, targets);
  const missing = findMissing(draft, scenario);
  if (missing.issues.length > 0) throw new IssueError(missing.issues);
  if (missing.dropped.size === 0) return { model: draft, rows, notes: [] };

  const kept = rows.filter((row) => !missing.dropped.has(row));
  return { model: assemble(scenario, kept, equations, targets), rows: kept, notes: missing.notes };
}

function inputNames(scenario: ExpandedScenario): Set<string> {
  return new Set([
    ...scenario.constants.map((constant) => constant.name),
    ...scenario.factors.map((factor) => factor.name),
    ...(scenario.systems?.table.columns.keys() ?? []),
  ]);
}

/** Outputs first, then what trends and aggregates read besides, then the weights of systems where they vary. */
function targetNames(scenario: ExpandedScenario): readonly string[] {
  const read = [...scenario.trends, ...scenario.aggregates].map((declaration) => declaration.of);
  const weighs = scenario.trends.length > 0 && variesComposition(scenario.factors);
  const outputs = scenario.outputs.map((output) => output.name);
  return [...new Set([...outputs, ...read, ...(weighs ? [compositionFactor] : [])])];
}

function unknownTargets(scenario: Scenario): readonly Issue[] {
  const names = scenario.equations.map((equation) => equation.name);
  const wanted = [
    ...scenario.outputs,
    ...[...scenario.trends, ...scenario.aggregates].map(({ of, place }) => ({
      name: of,
      place: { ...place, path: `${place.path}.of` },
    })),
  ];
  return wanted
    .filter(({ name }) => !names.includes(name))
    .map(({ name, place }) => {
      const suggestion = nearest(name, names);
      const hint =
        suggestion === undefined ? "Declare an equation of this name." : `Did you mean "${suggestion}"?`;
      return { ...place, got: `"${name}"`, expected: "the name of an equation", hint };
    });
}

function assemble(
  scenario: ExpandedScenario,
  rows: readonly number[],
  equations: Model["equations"],
  targets: readonly string[],
): Model {
  const table = scenario.systems?.table;
  const keys = scenario.systems === undefined ? undefined : table?.columns.get(scenario.systems.key)?.texts;
  const columns: Record<string, Float64Array> = {};
  for (const column of table?.columns.values() ?? []) {
    if (column.type === "number")
      columns[column.name] = Float64Array.from(rows, (row) => column.numbers[row]!);
  }
  return {
    systems: rows.map((row) => keys?.[row] ?? ""),
    constants: Object.fromEntries(scenario.constants.map(({ name, value }) => [name, value])),
    columns,
    factors: scenario.factors.map((draw) => modelFactor(draw, scenario, rows)),
    groups: correlatedGroups(scenario),
    equations,
    targets,
  };
}

function modelFactor(draw: Draw, scenario: ExpandedScenario, rows: readonly number[]): ModelFactor {
  const components: string[] = [];
  const indexOf = new Map<string, number>();
  const componentOf = Int32Array.from(rows, (row) => {
    const name = componentName(draw, scenario, row);
    if (!indexOf.has(name)) indexOf.set(name, components.push(name) - 1);
    return indexOf.get(name)!;
  });
  return {
    name: draw.name,
    id: draw.id,
    stream: draw.stream,
    group: draw.group,
    distribution: withoutChoice(draw.distribution),
    ...(draw.option === undefined ? {} : { option: draw.option }),
    ...(draw.nominal === undefined ? {} : { nominal: draw.nominal }),
    shared: draw.scope === "shared",
    components,
    componentOf,
  };
}

/** A categorical with one option left is no draw: conditions on it are decided once. */
function withoutChoice(distribution: DistributionDeclaration): DistributionDeclaration {
  if (distribution.family !== "categorical") return distribution;
  const { options } = distribution.parameters as { options: readonly { value: number; weight: number }[] };
  const [option, other] = options.filter(({ weight }) => weight > 0);
  return other === undefined ? { family: "constant", parameters: option!.value } : distribution;
}

/** The cell of the scope's column; a JSON list where the scope has several, so that no two can be confused. */
function componentName({ scope }: Draw, scenario: ExpandedScenario, row: number): string {
  if (scope === "shared" || scenario.systems === undefined) return "";
  const { table, key } = scenario.systems;
  const names = scope === "system" ? [key] : scope;
  const texts = names.map((name) => table.columns.get(name)!.texts[row]!);
  return texts.length === 1 ? texts[0]! : JSON.stringify(texts);
}
