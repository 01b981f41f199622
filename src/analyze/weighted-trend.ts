import { pow } from "../math/elementary.ts";
import { type Blocks, blockRows, type Numbers, type Places } from "./blocks.ts";
import type { Fit, FitOptions, PreparedFit } from "./fit.ts";
import { MONTHS_PER_DOUBLING, refuseTrend, type TrendColumns, trendMeasures, trendWeights } from "./trend.ts";

/** The systems of a trend: their dates, and where log10 of their values and their weights stand in a block. */
export interface Points {
  readonly dates: Float64Array;
  readonly logs: Places;
  /** Without them all systems count alike. */
  readonly weights?: Places;
}

/** Fits rows first..first+rows−1 of a block; the measures, from row 0 on, are overwritten by the next. */
export type FitRows = (first: number, rows: number) => TrendColumns;

/**
 * Lays a line through the logarithms in each row, and gives its slope (log10 per year), growthPerYear = 10^slope,
 * doublingMonths = 12·log10(2)/slope, where it grows, intercept, and r2: the share of the weighted squared deviations
 * that a line of this slope through the weighted means explains. For least squares that is the coefficient of
 * determination; a line of another slope may explain less than none. What isn't defined is NaN: all where a value is
 * not positive and finite, r2 where the values are constant. Throws RangeError where `refuseTrend` gives a reason.
 */
export function prepareTrendFit(fit: Fit, options: FitOptions, blocks: Blocks, points: Points): FitRows {
  const refusal = refuseTrend(points.dates);
  if (refusal !== undefined) throw new RangeError(`${refusal}. Ask refuseTrend first.`);
  const { dates, logs, weights } = points;
  const prepared = fit.prepare(dates, options);
  if (prepared.slope !== undefined || prepared.reweigh !== undefined)
    return fitGathered(prepared, blocks, dates, logs, weights ?? ones(blocks, dates.length));
  return weights === undefined ? fitPlain(blocks, dates, logs) : fitWeighted(blocks, dates, logs, weights);
}

function ones(blocks: Blocks, systems: number): Places {
  const place = blocks.allocate(1);
  blocks.memory().fill(1, place, place + blockRows);
  return blocks.list(new Int32Array(systems).fill(place));
}

/** Least squares where all systems count alike: dates are the same in every row, and with them half of the sums. */
function fitPlain(blocks: Blocks, dates: Float64Array, logs: Places): FitRows {
  const { slope: weights, meanX, sxx } = trendWeights(dates);
  const slopes = blocks.keep(weights);
  const sums = blocks.allocate(3);
  const out = makeMeasures();
  return (first, rows) => {
    blocks.fitTrend(logs, slopes, first, rows, sums);
    const [mean, slope, syy] = columnsAt(blocks, sums, 3);
    for (let i = 0; i < rows; i++) {
      writeLine(out, i, slope![i]!, mean![i]!, meanX);
      out.r2[i] = Math.min(1, (slope![i]! * slope![i]! * sxx) / syy![i]!);
    }
    return out;
  };
}

function fitWeighted(blocks: Blocks, dates: Float64Array, logs: Places, weights: Places): FitRows {
  const add = weigher(blocks, blocks.keep(dates), logs, weights);
  const out = makeMeasures();
  return (first, rows) => {
    const sums = add(first, rows);
    for (let i = 0; i < rows; i++) writeRow(out, i, sums.sxy[i]! / sums.sxx[i]!, sums);
    return out;
  };
}

/** What a fit of its own needs of a row stands together, in copies that it may change. */
function fitGathered(
  { reweigh, slope: slopeOf }: PreparedFit,
  blocks: Blocks,
  dates: Float64Array,
  logs: Places,
  weights: Places,
): FitRows {
  const size = dates.length * blockRows;
  const [logsAt, weightsAt] = [blocks.allocate(dates.length), blocks.allocate(dates.length)];
  const own = (at: number) => blocks.list(dates.map((_, j) => at + j * blockRows));
  const add = weigher(blocks, blocks.keep(dates), own(logsAt), own(weightsAt));
  const slopes = new Float64Array(blockRows);
  const out = makeMeasures();
  return (first, rows) => {
    const memory = blocks.memory();
    gather(memory, logs, first, rows, logsAt);
    gather(memory, weights, first, rows, weightsAt);
    const block = {
      rows,
      stride: blockRows,
      logs: memory.subarray(logsAt, logsAt + size),
      weights: memory.subarray(weightsAt, weightsAt + size),
    };
    reweigh?.(block);
    const sums = add(0, rows);
    slopeOf?.(block, slopes);
    for (let i = 0; i < rows; i++) {
      const slope = slopeOf === undefined ? sums.sxy[i]! / sums.sxx[i]! : slopes[i]!;
      writeRow(out, i, slope, sums);
    }
    return out;
  };
}

function gather(memory: Float64Array, { places }: Places, first: number, rows: number, to: number): void {
  places.forEach((place, j) => {
    memory.copyWithin(to + j * blockRows, place + first, place + first + rows);
  });
}

/** Weighted sums by row. */
interface Sums {
  readonly meanX: Float64Array;
  readonly meanY: Float64Array;
  readonly sxx: Float64Array;
  readonly sxy: Float64Array;
  readonly syy: Float64Array;
}

function weigher(blocks: Blocks, dates: Numbers, logs: Places, weights: Places) {
  const at = blocks.allocate(6);
  return (first: number, rows: number): Sums => {
    blocks.weighTrend(logs, weights, dates, first, rows, at);
    const [, meanX, meanY, sxx, sxy, syy] = columnsAt(blocks, at, 6);
    return { meanX: meanX!, meanY: meanY!, sxx: sxx!, sxy: sxy!, syy: syy! };
  };
}

function columnsAt(blocks: Blocks, at: number, count: number): readonly Float64Array[] {
  return Array.from({ length: count }, (_, i) =>
    blocks.memory().subarray(at + i * blockRows, at + (i + 1) * blockRows),
  );
}

function makeMeasures(): TrendColumns {
  return Object.fromEntries(
    trendMeasures.map((measure) => [measure, new Float64Array(blockRows)]),
  ) as TrendColumns;
}

function writeRow(out: TrendColumns, i: number, slope: number, sums: Sums): void {
  const { meanX, meanY, sxx, sxy, syy } = sums;
  writeLine(out, i, slope, meanY[i]!, meanX[i]!);
  out.r2[i] = Math.min(1, (slope * (2 * sxy[i]! - slope * sxx[i]!)) / syy[i]!);
}

function writeLine(out: TrendColumns, i: number, slope: number, meanY: number, meanX: number): void {
  out.slope[i] = slope;
  out.intercept[i] = meanY - slope * meanX;
  out.growthPerYear[i] = pow(10, slope);
  out.doublingMonths[i] = slope > 0 ? MONTHS_PER_DOUBLING / slope : Number.NaN;
}
