import { F64, f64, I32, i32, i64 } from "./code.ts";
import { FunctionBuilder, type Local } from "./function.ts";

/** Mean number of moves per value at which insertion gives up. */
const PATIENCE = 16;

/**
 * sortRun(values, count, sorted, numbers, counts, buckets, low, top, shift): sorts finite doubles that are not below
 * `low` into `sorted`; 1, or 0 where too many share a bucket (`sorted` then holds them in any order).
 *
 * The bucket sort of src/analyze/sort.ts without its rows: by the upper half of v − low, shifted right by `shift` and
 * counted from `top` on. `numbers` has room for the bucket of each value, `counts` for `buckets` counts.
 */
export function sortRunFunction(): FunctionBuilder {
  const f = new FunctionBuilder("sortRun", [I32, I32, I32, I32, I32, I32, F64, I32, I32], [I32]);
  const [values, count, sorted, numbers, counts, buckets, low, top, shift] = Array.from(
    { length: 9 },
    (_, i) => f.param(i),
  ) as Local[];
  const end = f.local(I32, i32.add(values!, i32.shl(count!, i32.const(3))));
  const countsEnd = f.local(I32, i32.add(counts!, i32.shl(buckets!, i32.const(2))));
  f.forAddresses(counts!, countsEnd, 4, (at) => f.add(i32.store(0, at, i32.const(0))));
  countBuckets(f, values!, end, numbers!, counts!, { low: low!, top: top!, shift: shift! });
  accumulate(f, counts!, countsEnd, sorted!);
  scatter(f, values!, end, numbers!);
  finishByInsertion(f, sorted!, count!);
  f.add(i32.const(1));
  return f;
}

interface Keys {
  readonly low: Local;
  readonly top: Local;
  readonly shift: Local;
}

/** Notes the place of each value's count, and counts. */
function countBuckets(
  f: FunctionBuilder,
  values: Local,
  end: Local,
  numbers: Local,
  counts: Local,
  keys: Keys,
): void {
  const number = f.local(I32, numbers);
  f.forAddresses(values, end, 8, (at) => {
    const bits = i64.reinterpret(f64.sub(f64.load(0, at), keys.low));
    const word = i32.wrap(i64.shrU(bits, i64.const(32)));
    const bucket = f.local(I32, i32.sub(i32.shrS(word, keys.shift), keys.top));
    const place = i32.shl(i32.select(bucket, i32.const(0), i32.gtS(bucket, i32.const(0))), i32.const(2));
    const count = f.local(I32, i32.add(counts, place));
    f.add(i32.store(0, number, count));
    f.add(i32.store(0, count, i32.add(i32.load(0, count), i32.const(1))));
    f.set(number, i32.add(number, i32.const(4)));
  });
}

/** Turns counts into the addresses where buckets start. */
function accumulate(f: FunctionBuilder, counts: Local, end: Local, sorted: Local): void {
  const start = f.local(I32, sorted);
  f.forAddresses(counts, end, 4, (at) => {
    const share = f.local(I32, i32.load(0, at));
    f.add(i32.store(0, at, start));
    f.set(start, i32.add(start, i32.shl(share, i32.const(3))));
  });
}

function scatter(f: FunctionBuilder, values: Local, end: Local, numbers: Local): void {
  const number = f.local(I32, numbers);
  f.forAddresses(values, end, 8, (at) => {
    const place = f.local(I32, i32.load(0, number));
    const target = f.local(I32, i32.load(0, place));
    f.add(f64.store(0, target, f64.load(0, at)));
    f.add(i32.store(0, place, i32.add(target, i32.const(8))));
    f.set(number, i32.add(number, i32.const(4)));
  });
}

/** Finishes a nearly sorted array, or returns 0 from the function when that took too many moves. */
function finishByInsertion(f: FunctionBuilder, sorted: Local, count: Local): void {
  const budget = f.local(I32, i32.mul(count, i32.const(PATIENCE)));
  const end = f.local(I32, i32.add(sorted, i32.shl(count, i32.const(3))));
  f.forAddresses(i32.add(sorted, i32.const(8)), end, 8, (at) => {
    const value = f.local(F64, f64.load(0, at));
    f.when(f64.lt(value, f64.load(0, i32.sub(at, i32.const(8)))), () => {
      const hole = f.local(I32, at);
      f.repeatWhile(() => {
        f.add(f64.store(0, hole, f64.load(0, i32.sub(hole, i32.const(8)))));
        f.set(hole, i32.sub(hole, i32.const(8)));
        const more = f64.lt(value, f64.load(0, i32.sub(hole, i32.const(8))));
        return i32.and(i32.gtU(hole, sorted), more);
      });
      f.add(f64.store(0, hole, value));
      f.set(budget, i32.sub(budget, i32.shrU(i32.sub(at, hole), i32.const(3))));
      f.when(i32.ltS(budget, i32.const(0)), () => f.return(i32.const(0)));
    });
  });
}
