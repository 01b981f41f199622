import { absentEstimate } from "../analyze/estimate.ts";
import type { OutputSummary } from "../analyze/summarize.ts";
import { type TrendMeasure, trendMeasures } from "../analyze/trend.ts";
import type { BuiltModel } from "../model/build.ts";
import { unitsOf } from "../model/unit-check.ts";
import type { AggregateResult, OutputResult, Result, TrendResult } from "../result/result.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Bands } from "./bands.ts";
import type { Deterministic } from "./deterministic.ts";
import type { PreparedAggregate, PreparedJob, PreparedTrend } from "./make-job.ts";

interface Parts {
  readonly bands: Bands;
  readonly deterministic: Deterministic;
  readonly unitOf: ReadonlyMap<string, string>;
  readonly probabilities: readonly number[];
}

/** Puts a result together, in the order of the scenario file; the manifest is for the caller to add. */
export function assembleResult(
  scenario: Scenario,
  built: BuiltModel,
  prepared: PreparedJob,
  deterministic: Deterministic,
  bands: Bands,
): Omit<Result, "manifest"> {
  const { model, summary } = prepared.job;
  const unitOf = unitsOf(scenario);
  const parts: Parts = { bands, deterministic, unitOf, probabilities: summary.probabilities };
  const systems = model.systems.map((system, index) => ({
    system,
    outputs: scenario.outputs.map(({ name }, target) =>
      output(name, unitOf.get(name) ?? "1", deterministic.value(index, target), bands.output(index, target)),
    ),
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
  const value = parts.deterministic.aggregate(index);
  return { ...output(id, unit, value, parts.bands.aggregate(index)), ...about };
}

const trendUnits = { growthPerYear: "1", doublingMonths: "month", r2: "1", slope: "1" } as const;

function trend({ declaration, job, refusal }: PreparedTrend, index: number, parts: Parts): TrendResult {
  const { id, of, over, fit } = declaration;
  const found = refusal === undefined ? parts.deterministic.fit(job) : absentEstimate(refusal);
  const measure = (key: TrendMeasure): OutputResult => {
    if (refusal !== undefined) return absentOutput(key, trendUnits[key], refusal, parts.probabilities);
    const number = trendMeasures.indexOf(key);
    return output(
      key,
      trendUnits[key],
      parts.deterministic.trend(index, number),
      parts.bands.trend(index, number),
    );
  };
  return {
    id,
    of,
    over,
    fit,
    growthPerYear: measure("growthPerYear"),
    doublingMonths: measure("doublingMonths"),
    slope: measure("slope"),
    systems: job.systems.length,
    r2: "slope" in found ? found.r2 : null,
    r2Draws: measure("r2"),
    regression:
      "slope" in found ? { growthPerYear: found.growthPerYear, doublingMonths: found.doublingMonths } : found,
  };
}
