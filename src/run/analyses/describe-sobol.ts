import { rankEstimates } from "../../analyze/ranking.ts";
import {
  type EstimateOptions,
  estimateSobol,
  type SobolEstimates,
} from "../../analyze/sobol/estimate-sobol.ts";
import { type Centring, countRows, type SobolSums } from "../../analyze/sobol/sums.ts";
import type { Ranking, SobolResult } from "../../result/sensitivity-result.ts";
import type { FactorGroup } from "./groups.ts";

/** The sums of one target, and of its logarithm where that has indices of its own. */
export interface TargetSums {
  readonly parts: readonly SobolSums[];
  readonly by: Centring;
  readonly log?: { readonly parts: readonly SobolSums[]; readonly by: Centring };
}

export interface SobolAbout {
  readonly output: string;
  readonly groups: readonly FactorGroup[];
  readonly base: number;
  readonly replicates: number;
  readonly evaluations: number;
}

/** The indices of one target under the names of the groups. */
function nameIndices({ s1, st, s2, dummy }: SobolEstimates, groups: readonly FactorGroup[]) {
  return {
    indices: groups.map(({ name }, group) => ({ factor: name, s1: s1[group]!, st: st[group]! })),
    ...(s2.length === 0
      ? {}
      : {
          second: s2.map(({ groups: [i, j], estimate }) => ({
            factors: [groups[i]!.name, groups[j]!.name] as const,
            s2: estimate,
          })),
        }),
    dummy,
  };
}

/** The ranking by total effect, before any factor is fixed. */
function rank({ s1, st }: SobolEstimates, groups: readonly FactorGroup[], tolerance: number): Ranking | null {
  const ranks = rankEstimates(st);
  if (ranks === null) return null;
  const order = [...groups.keys()].sort((a, b) => st[b]!.value! - st[a]!.value! || a - b);
  return {
    factors: order.map((group) => ({
      factor: groups[group]!.name,
      rank: ranks[group]!,
      st: st[group]!,
      varianceReduction: s1[group]!,
      fixedBand: null,
      fixedWidth: null,
      fixable: null,
    })),
    band: null,
    tolerance,
    fixableTogether: { factors: [], band: null, width: null },
  };
}

/** The result of one target, as far as it follows from its sums. */
export function describeSobol(
  { parts, by, log }: TargetSums,
  { output, groups, base, replicates, evaluations }: SobolAbout,
  options: EstimateOptions,
  tolerance: number,
): SobolResult {
  const found = estimateSobol(parts, by, options);
  const { indices, second, dummy } = nameIndices(found, groups);
  const failed = parts.reduce((sum, part) => sum + part.failed, 0);
  const rows = parts.reduce((sum, part) => sum + countRows(part), failed);
  return {
    output,
    estimator: options.estimator.label,
    evaluations,
    base,
    replicates,
    variance: found.variance,
    indices,
    ...(second === undefined ? {} : { second }),
    dummy,
    ...(log === undefined ? {} : { log: nameIndices(estimateSobol(log.parts, log.by, options), groups) }),
    ranking: rank(found, groups, tolerance),
    failures: { rows: failed, of: rows, dropped: options.failures === "drop" && failed > 0 },
    groups: groups.map(({ name, kind, factors, reason }) => ({
      name,
      ...(kind === undefined ? {} : { kind }),
      factors,
      ...(reason === undefined ? {} : { reason }),
    })),
  };
}
