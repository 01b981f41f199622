import { type Code, f64x2, I32, i32, i32x4, V128, v128 } from "./code.ts";
import { k } from "./elementary.ts";
import { FunctionBuilder, type Local } from "./function.ts";

const { add, sub, mul, div } = f64x2;

/** Two pairs of rows at once: sums of one pair would wait for each other. */
type Four = readonly [Local, Local];

/**
 * trendSums(logs, weights, dates, systems, first, rows, sums, stride): weighted total, means of x and y, then sums of
 * squares and products about them, by row, in the order of src/analyze/plain-blocks.ts. `logs` and `weights` are lists
 * of addresses, one of each system, to which `first` is added; dates stand in pairs, the six sums `stride` bytes apart.
 * Four rows are done at a time.
 */
export function trendSumsFunction(): FunctionBuilder {
  const f = new FunctionBuilder("trendSums", Array<typeof I32>(8).fill(I32));
  const [logs, weights, dates, systems, first, rows, sums, stride] = f.arguments();
  const datesEnd = f.local(I32, i32.add(dates, i32.shl(systems, i32.const(4))));
  const firstDate = f.local(V128, v128.load(0, dates));
  forFours(f, rows, (row) => {
    const from = f.local(I32, i32.add(first, row));
    const read = (list: Code): Four => loadFour(f, i32.add(i32.load(0, list), from));
    const firstLogs = read(logs);
    /** Visits the weights, date and logarithms of each system in these rows. */
    const forSystems = (visit: (weights: Four, date: Local, logs: Four) => void): void => {
      const at = f.local(I32, i32.const(0));
      f.forAddresses(dates, datesEnd, 16, (date) => {
        visit(read(i32.add(weights, at)), f.local(V128, v128.load(0, date)), read(i32.add(logs, at)));
        f.set(at, i32.add(at, i32.const(4)));
      });
    };
    const [total, sumX, sumY] = [zeros(f), zeros(f), zeros(f)];
    forSystems((weight, date, log) => {
      const x = f.local(V128, sub(date, firstDate));
      for (const i of [0, 1] as const) {
        f.set(total[i], add(total[i], weight[i]));
        f.set(sumX[i], add(sumX[i], mul(weight[i], x)));
        f.set(sumY[i], add(sumY[i], mul(weight[i], sub(log[i], firstLogs[i]))));
      }
    });
    const meanX = four(f, (i) => add(firstDate, div(sumX[i], total[i])));
    const meanY = four(f, (i) => add(firstLogs[i], div(sumY[i], total[i])));
    const [sxx, sxy, syy] = [zeros(f), zeros(f), zeros(f)];
    forSystems((weight, date, log) => {
      for (const i of [0, 1] as const) {
        const x = f.local(V128, sub(date, meanX[i]));
        const y = f.local(V128, sub(log[i], meanY[i]));
        const weighted = f.local(V128, mul(weight[i], x));
        f.set(sxx[i], add(sxx[i], mul(weighted, x)));
        f.set(sxy[i], add(sxy[i], mul(weighted, y)));
        f.set(syy[i], add(syy[i], mul(mul(weight[i], y), y)));
      }
    });
    storeColumns(f, i32.add(sums, row), stride, [total, meanX, meanY, sxx, sxy, syy]);
  });
  return f;
}

/**
 * lineSums(logs, slopes, systems, first, rows, sums, stride): mean of y, sum of slope times deviation, and sum of
 * squared deviations, by row, as `trendSums`; `slopes` stand in pairs.
 */
export function lineSumsFunction(): FunctionBuilder {
  const f = new FunctionBuilder("lineSums", Array<typeof I32>(7).fill(I32));
  const [logs, slopes, systems, first, rows, sums, stride] = f.arguments();
  const logsEnd = f.local(I32, i32.add(logs, i32.shl(systems, i32.const(2))));
  const count = f.local(V128, f64x2.convertLowS(i32x4.splat(systems)));
  forFours(f, rows, (row) => {
    const from = f.local(I32, i32.add(first, row));
    const read = (list: Code): Four => loadFour(f, i32.add(i32.load(0, list), from));
    const firstLogs = read(logs);
    const sum = zeros(f);
    f.forAddresses(logs, logsEnd, 4, (item) => {
      const log = read(item);
      for (const i of [0, 1] as const) f.set(sum[i], add(sum[i], sub(log[i], firstLogs[i])));
    });
    const mean = four(f, (i) => add(firstLogs[i], div(sum[i], count)));
    const [slope, syy] = [zeros(f), zeros(f)];
    const weight = f.local(I32, slopes);
    f.forAddresses(logs, logsEnd, 4, (item) => {
      const log = read(item);
      const weights = f.local(V128, v128.load(0, weight));
      for (const i of [0, 1] as const) {
        const deviation = f.local(V128, sub(log[i], mean[i]));
        f.set(slope[i], add(slope[i], mul(weights, deviation)));
        f.set(syy[i], add(syy[i], mul(deviation, deviation)));
      }
      f.set(weight, i32.add(weight, i32.const(16)));
    });
    storeColumns(f, i32.add(sums, row), stride, [mean, slope, syy]);
  });
  return f;
}

/** Visits the distances in bytes of every four of the rows. */
function forFours(f: FunctionBuilder, rows: Local, body: (row: Local) => void): void {
  f.forAddresses(i32.const(0), i32.shl(rows, i32.const(3)), 32, body);
}

function four(f: FunctionBuilder, value: (i: 0 | 1) => Code): Four {
  return [f.local(V128, value(0)), f.local(V128, value(1))];
}

function zeros(f: FunctionBuilder): Four {
  return four(f, () => k(0));
}

function loadFour(f: FunctionBuilder, address: Code): Four {
  const at = f.local(I32, address);
  return [f.local(V128, v128.load(0, at)), f.local(V128, v128.load(16, at))];
}

function storeColumns(f: FunctionBuilder, address: Code, stride: Local, columns: readonly Four[]): void {
  const out = f.local(I32, address);
  for (const [low, high] of columns) {
    f.add(v128.store(0, out, low));
    f.add(v128.store(16, out, high));
    f.set(out, i32.add(out, stride));
  }
}
