import { type AbsentEstimate, absentEstimate } from "../analyze/estimate.ts";
import { fitOlsDeterministic, type OlsFit } from "../analyze/ols.ts";
import { trendMeasures } from "../analyze/trend.ts";
import { evaluateOnce } from "../evaluate/evaluate-once.ts";
import type { Program } from "../evaluate/program.ts";
import { nominalValues } from "../evaluate/sources.ts";
import { reducedBlocks } from "./columns-job.ts";
import type { Evaluation } from "./evaluation.ts";
import { makeReducer } from "./reducer.ts";
import type { TrendJob } from "./reductions.ts";

/** Results with every factor at its nominal value; trends, aggregates and quantities by their number in the job. */
export interface Deterministic {
  value(system: number, target: number): number;
  /** With the scatter of the systems about the line. */
  fit(trend: TrendJob): OlsFit | AbsentEstimate;
  /** `measure`: its number in `trendMeasures`. */
  trend(index: number, measure: number): number;
  aggregate(index: number): number;
  quantity(index: number): number;
}

/** The values of targets by system at the nominal point, evaluated once. */
export function evaluateNominal({
  model,
  program,
}: Pick<Evaluation, "model" | "program">): (system: number, target: number) => number {
  const known = evaluated.get(program);
  if (known !== undefined) return known;
  const targets = model.targets.length;
  const factors = nominalValues(model);
  const values = evaluateOnce(program, (factor) => factors[factor]!);
  const value = (system: number, target: number): number => values[system * targets + target]!;
  evaluated.set(program, value);
  return value;
}

/** The nominal point is asked for on several roads; a program belongs to one model. */
const evaluated = new WeakMap<Program, (system: number, target: number) => number>();

/** Evaluates the nominal point of a compiled job, once. */
export function evaluateDeterministic(evaluation: Omit<Evaluation, "plan">): Deterministic {
  const { model, reductions } = evaluation;
  const value = evaluateNominal(evaluation);
  const reduced = reducedBlocks(reductions, 1);
  const read = (system: number, target: number): Float64Array => Float64Array.of(value(system, target));
  makeReducer(reductions, model.systems.length)(read, 0, 1, reduced);
  return {
    value,
    fit: ({ target, systems, dates, fit }) =>
      fit === "ols"
        ? fitOlsDeterministic(
            dates,
            Float64Array.from(systems, (system) => value(system, target)),
          )
        : absentEstimate(`no interval of the regression for the fit ${fit}`),
    trend: (index, measure) => reduced.trend(index)[trendMeasures[measure]!][0]!,
    aggregate: (index) => reduced.aggregate(index)[0]!,
    quantity: (index) => reduced.quantity(index)[0]!,
  };
}
