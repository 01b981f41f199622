import type { BuiltModel } from "../model/build.ts";
import { unitsOf } from "../model/unit-check.ts";
import type { AggregateResult, Result } from "../result/result.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { absentOutput, output, type Parts } from "./assemble-output.ts";
import { assembleTrend } from "./assemble-trend.ts";
import type { Bands } from "./bands.ts";
import type { Deterministic } from "./deterministic.ts";
import { imputationsOf } from "./imputations.ts";
import type { PreparedAggregate, PreparedJob } from "./make-job.ts";

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
  const { draws } = prepared.job;
  const { firstLine } = prepared;
  const { probabilities, replicates } = summary;
  const parts: Parts = {
    bands,
    deterministic,
    unitOf,
    probabilities,
    draws,
    replicates,
    systemNames: model.systems,
    firstLine,
  };
  const trends = numberComputed(prepared.trends);
  const computed = trends.filter(([{ refusal }]) => refusal === undefined).length;
  const systems = model.systems.map((system, index) => ({
    system,
    outputs: scenario.outputs.map(({ name }, target) =>
      output(name, unitOf.get(name) ?? "1", deterministic.value(index, target), bands.output(index, target)),
    ),
  }));
  const table = scenario.systems !== undefined;
  const imputations = imputationsOf(scenario);
  return {
    format: "rebound-result/1",
    name: scenario.name,
    notes: [...scenario.notes, ...built.notes],
    ...(scenario.excluded.length === 0 ? {} : { excluded: scenario.excluded }),
    outputs: table ? [] : systems[0]!.outputs,
    ...(table ? { systems } : {}),
    aggregates: numberComputed(prepared.aggregates).map(([item, index]) => aggregate(item, index, parts)),
    ...(imputations.length === 0 ? {} : { imputations }),
    trends: trends.map(([item, index]) => assembleTrend(item, index, computed, parts)),
  };
}

/** Each item with its place among those that are computed. */
function numberComputed<T extends { refusal: string | undefined }>(
  items: readonly T[],
): readonly [T, number][] {
  let computed = 0;
  return items.map((item) => [item, item.refusal === undefined ? computed++ : -1]);
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
