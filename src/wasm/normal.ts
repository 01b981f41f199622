import { centralRatio, farRatio, nearRatio, type Ratio } from "../math/special/normal-ratios.ts";
import { type Code, f64, f64x2, I32, i32, i64x2, V128, v128 } from "./code.ts";
import { choose, k, logPartsOfNormal, once } from "./elementary.ts";
import { FunctionBuilder, type Local } from "./function.ts";
import { ADDRESSES_AT, POINTS_AT } from "./tables.ts";

const { add, sub, mul, div, lt, gt, sqrt, abs, neg } = f64x2;

/** Σ c[i] x^(n − i), by Horner's rule. */
function polynomial(x: Local, coefficients: Float64Array): Code {
  const [leading, ...others] = coefficients;
  return others.reduce<Code>((value, coefficient) => add(mul(value, x), k(coefficient)), k(leading!));
}

function ratio({ above, below }: Ratio, x: Local): Code {
  return div(polynomial(x, above), polynomial(x, below));
}

/**
 * normalScores(start, end): points replaced by quantiles of the standard normal distribution, at most a chunk of them.
 * Those in the tails, one in seven, are set aside and computed in pairs of their own: a branch that pairs take now and
 * then would be guessed wrong most of these times.
 */
export const normalScores = once(() => {
  const f = new FunctionBuilder("normalScores", [I32, I32]);
  const aside = f.local(I32, i32.const(0));
  f.forAddresses(f.param(0), f.param(1), 16, (at) => {
    const u = f.local(V128, v128.load(0, at));
    const centred = f.local(V128, sub(u, k(0.5)));
    f.add(v128.store(0, at, central(f, centred)));
    const inTail = f.local(I32, i64x2.bitmask(gt(abs(centred), k(0.425))));
    // Written always, and kept where the place behind it is taken next.
    for (const lane of [0, 1]) {
      f.add(v128.store64Lane(POINTS_AT, lane, aside, u));
      f.add(i32.store(ADDRESSES_AT, aside, i32.add(at, i32.const(8 * lane))));
      const isSet = i32.and(i32.shrU(inTail, i32.const(lane)), i32.const(1));
      f.set(aside, i32.add(aside, i32.shl(isSet, i32.const(3))));
    }
  });
  // An odd one has a partner, whose result comes to lie where it was set aside.
  f.add(f64.store(POINTS_AT, aside, f64.const(0.5)));
  f.add(i32.store(ADDRESSES_AT, aside, i32.add(aside, i32.const(POINTS_AT))));
  f.forAddresses(i32.const(0), aside, 16, (at) => {
    const z = f.local(V128, tail(f, f.local(V128, v128.load(POINTS_AT, at))));
    f.add(v128.store64Lane(0, 0, i32.load(ADDRESSES_AT, at), z));
    f.add(v128.store64Lane(0, 1, i32.load(ADDRESSES_AT + 8, at), z));
  });
  return f;
});

function central(f: FunctionBuilder, centred: Local): Code {
  const r = f.local(V128, sub(k(0.180625), mul(centred, centred)));
  return div(mul(centred, polynomial(r, centralRatio.above)), polynomial(r, centralRatio.below));
}

function tail(f: FunctionBuilder, u: Local): Code {
  const below = f.local(V128, lt(sub(u, k(0.5)), k(0)));
  const least = f.local(V128, choose(below, u, sub(k(1), u)));
  const root = f.local(V128, sqrt(neg(logPartsOfNormal(f, least).lead)));
  const size = f.local(V128, ratio(nearRatio, f.local(V128, sub(root, k(1.6)))));
  const isFar = f.local(V128, gt(root, k(5)));
  f.when(v128.anyTrue(isFar), () => {
    const more = f.local(V128, sub(root, k(5)));
    f.set(size, choose(isFar, ratio(farRatio, more), size));
  });
  return choose(below, neg(size), size);
}
