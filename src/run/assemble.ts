import { absentEstimate } from "../analyze/estimate.ts";
import type { OutputSummary } from "../analyze/summarize.ts";
import type { BuiltModel } from "../model/build.ts";
import { unitsOf } from "../model/unit-check.ts";
import type { AggregateResult, OutputResult, Result, TrendResult } from "../result/result.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Deterministic } from "./deterministic.ts";
import { type ColumnLayout, layOut } from "./job.ts";
import type { PreparedAggregate, PreparedJob, PreparedTrend } from "./make-job.ts";

/** The summary of a column of the store; the deterministic value is what it holds where nothing is drawn. */
export type SummaryOf = (column: number, deterministic: number) => OutputSummary;

interface Parts {
  readonly layout: ColumnLayout;
  readonly deterministic: Deterministic;
  readonly summaryOf: SummaryOf;
  readonly unitOf: ReadonlyMap<string, string>;
  readonly probabilities: readonly number[];
}

/** Puts a result together, in the order of the scenario file; the manifest is for the caller to add. */
export function assembleResult(
  scenario: Scenario,
  built: BuiltModel,
  prepared: PreparedJob,
  deterministic: Deterministic,
  summaryOf: SummaryOf,
): Omit<Result, "manifest"> {
  const { job } = prepared;
  const unitOf = unitsOf(scenario);
  const parts: Parts = {
    layout: layOut(job),
    deterministic,
    summaryOf,
    unitOf,
    probabilities: job.summary.probabilities,
  };
  const systems = job.model.systems.map((system, index) => ({
    system,
    outputs: scenario.outputs.map(({ name }, target) => {
      const value = deterministic.value(index, target);
      return output(
        name,
        unitOf.get(name) ?? "1",
        value,
        summaryOf(parts.layout.target(index, target), value),
      );
    }),
  }));
  const table = scenario.systems !== undefined;
  return {
    format: "rebound-result/1",
    name: scenario.name,
    notes: [...scenario.notes, ...built.notes],
    outputs: table ? [] : systems[0]!.outputs,
    ...(table ? { systems } : {}),
    aggregates: numberComputed(prepared.aggregates).map(([item, index]) => aggregate(item, index, parts)),
    trends: numberComputed(prepared.trends).map(([item, index]) => trend(item, index, parts)),
  };
}

/** Each item with its place among those that are computed. */
function numberComputed<T extends { refusal: string | undefined }>(
  items: readonly T[],
): readonly [T, number][] {
  let computed = 0;
  return items.map((item) => [item, item.refusal === undefined ? computed++ : -1]);
}

function output(id: string, unit: string, deterministic: number, summary: OutputSummary): OutputResult {
  return { id, unit, deterministic: Number.isFinite(deterministic) ? deterministic : null, ...summary };
}

function absentOutput(
  id: string,
  unit: string,
  reason: string,
  probabilities: readonly number[],
): OutputResult {
  const absent = absentEstimate(reason);
  const quantiles = probabilities.map((p) => ({ p, ...absent }));
  return { id, unit, deterministic: null, mean: absent, sd: absent, quantiles, draws: 0, failures: 0 };
}

function aggregate(
  { declaration, job, refusal }: PreparedAggregate,
  index: number,
  parts: Parts,
): AggregateResult {
  const { id, of, reduce } = declaration;
  const about = { of, reduce, systems: job.systems.length };
  const unit = reduce === "share" ? "1" : (parts.unitOf.get(of) ?? "1");
  if (refusal !== undefined) return { ...absentOutput(id, unit, refusal, parts.probabilities), ...about };
  const value = parts.deterministic.aggregate(job);
  return { ...output(id, unit, value, parts.summaryOf(parts.layout.aggregate(index), value)), ...about };
}

function trend({ declaration, job, refusal }: PreparedTrend, index: number, parts: Parts): TrendResult {
  const { id, of, over, fit } = declaration;
  const systems = job.systems.length;
  const units = { growthPerYear: "1", doublingMonths: "month", r2: "1" } as const;
  const column = parts.layout.trend(index);
  const found = refusal === undefined ? parts.deterministic.trend(job) : absentEstimate(refusal);
  const fitted = "slope" in found ? found : undefined;
  const values = {
    growthPerYear: fitted?.growthPerYear.value ?? Number.NaN,
    doublingMonths: fitted?.doublingMonths.value ?? Number.NaN,
    r2: fitted?.r2 ?? Number.NaN,
  };
  const measure = (key: keyof typeof units, offset: number): OutputResult =>
    refusal === undefined
      ? output(key, units[key], values[key], parts.summaryOf(column + offset, values[key]))
      : absentOutput(key, units[key], refusal, parts.probabilities);
  return {
    id,
    of,
    over,
    fit,
    growthPerYear: measure("growthPerYear", 0),
    doublingMonths: measure("doublingMonths", 1),
    systems,
    r2: fitted?.r2 ?? null,
    r2Draws: measure("r2", 2),
    regression:
      "slope" in found ? { growthPerYear: found.growthPerYear, doublingMonths: found.doublingMonths } : found,
  };
}
