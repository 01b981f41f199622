import { makeCentring } from "../analyze/sobol/centring.ts";
import type { EstimateOptions } from "../analyze/sobol/estimate-sobol.ts";
import { chooseEstimator } from "../analyze/sobol/estimators.ts";
import { addBlock, makeSums, type SobolSums, type SumsLayout } from "../analyze/sobol/sums.ts";
import { type Issue, IssueError } from "../core/issue.ts";
import { masterKey } from "../design/key.ts";
import { buildModel } from "../model/build.ts";
import type { Result } from "../result/result.ts";
import type { SobolResult } from "../result/sensitivity-result.ts";
import type { SobolDeclaration } from "../scenario/analyses/index.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Table } from "../table/table.ts";
import { describeSobol } from "./analyses/describe-sobol.ts";
import { type FactorGroup, makeGroups } from "./analyses/groups.ts";
import { intervalMethod } from "./analyses/sobol.ts";
import { finishResult, type RunOptions } from "./run.ts";

const level = 0.95;
/** Parts of the rows that a bootstrap draws from. */
const mostParts = 64;

/**
 * Sobol' indices of outputs in the order of rows that SALib's sampler has: per base row A, AB_1 … AB_d, with order 2
 * BA_1 … BA_d, and B. One net: centred by the mean of all rows, intervals conservative.
 *
 * @throws IssueError for a column that is not there, and for another number of rows than the scenario's base takes.
 */
export function analyzeSalib(
  scenario: Scenario,
  outputs: Table,
  options: Pick<RunOptions, "version" | "runtime">,
): Result {
  const declaration = scenario.analyses.sobol;
  if (declaration === undefined)
    throw refuse(scenario.file, "no `analyses.sobol`", "Add it, or --method sobol.");
  const built = buildModel(scenario);
  const { groups } = makeGroups(built.model, declaration);
  const layout = { groups: groups.length, both: declaration.order === 2, second: declaration.order === 2 };
  if (declaration.estimator === "azzini-rosati" && !layout.both)
    throw refuse(scenario.file, "azzini-rosati without rows of BA", "Use order: 2, or another estimator.");
  const columns = readOutputs(scenario, outputs, declaration, layout);
  const estimate: EstimateOptions = {
    layout,
    estimator: chooseEstimator(declaration.estimator, layout.both),
    method: intervalMethod({ design: "sobol", replicates: 1 }, masterKey(scenario.sampling.seed, "salib")),
    failures: declaration.failures,
    level,
  };
  const sobol = columns.map(({ name, y }) => indicesOf(name, y, declaration, groups, estimate));
  const result: Omit<Result, "manifest"> = {
    format: "rebound-result/1",
    name: scenario.name,
    notes: [
      ...scenario.notes,
      ...built.notes,
      `rows in SALib's order, factors: ${groups.map(({ name }) => name).join(", ")}`,
    ],
    outputs: [],
    aggregates: [],
    trends: [],
    sobol,
  };
  const plan = { layout: "salib", base: declaration.base, order: declaration.order };
  return finishResult(result, plan, scenario, { ...options, backEnd: "javascript" }, "rebound analyze");
}

function refuse(file: string, got: string, hint: string): IssueError {
  return new IssueError([
    { file, path: "analyses.sobol", got, expected: "what --layout salib can be read with", hint },
  ]);
}

/** Points of each base row. */
function pointsOf({ groups, both }: SumsLayout): number {
  return 2 + groups * (both ? 2 : 1);
}

function readOutputs(
  scenario: Scenario,
  table: Table,
  { base, order }: SobolDeclaration,
  layout: SumsLayout,
) {
  const issues: Issue[] = [];
  const { file } = table;
  const expected = base * pointsOf(layout);
  if (table.rows !== expected) {
    const rule = `${expected}: ${base} base rows (analyses.sobol.base) of ${pointsOf(layout)} points, ${layout.groups} factors, order ${order}`;
    const hint = "State the base and the order that the design was made with.";
    issues.push({ file, path: "", got: `${table.rows} rows`, expected: rule, hint });
  }
  const columns = scenario.outputs.flatMap(({ name }) => {
    const column = table.columns.get(name);
    if (column?.type === "number") return [{ name, y: column.numbers }];
    const got = column === undefined ? "no such column" : "a column of text";
    const hint = `Columns: ${[...table.columns.keys()].join(", ")}.`;
    issues.push({
      file,
      path: name,
      got,
      expected: `a column "${name}" of numbers, as the outputs say`,
      hint,
    });
    return [];
  });
  if (issues.length > 0) throw new IssueError(issues);
  return columns;
}

function indicesOf(
  output: string,
  y: Float64Array,
  { base, tolerance }: SobolDeclaration,
  groups: readonly FactorGroup[],
  options: EstimateOptions,
): SobolResult {
  const by = makeCentring(y.filter(Number.isFinite));
  const length = Math.ceil(base / mostParts);
  const parts: SobolSums[] = [];
  for (let from = 0; from < base; from += length) {
    parts.push(sumRows(y, from, Math.min(base, from + length), options.layout, by));
  }
  const about = { output, groups, base, replicates: 1, evaluations: y.length };
  return describeSobol({ parts, by }, about, options, tolerance);
}

/** The sums of some base rows. */
function sumRows(
  y: Float64Array,
  from: number,
  to: number,
  layout: SumsLayout,
  by: ReturnType<typeof makeCentring>,
): SobolSums {
  const points = pointsOf(layout);
  const column = (point: number): Float64Array =>
    Float64Array.from({ length: to - from }, (_, i) => y[(from + i) * points + point]!);
  const own = (first: number): readonly Float64Array[] =>
    Array.from({ length: layout.groups }, (_, group) => column(first + group));
  const sums = makeSums(layout);
  const ba = layout.both ? own(1 + layout.groups) : [];
  addBlock(sums, layout, { a: column(0), b: column(points - 1), ab: own(1), ba }, by);
  return sums;
}
