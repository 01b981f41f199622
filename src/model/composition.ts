import type { Issue } from "../core/issue.ts";
import { bindDistribution } from "../families/bind.ts";
import type { Draw } from "./expand-scenario.ts";

/**
 * The factor whose draws weigh the systems in trends, if a scenario declares it: with `exponential: {rate: 1}` and the
 * scope `system` the Bayesian bootstrap (Rubin 1981), with a column as scope one of clusters.
 */
export const compositionFactor = "system_sample";

const drawsOf = (draws: readonly Draw[]): readonly Draw[] =>
  draws.filter(({ id }) => id.split(".")[0] === compositionFactor);

/** Whether the weights of systems differ between draws. */
export function variesComposition(draws: readonly Draw[]): boolean {
  return drawsOf(draws).some(({ distribution }) => distribution.family !== "constant");
}

/** Weights below 0 have no meaning. */
export function compositionIssues(draws: readonly Draw[]): readonly Issue[] {
  return drawsOf(draws).flatMap(({ distribution, place }) => {
    const [least] = bindDistribution(distribution).support;
    if (least >= 0) return [];
    const expected = "weights of 0 or more";
    const hint = "The Bayesian bootstrap has exponential: {rate: 1}.";
    return [{ ...place, got: `a distribution that reaches down to ${least}`, expected, hint }];
  });
}
