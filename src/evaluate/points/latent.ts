import { bindDistribution } from "../../families/bind.ts";
import type { Distribution } from "../../families/family.ts";
import { normalCdf, normalQuantile } from "../../math/special/normal.ts";
import type { Model } from "../../model/model.ts";
import { type Coupling, coupleFactors } from "../copula.ts";
import type { FactorSource } from "../evaluate.ts";

/** One option of a discrete stream: the score that stands for it, and its probability. */
export interface LatentOption {
  readonly score: number;
  readonly probability: number;
}

/** One stream of shared draws as a dimension of independent standard normal scores. */
export interface LatentDimension {
  readonly stream: string;
  /** Factors of the model that read it. */
  readonly factors: readonly number[];
  /** Of a stream of discrete factors only; absent for a continuous one. */
  readonly options?: readonly LatentOption[];
  /** The option of the nominal point. */
  readonly nominalOption: number;
}

/** More options than these are searched like a continuous factor. */
const mostOptions = 16;

/** Every stream of shared factors that varies. Factors of other scopes stay at their nominal values. */
export function latentDimensions(model: Model): readonly LatentDimension[] {
  const streams = new Map<string, number[]>();
  model.factors.forEach(({ stream, shared, distribution }, factor) => {
    if (!shared || distribution.family === "constant") return;
    streams.set(stream, [...(streams.get(stream) ?? []), factor]);
  });
  return Array.from(streams, ([stream, factors]) => {
    const distributions = factors.map((factor) => bindDistribution(model.factors[factor]!.distribution));
    const options = distributions.every(({ discrete }) => discrete) ? optionsOf(distributions) : undefined;
    if (options === undefined) return { stream, factors, nominalOption: 0 };
    const nominal = model.factors[factors[0]!]!.nominal ?? distributions[0]!.nominal;
    const found = options.findIndex(({ score }) => distributions[0]!.quantile(normalCdf(score)) === nominal);
    return { stream, factors, options, nominalOption: Math.max(0, found) };
  });
}

/** The cells into which the steps of all these distributions cut (0, 1); undefined for too many. */
function optionsOf(distributions: readonly Distribution[]): readonly LatentOption[] | undefined {
  const ends = new Set<number>();
  for (const distribution of distributions) {
    const steps = stepsOf(distribution);
    if (steps === undefined) return undefined;
    for (const end of steps) ends.add(end);
  }
  const sorted = [0, ...[...ends].sort((a, b) => a - b)];
  const options = sorted.slice(1).flatMap((end, index) => {
    const begin = sorted[index]!;
    if (end - begin < least) return [];
    return [{ score: normalQuantile((begin + end) / 2), probability: end - begin }];
  });
  return options.length > mostOptions ? undefined : options;
}

/** Probabilities closer than this are one: sums of weights round. */
const least = 1e-12;

/** The cumulative probability of each value of a discrete distribution. */
function stepsOf({ quantile, cdf }: Distribution): readonly number[] | undefined {
  const ends: number[] = [];
  for (let u = least; u < 1 - least; ) {
    const end = cdf(quantile(u));
    if (ends.length > mostOptions || !(end > u)) return undefined;
    ends.push(Math.min(1, end));
    u = end + least;
  }
  return ends;
}

/** Points given by their scores, one row each; other factors of the model must be constant. */
export interface LatentPoints {
  readonly source: FactorSource;
  /** Writes the values of the shared factors of a point into a row. */
  set(row: number, scores: Float64Array): void;
  /** Values of the factors of a dimension at a point. */
  factorValue(factor: number, scores: Float64Array): number;
}

/** Room for `rows` points. */
export function latentPoints(
  model: Model,
  dimensions: readonly LatentDimension[],
  rows: number,
): LatentPoints {
  const dimensionOf = new Map(dimensions.map(({ stream }, index) => [stream, index]));
  const distributions = model.factors.map(({ distribution }) => bindDistribution(distribution));
  const couplings = coupleFactors(model);
  const own = (factor: number): Coupling => ({ factors: [factor], weights: Float64Array.of(1) });
  const scoreOf = (factor: number, scores: Float64Array): number => {
    const index = dimensionOf.get(model.factors[factor]!.stream);
    return index === undefined ? 0 : scores[index]!;
  };
  const factorValue = (factor: number, scores: Float64Array): number => {
    const { factors, weights } = couplings.get(factor) ?? own(factor);
    const z = factors.reduce((sum, member, j) => sum + weights[j]! * scoreOf(member, scores), 0);
    const distribution = distributions[factor]!;
    return z <= 0 ? distribution.quantile(normalCdf(z)) : distribution.upperQuantile(normalCdf(-z));
  };
  const drawn = dimensions.flatMap(({ factors }) => factors);
  const values = new Map(drawn.map((factor) => [factor, new Float64Array(rows)]));
  return {
    source: {
      fill(factor, _component, from, to, out, offset) {
        out.set(values.get(factor)!.subarray(from, to), offset);
      },
    },
    set(row, scores) {
      for (const factor of drawn) values.get(factor)![row] = factorValue(factor, scores);
    },
    factorValue,
  };
}
