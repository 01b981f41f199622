import { absentEstimate } from "../analyze/estimate.ts";
import type { OutputSummary } from "../analyze/summarize.ts";
import type { OutputResult } from "../result/result.ts";
import type { Bands } from "./bands.ts";
import type { Deterministic } from "./deterministic.ts";

/** What the parts of a result are made of. */
export interface Parts {
  readonly bands: Bands;
  readonly deterministic: Deterministic;
  readonly unitOf: ReadonlyMap<string, string>;
  readonly probabilities: readonly number[];
  readonly draws: number;
  readonly replicates: number;
  readonly systemNames: readonly string[];
  /** The first quantity that is a point of the line of a trend. */
  readonly firstLine: number;
}

export function output(
  id: string,
  unit: string,
  deterministic: number,
  summary: OutputSummary,
): OutputResult {
  return { id, unit, deterministic: Number.isFinite(deterministic) ? deterministic : null, ...summary };
}

export function absentOutput(
  id: string,
  unit: string,
  reason: string,
  probabilities: readonly number[],
): OutputResult {
  const absent = absentEstimate(reason);
  const quantiles = probabilities.map((p) => ({ p, ...absent }));
  return { id, unit, deterministic: null, mean: absent, sd: absent, quantiles, draws: 0, failures: 0 };
}
