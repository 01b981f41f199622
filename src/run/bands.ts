import type { OutputSummary } from "../analyze/summarize.ts";
import { trendMeasures } from "../analyze/trend.ts";
import type { SampledShape } from "../model/explain-factor.ts";
import { layOut, takeSample } from "./bands-layout.ts";
import { type BandsJob, type BandsPiece, bandsKind } from "./bands-work.ts";
import type { Deterministic } from "./deterministic.ts";
import { type Executor, type Progress, runPieces, split } from "./executor.ts";
import { summarizeConstant } from "./summarize-constant.ts";

/** What the draws of a job gave. */
export interface Bands {
  output(system: number, target: number): OutputSummary;
  /** `measure`: its number in `trendMeasures`. */
  trend(trend: number, measure: number): OutputSummary;
  aggregate(aggregate: number): OutputSummary;
  quantity(quantity: number): OutputSummary;
  /** The values of a quantity, one per draw; NaN in draws in which a trend that it reads is not fitted. */
  draws(quantity: number): Float64Array;
  /** The slopes of a trend in the draws that are fitted. */
  slopes(trend: number): Float64Array;
  /** How the first draws of a factor lie; null where they do not vary. */
  shape(factor: number): SampledShape | null;
}

/** Parts of the work, roughly; only a progress bar needs them. */
const evaluateShare = 0.8;
const reduceShare = 0.15;

/** Least rows of a piece: an evaluator computes this many at a time anyway. */
const leastRows = 512;

/** Computes all draws of a job. */
export async function computeBands(job: BandsJob, executor: Executor, progress: Progress): Promise<Bands> {
  const layout = layOut(job);
  const session = executor.open(job, layout.size);
  const { mostPieces } = executor;
  const stage = (pieces: readonly BandsPiece[], begin: number, share: number) =>
    runPieces(session, bandsKind, pieces, (done) => progress(begin + share * done));
  const systems = job.model.systems.length;
  const evaluate: readonly BandsPiece[] = layout.wholeRows
    ? split(systems, 1, mostPieces).map((range) => ({
        stage: "evaluate",
        systems: range,
        rows: [0, job.draws],
      }))
    : split(job.draws, leastRows, mostPieces).map((rows) => ({
        stage: "evaluate",
        systems: [0, systems],
        rows,
      }));
  const outputs = (await stage(evaluate, 0, evaluateShare)).flat() as OutputSummary[];
  const reduce = split(job.draws, leastRows).map((rows) => ({ stage: "reduce", rows }) as const);
  await stage(reduce, evaluateShare, reduceShare);
  const rest = 1 - evaluateShare - reduceShare;
  const summarize = split(layout.summarized.length).map(
    (columns) => ({ stage: "summarize", columns }) as const,
  );
  // Workers have what slow quantiles are looked up in.
  const shape = split(job.model.factors.length).map((factors) => ({ stage: "shapes", factors }) as const);
  const last = await stage([...shape, ...summarize], 1 - rest, rest);
  const shapes = last.slice(0, shape.length).flat() as (SampledShape | null)[];
  const summaries = last.slice(shape.length).flat() as OutputSummary[];
  const position = new Map(layout.summarized.map((column, index) => [column, index]));
  const of = (column: number): OutputSummary => summaries[position.get(column)!]!;
  return {
    output: (system, target) =>
      layout.wholeRows ? outputs[system * job.outputs + target]! : of(layout.target(system, target)),
    trend: (trend, measure) => of(layout.trend(trend) + measure),
    aggregate: (aggregate) => of(layout.aggregate(aggregate)),
    quantity: (quantity) => of(layout.quantity(quantity)),
    draws: (quantity) => {
      const first = layout.start(layout.quantity(quantity));
      return session.store.subarray(first, first + job.draws);
    },
    slopes: (trend) => {
      const column = layout.trend(trend) + trendMeasures.indexOf("slope");
      const values = session.store.subarray(layout.start(column), layout.start(column) + job.draws);
      return takeSample(values, layout.sample(column));
    },
    shape: (factor) => shapes[factor]!,
  };
}

/** What a job gives in which no factor varies: one evaluation stands for all draws. */
export function constantBands({ summary }: BandsJob, nominal: Deterministic): Bands {
  const constant = (value: number): OutputSummary => summarizeConstant(value, summary.probabilities);
  return {
    output: (system, target) => constant(nominal.value(system, target)),
    trend: (trend, measure) => constant(nominal.trend(trend, measure)),
    aggregate: (aggregate) => constant(nominal.aggregate(aggregate)),
    quantity: (quantity) => constant(nominal.quantity(quantity)),
    draws: (quantity) => Float64Array.of(nominal.quantity(quantity)),
    slopes: (trend) => Float64Array.of(nominal.trend(trend, trendMeasures.indexOf("slope"))),
    shape: () => null,
  };
}
