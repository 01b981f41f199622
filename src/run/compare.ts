import type { Trait } from "../analyze/claims/decisive.ts";
import { compareColumns } from "../analyze/comparison.ts";
import { estimateGiven } from "../analyze/given/estimate-given.ts";
import { spearman } from "../analyze/given/spearman.ts";
import { IssueError } from "../core/issue.ts";
import { describePlan, makePlan, type Plan } from "../design/index.ts";
import { uniteColumns } from "../evaluate/columns.ts";
import { compile } from "../evaluate/program.ts";
import { type BuiltModel, buildModel } from "../model/build.ts";
import { unitsOf } from "../model/unit-check.ts";
import type { ComparisonResult, DifferenceDriver } from "../result/comparison-result.ts";
import type { OutputResult, Result } from "../result/result.ts";
import type { QuantityDeclaration, ResultPath, Scenario } from "../scenario/scenario.ts";
import { sharedTraits } from "./claims/traits.ts";
import { runColumns } from "./columns-job.ts";
import { evaluateDeterministic } from "./deterministic.ts";
import { finishResult } from "./finish-result.ts";
import { makeJob, type PreparedReductions, prepareReductions } from "./make-job.ts";
import { bindQuantities, narrow } from "./quantities.ts";
import type { RunOptions } from "./run.ts";

/** One side of a comparison. */
interface Side {
  readonly scenario: Scenario;
  readonly built: BuiltModel;
  readonly prepared: PreparedReductions;
}

/** A value that both sides have. */
interface Common {
  readonly output: string;
  readonly system?: string;
  readonly unit: string;
  readonly path: ResultPath;
}

/**
 * Compares two scenarios on one plan over the union of their factors: equal names share a draw, whatever their
 * distributions, and different names never share a dimension. Sampling is that of the first.
 *
 * @throws IssueError if either cannot be run, or they have no value in common.
 */
export async function compareScenarios(a: Scenario, b: Scenario, options: RunOptions): Promise<Result> {
  const sides = [a, b].map((scenario): Side => {
    const built = buildModel(scenario);
    return { scenario, built, prepared: prepareReductions(scenario, built) };
  }) as [Side, Side];
  const { job } = makeJob(a, sides[0].built, options.directions);
  const models = sides.map(({ built }) => built.model);
  const columns = uniteColumns(models[0]!, models[1]!);
  const plan = makePlan(
    { ...job.plan, columns, qmcDimensions: a.sampling.qmcDimensions },
    options.directions,
  );
  const common = commonValues(sides);
  if (common.length === 0) throw new IssueError([nothingInCommon(a, b)]);
  const progress = options.progress ?? (() => {});
  const values: Values[] = [];
  for (const [index, side] of sides.entries())
    values.push(await evaluate(side, plan, common, options, (done) => progress((index + done) / 2)));
  const traits = unitedTraits(sides, plan);
  const [left, right] = values as [Values, Values];
  const comparisons = common.map((value, index): ComparisonResult => {
    const [x, y] = [left.draws[index]!, right.draws[index]!];
    const { difference, ratio, ...rest } = compareColumns(x, y, job.summary);
    const [p, q] = [left.nominal(index), right.nominal(index)];
    const named = (id: string, unit: string, nominal: number, summary: typeof ratio): OutputResult => ({
      id,
      unit,
      deterministic: Number.isFinite(nominal) ? nominal : null,
      ...summary,
    });
    return {
      output: value.output,
      ...(value.system === undefined ? {} : { system: value.system }),
      difference: named("difference", value.unit, p - q, difference),
      ratio: named("ratio", "1", p / q, ratio),
      ...rest,
      drivers: value.system === undefined ? driversOf(x, y, traits, plan) : [],
    };
  });
  const result: Omit<Result, "manifest"> = {
    format: "rebound-result/1",
    name: `${a.name} against ${b.name}`,
    notes: [...a.notes, ...b.notes],
    outputs: [],
    aggregates: [],
    trends: [],
    comparisons,
  };
  const request = { ...a.request, verb: "compare", against: b.request } as const;
  return finishResult(result, { plan: describePlan(plan), scenario: a, against: b, request }, options);
}

interface Values {
  readonly draws: readonly Float64Array[];
  nominal(index: number): number;
}

async function evaluate(
  { built, prepared }: Side,
  plan: Plan,
  common: readonly Common[],
  { executor, backEnd }: RunOptions,
  progress: (done: number) => void,
): Promise<Values> {
  const place = { file: "", path: "" };
  const quantities = common.map(
    ({ path, output }): QuantityDeclaration => ({
      id: output,
      expr: { kind: "name", name: "value" },
      reads: { value: path },
      place,
    }),
  );
  const { model, reductions } = narrow(built.model, bindQuantities(prepared, built.model, quantities));
  const program = compile(model);
  const job = {
    kind: "columns",
    model,
    program,
    plan,
    reductions,
    ...(backEnd === undefined ? {} : { backEnd }),
  } as const;
  const draws = await runColumns(job, executor, progress);
  const nominal = evaluateDeterministic({ model, program, reductions });
  return { draws, nominal: (index) => nominal.quantity(index) };
}

/** Outputs of models without a table, outputs of systems, aggregates and growth of trends that both have. */
function commonValues([a, b]: readonly [Side, Side]): readonly Common[] {
  const unitOf = unitsOf(a.scenario);
  const outputs = a.scenario.outputs
    .map(({ name }) => name)
    .filter((name) => b.scenario.outputs.some((output) => output.name === name));
  const unit = (name: string): string => unitOf.get(name) ?? "1";
  if (a.scenario.systems === undefined || b.scenario.systems === undefined) {
    if (a.scenario.systems !== b.scenario.systems) return [];
    return outputs.map((output) => ({ output, unit: unit(output), path: { kind: "output", output } }));
  }
  const has = (items: readonly { declaration: { id: string }; refusal: string | undefined }[], id: string) =>
    items.some(({ declaration, refusal }) => declaration.id === id && refusal === undefined);
  const trends = a.scenario.trends.filter(
    ({ id }) => has(a.prepared.trends, id) && has(b.prepared.trends, id),
  );
  const aggregates = a.scenario.aggregates.filter(
    ({ id }) => has(a.prepared.aggregates, id) && has(b.prepared.aggregates, id),
  );
  const systems = a.built.model.systems.filter((system) => b.built.model.systems.includes(system));
  return [
    ...trends.map(
      ({ id }): Common => ({
        output: `trend.${id}.growthPerYear`,
        unit: "1",
        path: { kind: "trend", id, measure: "growthPerYear" },
      }),
    ),
    ...aggregates.map(
      ({ id, of, reduce }): Common => ({
        output: `aggregate.${id}`,
        unit: reduce === "share" ? "1" : unit(of),
        path: { kind: "aggregate", id },
      }),
    ),
    ...systems.flatMap((system) =>
      outputs.map(
        (output): Common => ({
          output,
          system,
          unit: unit(output),
          path: { kind: "output", system, output },
        }),
      ),
    ),
  ];
}

function nothingInCommon(a: Scenario, b: Scenario) {
  return {
    file: b.file,
    path: "outputs",
    got: b.outputs.map(({ name }) => name).join(", "),
    expected: `an output, aggregate or trend that ${a.file} has too, and a table in both or in neither`,
    hint: "Values are compared by their names.",
  };
}

function unitedTraits(sides: readonly Side[], plan: Plan): readonly Trait[] {
  const all = sides.flatMap(({ built }) => sharedTraits(built.model, plan));
  return [...new Map(all.map((trait) => [trait.factor, trait])).values()];
}

/** Shared factors that the difference follows, the strongest first. */
function driversOf(
  a: Float64Array,
  b: Float64Array,
  traits: readonly Trait[],
  plan: Plan,
): readonly DifferenceDriver[] {
  const { measures } = estimateGiven(spearman, {
    factors: traits.map(({ factor }) => factor),
    x: traits.map(({ values }) => values),
    y: a.map((value, row) => value - b[row]!),
    origin: { design: plan.design as "random" | "lhs" | "sobol", replicates: plan.replicates },
    key: plan.key,
  });
  return measures
    .map(({ factor, estimates }) => ({ factor, correlation: Object.values(estimates)[0]! }))
    .filter(({ correlation }) => correlation.value !== null && !spansZero(correlation))
    .sort((p, q) => Math.abs(q.correlation.value!) - Math.abs(p.correlation.value!));
}

function spansZero(estimate: DifferenceDriver["correlation"]): boolean {
  return estimate.value !== null && estimate.low !== null && estimate.low <= 0 && estimate.high >= 0;
}
