import { f64, f64x2, I32, i32, i32x4, i64x2, V128, v128 } from "./code.ts";
import { choose, k } from "./elementary.ts";
import { FunctionBuilder } from "./function.ts";

/**
 * range(values, count, found): the least and the largest of the finite values and how many there are, to `found` as
 * three doubles; the least is Infinity where there is none. An even count.
 */
export function rangeFunction(): FunctionBuilder {
  const f = new FunctionBuilder("range", [I32, I32, I32]);
  const [values, count, found] = [f.param(0), f.param(1), f.param(2)];
  const low = f.local(V128, k(Infinity));
  const high = f.local(V128, k(-Infinity));
  const failed = f.local(V128, k(0));
  const end = f.local(I32, i32.add(values, i32.shl(count, i32.const(3))));
  f.forAddresses(values, end, 16, (at) => {
    const value = f.local(V128, v128.load(0, at));
    const finite = f.local(V128, f64x2.eq(f64x2.sub(value, value), k(0)));
    f.set(low, f64x2.min(low, choose(finite, value, k(Infinity))));
    f.set(high, f64x2.max(high, choose(finite, value, k(-Infinity))));
    // A lane of ones is −1.
    f.set(failed, i64x2.sub(failed, v128.not(finite)));
  });
  const swap = (pair: typeof low) => v128.shuffleWords(pair, pair, 2, 3, 0, 1);
  f.add(v128.store(0, found, f64x2.min(low, swap(low))));
  f.add(v128.store(8, found, f64x2.max(high, swap(high))));
  const failures = f.local(V128, i64x2.add(failed, swap(failed)));
  const finite = i32x4.sub(i32x4.splat(count), failures);
  f.add(f64.store(16, found, f64x2.extract(f64x2.convertLowS(finite), 0)));
  return f;
}
