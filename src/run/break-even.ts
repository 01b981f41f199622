import { type Brackets, bracketRoots, crossings, narrowBrackets, nextValues } from "../analyze/break-even.ts";
import { estimateProbability } from "../analyze/claims/probability.ts";
import { type SummaryContext, summarizeColumn } from "../analyze/summarize.ts";
import { IssueError } from "../core/issue.ts";
import { describePlan, type Plan } from "../design/index.ts";
import type { OverriddenPoints } from "../evaluate/points/points.ts";
import { compile } from "../evaluate/program.ts";
import { call } from "../expression/make-expr.ts";
import { buildModel } from "../model/build.ts";
import { unitsOf } from "../model/unit-check.ts";
import type { BreakEvenMap, BreakEvenResult, CurvePoint } from "../result/break-even-result.ts";
import type { Request } from "../result/request.ts";
import type { Result } from "../result/result.ts";
import type { QuantityDeclaration, Scenario } from "../scenario/scenario.ts";
import { finishResult } from "./finish-result.ts";
import { makeJob } from "./make-job.ts";
import { type PointsJob, runPoints } from "./points-job.ts";
import { bindQuantities, narrow } from "./quantities.ts";
import type { RunOptions } from "./run.ts";

/** What is asked: the value of a factor, which the scenario draws, at which the two sides of a target are equal. */
export interface BreakEvenQuestion {
  readonly factor: string;
  readonly values: readonly number[];
  /** An expression `left == right`. */
  readonly target: QuantityDeclaration;
  readonly map?: { readonly factor: string; readonly values: readonly number[] };
}

/** False positions after the grid: each gains about half a digit to a digit and a half. */
const refinements = 8;

interface Setting {
  readonly job: Omit<PointsJob, "points">;
  readonly plan: Plan;
  readonly options: RunOptions;
}

/**
 * Finds in every draw where a target is met along a factor. That there is no such value is an answer: the result has
 * the curve of the left side with its band, and its least and greatest values.
 *
 * @throws IssueError where the scenario cannot be run.
 */
export async function findBreakEven(
  scenario: Scenario,
  question: BreakEvenQuestion,
  options: RunOptions,
  request: Request,
): Promise<Result> {
  const built = buildModel(scenario);
  const prepared = makeJob(scenario, built, options.directions);
  const { plan, summary } = prepared.job;
  const sides = sidesOf(question.target);
  const { model, reductions } = narrow(built.model, bindQuantities(prepared, built.model, sides));
  const backEnd = options.backEnd === undefined ? {} : { backEnd: options.backEnd };
  const job = { kind: "points", model, program: compile(model), reductions, ...backEnd } as const;
  const setting: Setting = { job, plan, options };
  const factor = indexOf(setting, scenario, question.factor);
  const { values } = question;
  const draws = plan.draws;
  const [left, margins] = await evaluate(setting, {
    kind: "overridden",
    plan,
    rows: draws,
    variants: values.length,
    byVariant: [{ factor, component: null, values: Float64Array.from(values) }],
    byRow: [],
  });
  const cut = (column: Float64Array, k: number) => column.subarray(k * draws, (k + 1) * draws);
  const brackets = bracketRoots(
    values,
    values.map((_, k) => cut(margins!, k)),
  );
  const roots = await refine(setting, factor, brackets);
  const curve = values.map((value, k) => pointOf(value, cut(left!, k), summary));
  const unit = unitsOf(scenario).get(question.factor) ?? "1";
  const ordered = curve.filter(({ median }) => median !== null).sort((a, b) => a.median! - b.median!);
  const map = question.map === undefined ? undefined : await mapOf(setting, scenario, factor, question);
  const breakEven: BreakEvenResult = {
    factor: question.factor,
    target: question.target.id,
    from: values[0]!,
    to: values.at(-1)!,
    found: estimateProbability(
      roots.map((root) => Number(!Number.isNaN(root))),
      summary,
    ),
    value: { id: question.factor, unit, deterministic: null, ...summarizeColumn(roots, summary) },
    several: brackets.several,
    curve,
    least: ordered[0] ?? null,
    greatest: ordered.at(-1) ?? null,
    ...(map === undefined ? {} : { map }),
  };
  const result: Omit<Result, "manifest"> = {
    format: "rebound-result/1",
    name: scenario.name,
    notes: scenario.notes,
    outputs: [],
    aggregates: [],
    trends: [],
    breakEven: [breakEven],
  };
  return finishResult(result, { plan: describePlan(plan), scenario, request }, options);
}

/** The left side, and left less right. */
function sidesOf(target: QuantityDeclaration): readonly QuantityDeclaration[] {
  const { expr } = target;
  const [left, right] = expr.kind === "call" && expr.fn === "equal" ? expr.args : [];
  if (left === undefined || right === undefined) {
    const hint = 'For example "trend.gwp.growthPerYear == 1".';
    throw new IssueError([{ ...target.place, got: target.id, expected: "two sides with == between", hint }]);
  }
  return [
    { ...target, expr: left },
    { ...target, expr: call("subtract", left, right) },
  ];
}

function indexOf({ job }: Setting, scenario: Scenario, name: string): number {
  const found = job.model.factors.findIndex(({ id }) => id === name);
  if (found >= 0) return found;
  const names = job.model.factors.map(({ id }) => id).join(", ");
  throw new IssueError([
    {
      file: scenario.file,
      path: "factors",
      got: `"${name}"`,
      expected: `a factor with one distribution: ${names}`,
    },
  ]);
}

function evaluate({ job, options }: Setting, points: OverriddenPoints): Promise<readonly Float64Array[]> {
  return runPoints({ ...job, points }, options.executor, options.progress ?? (() => {}));
}

/** The root of every bracket; NaN where there is none. */
async function refine(setting: Setting, factor: number, brackets: Brackets): Promise<Float64Array> {
  const { plan } = setting;
  if (brackets.low.every(Number.isNaN)) return brackets.low;
  for (let step = 0; step < refinements; step++) {
    const at = nextValues(brackets);
    // Draws without a root are evaluated somewhere all the same.
    const values = at.map((value) => (Number.isNaN(value) ? brackets.low.find(Number.isFinite)! : value));
    const byRow = [{ factor, variant: 0, values }];
    const [, margin] = await evaluate(setting, {
      kind: "overridden",
      plan,
      rows: plan.draws,
      variants: 1,
      byVariant: [],
      byRow,
    });
    narrowBrackets(brackets, at, margin!);
  }
  return crossings(brackets);
}

function pointOf(value: number, column: Float64Array, context: SummaryContext): CurvePoint {
  const { quantiles } = summarizeColumn(column, { ...context, probabilities: [0.025, 0.5, 0.975] });
  const [low, median, high] = quantiles.map((quantile) => quantile.value);
  return { value, low: low ?? null, median: median ?? null, high: high ?? null };
}

/** Both factors on a grid, at the nominal point. */
async function mapOf(
  setting: Setting,
  scenario: Scenario,
  factor: number,
  { values, map }: BreakEvenQuestion,
): Promise<BreakEvenMap> {
  const other = indexOf(setting, scenario, map!.factor);
  const pairs = map!.values.flatMap((second) => values.map((first) => [first, second] as const));
  const [left, margins] = await evaluate(setting, {
    kind: "overridden",
    plan: null,
    rows: 1,
    variants: pairs.length,
    byVariant: [
      { factor, component: null, values: Float64Array.from(pairs, ([first]) => first) },
      { factor: other, component: null, values: Float64Array.from(pairs, ([, second]) => second) },
    ],
    byRow: [],
  });
  const row = (column: Float64Array, k: number) =>
    column.subarray(k * values.length, (k + 1) * values.length);
  return {
    factor: map!.factor,
    values: map!.values,
    cells: map!.values.map((_, k) => Array.from(row(left!, k), finite)),
    plateau: map!.values.map((_, k) => {
      const columns = Array.from(row(margins!, k), (margin) => Float64Array.of(margin));
      return finite(crossings(bracketRoots(values, columns))[0]!);
    }),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
