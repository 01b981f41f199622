import { type Code, f64x2, I32, i32, V128, v128 } from "./code.ts";
import { FunctionBuilder, type Local } from "./function.ts";

const { add, sub, mul, div } = f64x2;

/**
 * trendSums(logs, weights, dates, systems, rows, stride, sums): weighted total, means of x and y, then sums of squares
 * and products about them, by row, in the order of src/analyze/weighted-trend.ts. Values of the systems stand `stride`
 * bytes apart, dates in pairs, the six sums `stride` bytes apart as well; an even number of rows.
 */
export function trendSumsFunction(): FunctionBuilder {
  const f = new FunctionBuilder("trendSums", Array<typeof I32>(7).fill(I32));
  const [logs, weights, dates, systems, rows, stride, sums] = Array.from({ length: 7 }, (_, i) =>
    f.param(i),
  ) as Local[];
  const length = f.local(I32, i32.shl(rows!, i32.const(3)));
  const datesEnd = f.local(I32, i32.add(dates!, i32.shl(systems!, i32.const(4))));
  const firstDate = f.local(V128, v128.load(0, dates!));
  f.forAddresses(i32.const(0), length, 16, (row) => {
    const firstLog = f.local(V128, v128.load(0, i32.add(logs!, row)));
    const [total, sumX, sumY] = zeros(f, 3);
    /** Visits the weight, date and logarithm of each system in this pair of rows. */
    const forSystems = (visit: (weight: Local, date: Local, log: Local) => void): void => {
      const at = f.local(I32, row);
      f.forAddresses(dates!, datesEnd, 16, (date) => {
        visit(
          f.local(V128, v128.load(0, i32.add(weights!, at))),
          f.local(V128, v128.load(0, date)),
          f.local(V128, v128.load(0, i32.add(logs!, at))),
        );
        f.set(at, i32.add(at, stride!));
      });
    };
    forSystems((weight, date, log) => {
      f.set(total!, add(total!, weight));
      f.set(sumX!, add(sumX!, mul(weight, sub(date, firstDate))));
      f.set(sumY!, add(sumY!, mul(weight, sub(log, firstLog))));
    });
    const meanX = f.local(V128, add(firstDate, div(sumX!, total!)));
    const meanY = f.local(V128, add(firstLog, div(sumY!, total!)));
    const [sxx, sxy, syy] = zeros(f, 3);
    forSystems((weight, date, log) => {
      const x = f.local(V128, sub(date, meanX));
      const y = f.local(V128, sub(log, meanY));
      const weighted = f.local(V128, mul(weight, x));
      f.set(sxx!, add(sxx!, mul(weighted, x)));
      f.set(sxy!, add(sxy!, mul(weighted, y)));
      f.set(syy!, add(syy!, mul(mul(weight, y), y)));
    });
    const out = f.local(I32, i32.add(sums!, row));
    for (const sum of [total!, meanX, meanY, sxx!, sxy!, syy!]) {
      f.add(v128.store(0, out, sum));
      f.set(out, i32.add(out, stride!));
    }
  });
  return f;
}

function zeros(f: FunctionBuilder, count: number): readonly Local[] {
  const zero: Code = v128.doubles(0);
  return Array.from({ length: count }, () => f.local(V128, zero));
}
