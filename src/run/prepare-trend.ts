import type { FitOptions } from "../analyze/fit.ts";
import { fitNamed } from "../analyze/fits.ts";
import { refuseTrend } from "../analyze/trend.ts";
import type { BuiltModel } from "../model/build.ts";
import { compositionFactor } from "../model/composition.ts";
import type { Sampling, Scenario, TrendDeclaration } from "../scenario/scenario.ts";
import type { RowSample, TrendJob } from "./reductions.ts";
import { selectSystems } from "./select-systems.ts";

/** A trend of the scenario and what computes it, or why nothing does. */
export interface PreparedTrend {
  readonly declaration: TrendDeclaration;
  readonly job: TrendJob;
  readonly refusal: string | undefined;
  /** Where the choice of systems is drawn: the trend with values drawn alone, and with weights drawn alone. */
  readonly variants?: readonly [inputs: TrendJob, composition: TrendJob];
}

/** Deterministic values, of which a frontier and the choice of systems alone are made. */
export type Nominal = () => (system: number, target: number) => number;

export function prepareTrend(
  scenario: Scenario,
  built: BuiltModel,
  declaration: TrendDeclaration,
  nominal: Nominal,
): PreparedTrend {
  const { targets } = built.model;
  const target = targets.indexOf(declaration.of);
  const { rerank, top } = declaration;
  const name = rerank ? "frontier-reranked" : declaration.fit;
  const whole = selectSystems(scenario, built, declaration.where);
  const numbers = scenario.systems!.table.columns.get(declaration.over)!.numbers;
  const datesOf = (systems: Int32Array): Float64Array =>
    Float64Array.from(systems, (system) => numbers[built.rows[system]!]!);
  const valuesOf = (systems: Int32Array): Float64Array =>
    Float64Array.from(systems, (system) => nominal()(system, target));
  const systems = chooseSystems(name, whole, datesOf, valuesOf, { top });
  const dates = datesOf(systems);
  const sample = sampleRows(declaration.draws ?? fitNamed(name).draws, scenario.sampling);
  const inputs: TrendJob = {
    target,
    systems,
    dates,
    // Once its systems are chosen, a frontier is fitted like any other line.
    fit: name === "frontier" ? "ols" : name,
    top,
    ...(sample === undefined ? {} : { sample }),
  };
  const refusal = refuseTrend(dates);
  const weights = targets.indexOf(compositionFactor);
  if (refusal !== undefined || weights === -1) return { declaration, job: inputs, refusal };
  const job = { ...inputs, weights };
  return { declaration, job, refusal, variants: [inputs, { ...job, values: valuesOf(systems) }] };
}

function chooseSystems(
  fit: string,
  systems: Int32Array,
  datesOf: (systems: Int32Array) => Float64Array,
  valuesOf: (systems: Int32Array) => Float64Array,
  options: FitOptions,
): Int32Array {
  const { select } = fitNamed(fit);
  if (select === undefined) return systems;
  return select(datesOf(systems), valuesOf(systems), options).map((position) => systems[position]!);
}

/** The first rows of every replicate, so many that `wanted` draws are fitted; undefined for all. */
function sampleRows(wanted: number | undefined, { draws, replicates }: Sampling): RowSample | undefined {
  if (wanted === undefined || wanted >= draws) return undefined;
  return { each: Math.ceil(wanted / replicates), of: draws / replicates };
}
