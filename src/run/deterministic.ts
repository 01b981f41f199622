import { aggregateRows } from "../analyze/aggregate.ts";
import type { AbsentEstimate } from "../analyze/estimate.ts";
import { fitOlsDeterministic, type OlsFit } from "../analyze/ols.ts";
import { javascript } from "../evaluate/evaluate.ts";
import { nominalSource } from "../evaluate/sources.ts";
import type { AggregateJob, Job, TrendJob } from "./job.ts";

/** Results with every factor at its nominal value. */
export interface Deterministic {
  value(system: number, target: number): number;
  trend(trend: TrendJob): OlsFit | AbsentEstimate;
  aggregate(aggregate: AggregateJob): number;
}

/** Evaluates the nominal point of a compiled job, once. */
export function evaluateDeterministic(job: Job): Deterministic {
  const targets = job.model.targets.length;
  const values = new Float64Array(job.model.systems.length * targets);
  javascript.prepare(job.program, nominalSource(job.model))(
    0,
    1,
    (system, target, _from, _to, memory, offset) => {
      values[system * targets + target] = memory[offset]!;
    },
  );
  const value = (system: number, target: number): number => values[system * targets + target]!;
  const columns = (target: number, systems: Iterable<number>): Float64Array[] =>
    Array.from(systems, (system) => Float64Array.of(value(system, target)));
  return {
    value,
    trend: ({ target, systems, dates }) =>
      fitOlsDeterministic(
        dates,
        Float64Array.from(systems, (system) => value(system, target)),
      ),
    aggregate: ({ target, reduce, systems }) => {
      const out = new Float64Array(1);
      aggregateRows(reduce, columns(target, systems), columns(target, job.model.systems.keys()), 0, 1, out);
      return out[0]!;
    },
  };
}
