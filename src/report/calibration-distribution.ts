import type { FittedRatio } from "../analyze/calibrate.ts";
import { asin } from "../math/elementary.ts";

/** What a file of distributions says of where it comes from. */
export interface CalibrationSource {
  readonly scenario: string;
  readonly member: string;
  readonly observed: string;
  readonly computed: string;
  readonly command: string;
}

/**
 * A fitted ratio as a file of distributions for a model that takes `NAME_small` and `NAME_large`, medians for systems of
 * size 0 and 1, `NAME_spread_small` and `NAME_spread_large`, the standard deviations between systems of the logit, and
 * `NAME_run`, the deviation of one system in units of these. The two medians are drawn jointly; the spread is drawn too.
 */
export function calibrationDistribution(
  name: string,
  fitted: FittedRatio,
  source: CalibrationSource,
): string {
  const { systems, small, large, correlation, spread, spreadError, degreesOfFreedom } = fitted;
  const about = (rationale: string): string =>
    `scope: shared, kind: epistemic, source: ${JSON.stringify(`calibrated on ${systems} systems: ${source.scenario}, ${source.member}`)}, rationale: ${JSON.stringify(rationale)}`;
  const isLine = small.logit !== large.logit;
  const median = (part: FittedRatio["small"], size: number): string =>
    `{logitNormal: {mu: ${digits(part.logit)}, sigma: ${digits(part.sd)}}, ${about(`Median for systems of size ${size}: logit of ${source.computed} over ${source.observed}${isLine ? ", a line in size" : ""}, with the error of the fit.`)}}`;
  // Correlations are Spearman's: of normal variables with this Pearson correlation.
  const spearman = (6 / Math.PI) * asin(Math.min(correlation, mostCorrelated) / 2);
  return `# yaml-language-server: $schema=../schema/distributions.schema.json
# Written by: ${source.command}
factors:
  ${name}_small: ${median(small, 0)}
  ${name}_large: ${median(large, 1)}
  ${name}_spread_small: {constant: ${digits(spread)}, ${about(`Standard deviation of the logit between systems, ${degreesOfFreedom} degrees of freedom.`)}}
  ${name}_spread_large: {constant: ${digits(spread)}, ${about(`As ${name}_spread_small.`)}}
  ${name}_run:
    parts:
      spread: {lognormal: {logMu: 0, logSigma: ${digits(spreadError)}}, scope: shared, kind: epistemic, rationale: "Error of the spread itself."}
      system: {normal: {mean: 0, sd: 1}, scope: system, kind: aleatory}
    source: ${JSON.stringify(`calibrated on ${systems} systems: ${source.scenario}, ${source.member}`)}
    rationale: "Deviation of one system from the median, in units of the spread."
correlations:
  - {factors: [${name}_small, ${name}_large], spearman: ${digits(spearman)}}
`;
}

/** Short of 1: a copula takes no more. */
const mostCorrelated = 0.9999;

function digits(value: number): string {
  return `${Number(value.toPrecision(5))}`;
}
