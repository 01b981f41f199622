import { absentEstimate, type Estimate, intervalEstimate, pointEstimate } from "../estimate.ts";
import { estimateSd } from "../independent-draws.ts";
import { computeMoments, standardDeviation } from "../moments.ts";
import { criticalT } from "../student-t.ts";
import type { Effects } from "./elementary-effects.ts";

/** Mean, mean of absolute values and standard deviation of a group's elementary effects. */
export interface Measures {
  readonly mu: Estimate;
  readonly muStar: Estimate;
  readonly sigma: Estimate;
}

export interface MorrisOptions {
  /** Whether each group is one factor with one column, whose moves have a direction. */
  readonly single: readonly boolean[];
  readonly failures: "refuse" | "drop";
  readonly level: number;
}

const forGroup = absentEstimate("not defined for a group: its factors move in different directions");
/** Spread, relative to the mean, that rounding alone explains. */
const ROUNDING = 1e-12;

/** Measures of every group, in order (Morris 1991; Campolongo, Cariboni & Saltelli 2007 for muStar). */
export function estimateMorris({ effects, failed }: Effects, options: MorrisOptions): readonly Measures[] {
  const { single, failures, level } = options;
  const total = failed + (effects[0]?.length ?? 0);
  const reason = refuse(failed, total, failures);
  if (reason !== undefined) {
    const absent = absentEstimate(reason);
    return effects.map(() => ({ mu: absent, muStar: absent, sigma: absent }));
  }
  return effects.map((values, group) => ({
    mu: single[group] ? estimateMean(values, level) : forGroup,
    muStar: estimateMean(values.map(Math.abs), level),
    sigma: single[group] ? estimateSpread(values, level) : forGroup,
  }));
}

function refuse(failed: number, total: number, failures: "refuse" | "drop"): string | undefined {
  if (failed === 0) return undefined;
  if (failed === total) return `all ${total} trajectories failed`;
  if (failures === "drop") return undefined;
  return `${failed} of ${total} trajectories failed: \`failures: drop\` would leave them out`;
}

function hasSpread(values: Float64Array): boolean {
  const { mean, squares } = computeMoments(values, 0, values.length);
  return Math.sqrt(squares / values.length) > ROUNDING * Math.abs(mean);
}

function estimateMean(values: Float64Array, level: number): Estimate {
  const moments = computeMoments(values, 0, values.length);
  const count = values.length;
  if (count < 2) return pointEstimate(moments.mean, `an interval takes two trajectories, got ${count}`);
  if (!hasSpread(values)) {
    return pointEstimate(
      moments.mean,
      `the same in all ${count} trajectories: other levels may show a spread`,
    );
  }
  const half = (criticalT(level, count - 1) * standardDeviation(moments)) / Math.sqrt(count);
  const method = `Student t over ${count} trajectories`;
  return intervalEstimate(moments.mean, moments.mean - half, moments.mean + half, level, method);
}

function estimateSpread(values: Float64Array, level: number): Estimate {
  const count = values.length;
  if (count < 2) return absentEstimate(`a standard deviation takes two trajectories, got ${count}`);
  if (!hasSpread(values)) return pointEstimate(0, `the same in all ${count} trajectories`);
  const sorted = values.toSorted();
  return estimateSd(sorted, computeMoments(sorted, 0, count), 1, level, "");
}
