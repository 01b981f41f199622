import { givenRules, type OptionRule } from "../../scenario/analyses/index.ts";
import { absentEstimate, type Estimate, intervalEstimate, pointEstimate } from "../estimate.ts";
import { computeMoments } from "../moments.ts";
import { quantileOfSorted } from "../quantile.ts";
import type { GivenMethod, Options, Shuffle } from "./method.ts";
import { gatherRows } from "./ranks.ts";
import { shuffledRows, uniformStream } from "./resample.ts";
import { refuseOutput, type Sample, type Usable, usableRows } from "./sample.ts";
import { type Spread, spreadEstimate, spreadOf } from "./spread.ts";

/** What a method says of one factor; `pValue` where it has a test of independence. */
export interface FactorMeasures {
  readonly factor: string;
  readonly estimates: Readonly<Record<string, Estimate>>;
}

/** What a method says of one output. */
export interface GivenEstimates {
  readonly rows: number;
  readonly failures: number;
  readonly totals: Readonly<Record<string, Estimate>>;
  readonly measures: readonly FactorMeasures[];
  /** The first measure of columns that the output can't depend on. */
  readonly dummy?: Estimate;
}

const DUMMIES = 50;
const NEIGHBOUR_REASON =
  "compares nearest neighbours, which a low-discrepancy design arranges: its error stays at 0.1-0.2 however many " +
  "rows there are. Use a random or lhs design, or rbdFast";

/** The options of a method with the defaults of those that are not given. */
export function completeOptions(method: GivenMethod, given: Options = {}): Options {
  const rules: Readonly<Record<string, OptionRule>> = givenRules[method.name];
  const defaults = Object.entries(rules).map(([name, rule]) => [name, rule.default]);
  return { ...Object.fromEntries(defaults), ...given };
}

/** Why a method can't be used on a design, or undefined. */
export function refuseDesign(method: GivenMethod, sample: Pick<Sample, "origin">): string | undefined {
  return method.neighbours && sample.origin.design === "sobol"
    ? `${method.name} ${NEIGHBOUR_REASON}`
    : undefined;
}

/** Every factor that a method can say something of. */
function factorsOf(method: GivenMethod, { factors, groups = [] }: Sample): readonly string[] {
  return method.ofGroup === undefined ? factors : [...factors, ...groups.map(({ factor }) => factor)];
}

function allAbsent(method: GivenMethod, sample: Sample, data: Usable, reason: string): GivenEstimates {
  const absent = absentEstimate(reason);
  const fill = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, absent]));
  return {
    rows: data.y.length,
    failures: data.failures,
    totals: fill(method.totals ?? []),
    measures: factorsOf(method, sample).map((factor) => ({ factor, estimates: fill(method.measures) })),
    ...(method.dummy ? { dummy: absent } : {}),
  };
}

/** Mean and central 95 % of the first measure over dummy columns. */
function estimateDummy(method: GivenMethod, sample: Sample, data: Usable, options: Options): Estimate {
  const values = Float64Array.from({ length: DUMMIES }, (_, index) => {
    const column = uniformStream(sample.key, "dummy", index, data.y.length);
    return method.compute([column], data.y, options)[(method.totals ?? []).length];
  }).sort();
  const [low, high] = [0.025, 0.975].map((p) => quantileOfSorted(values, 0, DUMMIES, p));
  const { mean } = computeMoments(values, 0, DUMMIES);
  return intervalEstimate(mean, low, high, 0.95, `range over ${DUMMIES} columns drawn at random`);
}

/** The first measure freed of bias by resamples, and the plain one beside. */
function reduceBias(plain: number, spread: Spread, at: number, name: string): Record<string, Estimate> {
  const plugIn = pointEstimate(plain, "without reduction of bias: too high");
  if (spread.kind !== "resamples") return { [name]: spreadEstimate(plain, spread, at), plugIn };
  const { mean } = computeMoments(
    Float64Array.from(spread.values, (numbers) => numbers[at]),
    0,
    spread.values.length,
  );
  return { [name]: spreadEstimate(2 * plain - mean, spread, at), plugIn };
}

/** Estimates of the factor at place `index` among those that vary. */
function factorEstimates(
  method: GivenMethod,
  numbers: Float64Array,
  spread: Spread,
  index: number,
): Record<string, Estimate> {
  const first = (method.totals ?? []).length + index * method.measures.length;
  const found: Record<string, Estimate> = {};
  method.measures.forEach((name, m) => {
    const value = numbers[first + m];
    if (Number.isNaN(value)) found[name] = absentEstimate(UNDEFINED);
    else if (m === 0 && method.biasReduced) Object.assign(found, reduceBias(value, spread, first, name));
    else found[name] = spreadEstimate(value, spread, first + m);
  });
  return found;
}

const UNDEFINED =
  "not defined on these rows: too few of them, or factors that are linear combinations of others";

/** Permutations of n rows, each made once. */
function makeShuffle(sample: Sample, n: number): Shuffle {
  const known: Uint32Array[] = [];
  return (k) => {
    known[k] ??= shuffledRows(sample.key, "permutation", k, n);
    return known[k];
  };
}

function pValueOf(method: GivenMethod, data: Usable, index: number, shuffle: Shuffle, options: Options) {
  if (method.pValue === undefined) return {};
  const value = method.pValue(data.x[index], data.y, shuffle, options);
  const reason = `share of ${options["permutations"]} permutations, with the data themselves`;
  return { pValue: pointEstimate(value, reason) };
}

/** A method of groups: single columns are groups of one. */
function estimateGroups(method: GivenMethod, sample: Sample, data: Usable): GivenEstimates {
  const { origin, groups = [] } = sample;
  const [name] = method.measures;
  const about = { y: data.y, replicateOf: data.replicateOf, origin };
  const estimate = (factor: string, columns: Iterable<Float64Array>): FactorMeasures => ({
    factor,
    estimates: { [name]: method.ofGroup!(columns, about) },
  });
  const single = sample.factors.map((factor, i) => {
    const index = data.varying.indexOf(i);
    return index === -1
      ? { factor, estimates: { [name]: absentEstimate("constant factor") } }
      : estimate(factor, [data.x[index]]);
  });
  const several = groups.map(({ factor, columns }) => estimate(factor, gatherAll(columns(), data.rows)));
  return { rows: data.y.length, failures: data.failures, totals: {}, measures: [...single, ...several] };
}

function* gatherAll(columns: Iterable<Float64Array>, rows: Uint32Array): Iterable<Float64Array> {
  for (const column of columns) yield gatherRows(column, rows);
}

/**
 * What a method says of the dependence of one output on every factor, each number with its interval or the reason why
 * it has none. A constant output or factor has no measure; failed rows are counted and left out.
 */
export function estimateGiven(method: GivenMethod, sample: Sample, given?: Options): GivenEstimates {
  const options = completeOptions(method, given);
  const data = usableRows(sample, method.mostRows);
  const refusal = refuseDesign(method, sample) ?? refuseOutput(data);
  if (refusal !== undefined) return allAbsent(method, sample, data, refusal);
  if (method.ofGroup !== undefined) return estimateGroups(method, sample, data);
  if (data.x.length === 0) return allAbsent(method, sample, data, "no factor varies");
  const numbers = method.compute(data.x, data.y, options);
  const spread = spreadOf(method, sample, data, options);
  const totals = (method.totals ?? []).map((name, i) => [
    name,
    Number.isNaN(numbers[i]) ? absentEstimate(UNDEFINED) : spreadEstimate(numbers[i], spread, i),
  ]);
  const constant = Object.fromEntries(
    method.measures.map((name) => [name, absentEstimate("constant factor")]),
  );
  const shuffle = makeShuffle(sample, data.y.length);
  return {
    rows: data.y.length,
    failures: data.failures,
    totals: Object.fromEntries(totals),
    measures: sample.factors.map((factor, i) => {
      const index = data.varying.indexOf(i);
      if (index === -1) return { factor, estimates: constant };
      const p = pValueOf(method, data, index, shuffle, options);
      return { factor, estimates: { ...factorEstimates(method, numbers, spread, index), ...p } };
    }),
    ...(method.dummy ? { dummy: estimateDummy(method, sample, data, options) } : {}),
  };
}
