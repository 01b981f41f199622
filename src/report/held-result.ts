import type { Result, SystemResult } from "../result/result.ts";

/** What summaries of several results show of one: values of single systems, analyses and assumptions are left out. */
export function withoutDetails(result: Result): Result {
  const {
    format,
    name,
    notes,
    outputs,
    systems,
    aggregates,
    trends,
    quantities,
    breakEven,
    claims,
    manifest,
  } = result;
  return {
    format,
    name,
    notes,
    outputs,
    ...(systems === undefined ? {} : { systems: systems.map(nameOnly) }),
    aggregates,
    trends: trends.map(({ points: _points, line: _line, ...measures }) => measures),
    ...(quantities === undefined ? {} : { quantities }),
    ...(breakEven === undefined ? {} : { breakEven }),
    ...(claims === undefined ? {} : { claims }),
    manifest,
  };
}

/** The first system says which outputs there are; the others are counted. */
function nameOnly(own: SystemResult, index: number): SystemResult {
  return index === 0 ? own : { system: own.system, outputs: [] };
}
