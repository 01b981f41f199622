import { pow } from "../math/elementary.ts";
import { hasVectors, type Library, makeLibrary } from "../wasm/library.ts";
import { blockRows, type Fit, type FitBlock, type FitOptions, type PreparedFit } from "./fit.ts";
import { MONTHS_PER_DOUBLING, refuseTrend, type TrendColumns } from "./trend.ts";

/** The systems of a trend: log10 of their values, and their weights, by draw or as one number for all draws. */
export interface Points {
  readonly dates: Float64Array;
  readonly logs: readonly (Float64Array | number)[];
  readonly weights: readonly (Float64Array | number)[];
}

/** Weighted sums of one block, by row. */
interface Sums {
  readonly total: Float64Array;
  readonly meanX: Float64Array;
  readonly meanY: Float64Array;
  readonly sxx: Float64Array;
  readonly sxy: Float64Array;
  readonly syy: Float64Array;
}

/**
 * Lays a line through the logarithms in each draw from..to-1, and writes its slope (log10 per year),
 * growthPerYear = 10^slope, doublingMonths = 12·log10(2)/slope, where it grows, and r2: the share of the weighted
 * squared deviations that a line of this slope through the weighted means explains. For least squares that is the
 * coefficient of determination; a line of another slope may explain less than none. What isn't defined is NaN.
 * Throws RangeError where `refuseTrend` gives a reason.
 */
export function fitPoints(
  fit: Fit,
  options: FitOptions,
  points: Points,
  from: number,
  to: number,
  out: TrendColumns,
): void {
  const refusal = refuseTrend(points.dates);
  if (refusal !== undefined) throw new RangeError(`${refusal}. Ask refuseTrend first.`);
  const prepared = fit.prepare(points.dates, options);
  const { logs, weights, sums, addUp } = roomFor(points.dates);
  const slope = new Float64Array(blockRows);
  for (let start = from; start < to; start += blockRows) {
    const block = { logs, weights, rows: Math.min(blockRows, to - start) };
    takePoints(points, start, block);
    prepared.reweigh?.(block);
    addUp(block);
    findSlopes(prepared, block, sums, slope);
    for (let i = 0; i < block.rows; i++) writeRow(start + i, slope[i], i, sums, out);
  }
}

/** Where a block of rows of some systems is added up. */
interface Room {
  readonly logs: Float64Array;
  readonly weights: Float64Array;
  readonly sums: Sums;
  /** Fills the sums from logarithms and weights; the bits are the same wherever it is done. */
  addUp(block: FitBlock): void;
}

function roomFor(dates: Float64Array): Room {
  return hasVectors() ? vectorRoom(dates) : plainRoom(dates);
}

export function plainRoom(dates: Float64Array): Room {
  const size = dates.length * blockRows;
  const sums = sumsIn(new Float64Array(6 * blockRows));
  return {
    logs: new Float64Array(size),
    weights: new Float64Array(size),
    sums,
    addUp: (block) => addUp(dates, block, sums),
  };
}

let library: Library | undefined;
/** Addresses by number of systems: many trends have the same. */
const addresses = new Map<number, number>();

export function vectorRoom(dates: Float64Array): Room {
  library ??= makeLibrary();
  const size = dates.length * blockRows;
  const address =
    addresses.get(dates.length) ?? library.allocate(8 * (2 * size + 6 * blockRows + 2 * dates.length));
  addresses.set(dates.length, address);
  const [weightsAt, sumsAt] = [address + 8 * size, address + 16 * size];
  const datesAt = sumsAt + 48 * blockRows;
  const memory = library.memory();
  const view = (at: number, length: number): Float64Array => memory.subarray(at / 8, at / 8 + length);
  view(datesAt, 2 * dates.length).set(
    Float64Array.from({ length: 2 * dates.length }, (_, i) => dates[i >> 1]),
  );
  const run = library.functions["trendSums"]!;
  return {
    logs: view(address, size),
    weights: view(weightsAt, size),
    sums: sumsIn(view(sumsAt, 6 * blockRows)),
    addUp: ({ rows }) => {
      run(address, weightsAt, datesAt, dates.length, rows + (rows % 2), 8 * blockRows, sumsAt);
    },
  };
}

function sumsIn(values: Float64Array): Sums {
  const [total, meanX, meanY, sxx, sxy, syy] = Array.from({ length: 6 }, (_, i) =>
    values.subarray(i * blockRows, (i + 1) * blockRows),
  );
  return { total: total!, meanX: meanX!, meanY: meanY!, sxx: sxx!, sxy: sxy!, syy: syy! };
}

function takePoints({ logs, weights }: Points, start: number, block: FitBlock): void {
  fillBlock(logs, start, block.rows, block.logs);
  fillBlock(weights, start, block.rows, block.weights);
}

function fillBlock(
  columns: readonly (Float64Array | number)[],
  start: number,
  rows: number,
  out: Float64Array,
): void {
  columns.forEach((column, j) => {
    const at = j * blockRows;
    if (typeof column === "number") out.fill(column, at, at + rows);
    else out.set(column.subarray(start, start + rows), at);
  });
}

/** Means first, then sums of squares about them; deviations are from the first system's, for their digits. */
function addUp(dates: Float64Array, { rows, logs, weights }: FitBlock, sums: Sums): void {
  const { total, meanX, meanY, sxx, sxy, syy } = sums;
  for (const column of Object.values(sums)) column.fill(0);
  for (let j = 0; j < dates.length; j++) {
    for (let i = 0; i < rows; i++) {
      const weight = weights[j * blockRows + i];
      total[i] += weight;
      meanX[i] += weight * (dates[j] - dates[0]);
      meanY[i] += weight * (logs[j * blockRows + i] - logs[i]);
    }
  }
  for (let i = 0; i < rows; i++) {
    meanX[i] = dates[0] + meanX[i] / total[i];
    meanY[i] = logs[i] + meanY[i] / total[i];
  }
  for (let j = 0; j < dates.length; j++) {
    for (let i = 0; i < rows; i++) {
      const weight = weights[j * blockRows + i];
      const x = dates[j] - meanX[i];
      const y = logs[j * blockRows + i] - meanY[i];
      sxx[i] += weight * x * x;
      sxy[i] += weight * x * y;
      syy[i] += weight * y * y;
    }
  }
}

function findSlopes(prepared: PreparedFit, block: FitBlock, { sxx, sxy }: Sums, slope: Float64Array): void {
  if (prepared.slope !== undefined) prepared.slope(block, slope);
  else for (let i = 0; i < block.rows; i++) slope[i] = sxy[i] / sxx[i];
}

function writeRow(row: number, slope: number, i: number, sums: Sums, out: TrendColumns): void {
  const { meanX, meanY, sxx, sxy, syy } = sums;
  out.slope[row] = slope;
  out.intercept[row] = meanY[i] - slope * meanX[i];
  out.growthPerYear[row] = pow(10, slope);
  out.doublingMonths[row] = slope > 0 ? MONTHS_PER_DOUBLING / slope : Number.NaN;
  out.r2[row] = Math.min(1, (slope * (2 * sxy[i] - slope * sxx[i])) / syy[i]);
}
