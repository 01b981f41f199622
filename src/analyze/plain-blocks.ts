import { log10 } from "../math/elementary.ts";
import { type Blocks, blockRows, type Numbers, type Places } from "./blocks.ts";
import type { Network } from "./median-network.ts";

/** Plain loops. */
export function plainBlocks(): Blocks {
  let memory = new Float64Array(0);
  let free = 0;
  return {
    memory: () => memory,
    allocate(columns) {
      const place = free;
      free += columns * blockRows;
      if (free > memory.length) {
        const longer = new Float64Array(Math.max(free, 2 * memory.length));
        longer.set(memory);
        memory = longer;
      }
      return place;
    },
    list: (places) => ({ places: Int32Array.from(places), address: 0 }),
    keep: (numbers) => ({ numbers, address: 0 }),
    log10(from, rows, to) {
      for (let i = 0; i < rows; i++) memory[to + i] = log10(memory[from + i]!);
    },
    addUp: (columns, rows, to) => addUp(memory, columns, rows, to),
    takeMedians: (columns, network, rows, to) => takeMedians(memory, columns, network, rows, to),
    weighTrend(logs, weights, dates, first, rows, to) {
      weighTrend(memory, logs, weights, dates, first, rows, to);
    },
    fitTrend: (logs, slopes, first, rows, to) => fitTrend(memory, logs, slopes, first, rows, to),
  };
}

function addUp(memory: Float64Array, { places }: Places, rows: number, to: number): void {
  memory.fill(0, to, to + rows);
  for (const place of places) for (let i = 0; i < rows; i++) memory[to + i]! += memory[place + i]!;
}

function takeMedians(
  memory: Float64Array,
  { places }: Places,
  { size, pairs }: Network,
  rows: number,
  to: number,
): void {
  const values = new Float64Array(size);
  for (let i = 0; i < rows; i++) {
    let failure = 0;
    for (let j = 0; j < size; j++) {
      const value = memory[places[j]! + i]!;
      values[j] = value;
      failure += value - value;
    }
    for (let at = 0; at < pairs.length; at += 2) {
      const [first, second] = [pairs[at]!, pairs[at + 1]!];
      const [a, b] = [values[first]!, values[second]!];
      if (!(b < a)) continue;
      values[first] = b;
      values[second] = a;
    }
    const [low, high] = [values[(size - 1) >> 1]!, values[size >> 1]!];
    const median = low === high ? low : 0.5 * low + 0.5 * high;
    memory[to + i] = failure === 0 ? median : Number.NaN;
  }
}

/** Means first, then sums of squares about them; deviations are from the first system's, for their digits. */
function weighTrend(
  memory: Float64Array,
  logs: Places,
  weights: Places,
  { numbers: dates }: Numbers,
  first: number,
  rows: number,
  to: number,
): void {
  for (let i = 0; i < rows; i++) {
    const row = first + i;
    const firstLog = memory[logs.places[0]! + row]!;
    let [total, sumX, sumY] = [0, 0, 0];
    for (let j = 0; j < dates.length; j++) {
      const weight = memory[weights.places[j]! + row]!;
      total += weight;
      sumX += weight * (dates[j]! - dates[0]!);
      sumY += weight * (memory[logs.places[j]! + row]! - firstLog);
    }
    const [meanX, meanY] = [dates[0]! + sumX / total, firstLog + sumY / total];
    let [sxx, sxy, syy] = [0, 0, 0];
    for (let j = 0; j < dates.length; j++) {
      const weight = memory[weights.places[j]! + row]!;
      const x = dates[j]! - meanX;
      const y = memory[logs.places[j]! + row]! - meanY;
      sxx += weight * x * x;
      sxy += weight * x * y;
      syy += weight * y * y;
    }
    write(memory, to + i, [total, meanX, meanY, sxx, sxy, syy]);
  }
}

function fitTrend(
  memory: Float64Array,
  { places }: Places,
  { numbers: slopes }: Numbers,
  first: number,
  rows: number,
  to: number,
): void {
  for (let i = 0; i < rows; i++) {
    const row = first + i;
    const firstLog = memory[places[0]! + row]!;
    let sum = 0;
    for (const place of places) sum += memory[place + row]! - firstLog;
    const mean = firstLog + sum / places.length;
    let [slope, syy] = [0, 0];
    for (let j = 0; j < places.length; j++) {
      const deviation = memory[places[j]! + row]! - mean;
      slope += slopes[j]! * deviation;
      syy += deviation * deviation;
    }
    write(memory, to + i, [mean, slope, syy]);
  }
}

/** Writes values of one row to columns that follow each other. */
function write(memory: Float64Array, at: number, values: readonly number[]): void {
  values.forEach((value, column) => {
    memory[at + column * blockRows] = value;
  });
}
