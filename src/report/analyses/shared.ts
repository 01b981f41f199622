import type { Estimate } from "../../analyze/estimate.ts";
import type { GroupResult } from "../../result/sensitivity-result.ts";

/** Why nothing could be estimated, where that is so of all of these. */
export function absence(estimates: readonly Estimate[]): string | undefined {
  const [first] = estimates;
  if (first === undefined || estimates.some(({ value }) => value !== null)) return undefined;
  return first.value === null ? first.reason : undefined;
}

/** Groups that the user did not ask for, in words. */
export function describeGroups(groups: readonly GroupResult[]): readonly string[] {
  return groups.flatMap(({ name, factors, reason }) =>
    reason === undefined ? [] : [`  ${name}: ${factors.join(", ")}; ${reason}.`],
  );
}

/** A share as a percentage with a digit behind the point. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
