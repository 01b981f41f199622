import { type Code, F64, f64x2, I32, i32, V128, v128 } from "./code.ts";
import { choose, exp, k, log, log1p } from "./elementary.ts";
import { FunctionBuilder, type Local } from "./function.ts";
import { normalScores } from "./normal.ts";
import { CHUNK } from "./tables.ts";

const { add, sub, mul, div, le, sqrt, neg, pmin, pmax } = f64x2;

/** A quantile function of u with parameters, both as vectors. */
type Quantile = (f: FunctionBuilder, u: Local, parameters: readonly Local[]) => Code;

/**
 * Quantile functions that are computed on whole columns, by name, with their parameters in the order in which a
 * distribution gives them (`Distribution.column` of src/families). Each repeats the operations of its family.
 */
const quantiles: Readonly<Record<string, readonly [parameters: number, quantile: Quantile]>> = {
  /** low, width */
  uniform: [2, (_, u, [low, width]) => add(low!, mul(width!, u))],
  /** low, distances of the mode from both ends */
  triangular: [3, (f, u, [low, near, far]) => add(low!, distance(f, u, near!, far!))],
  /** low, high, and width on the scale of logarithms */
  logUniform: [
    3,
    (f, u, [low, high, width]) => between(low!, high!, mul(low!, exp(f, f.local(V128, mul(width!, u))))),
  ],
  /** low, high, and distances on the scale of logarithms */
  logTriangular: [
    4,
    (f, u, [low, high, near, far]) =>
      between(low!, high!, mul(low!, exp(f, f.local(V128, distance(f, u, near!, far!))))),
  ],
  /** rate */
  exponential: [1, (f, u, [rate]) => div(neg(log1p(f, f.local(V128, neg(u)))), rate!)],
  /** location, scale */
  logistic: [
    2,
    (f, u, [location, scale]) => {
      const logit = sub(log(f, u), log1p(f, f.local(V128, neg(u))));
      return add(location!, mul(scale!, logit));
    },
  ],
};

/** The same of quantiles of the standard normal distribution in place of u. */
const ofScores: typeof quantiles = {
  /** mean, sd */
  normal: [2, (_, z, [mean, sd]) => add(mean!, mul(sd!, z))],
  /** median, sigma */
  lognormal: [2, (f, z, [median, sigma]) => mul(median!, exp(f, f.local(V128, mul(sigma!, z))))],
  /** mu, sigma */
  logitNormal: [
    2,
    (f, z, [mu, sigma]) => {
      const y = add(mu!, mul(sigma!, z));
      return div(k(1), add(k(1), exp(f, f.local(V128, neg(y)))));
    },
  ],
};

/** Math.min(Math.max(x, low), high) of numbers. */
function between(low: Local, high: Local, x: Code): Code {
  return pmin(high, pmax(low, x));
}

/** Distance of the quantile of a triangular distribution from its lower end. */
function distance(f: FunctionBuilder, u: Local, near: Local, far: Local): Code {
  const width = f.local(V128, add(near, far));
  const scaled = f.local(V128, mul(u, width));
  const beyond = f.local(V128, sub(scaled, near));
  const below = sqrt(mul(scaled, near));
  const root = f.local(V128, sqrt(far));
  const above = add(near, div(mul(beyond, root), add(root, sqrt(mul(sub(k(1), u), width)))));
  return choose(le(beyond, k(0)), below, above);
}

/** Functions (address, count, parameters …) that replace points by quantiles; an odd count is rounded up. */
export function quantileFunctions(): readonly FunctionBuilder[] {
  return [...Object.entries(quantiles), ...Object.entries(ofScores)].map(([name, [count, quantile]]) => {
    const f = new FunctionBuilder(name, [I32, I32, ...Array<typeof F64>(count).fill(F64)]);
    const parameters = Array.from({ length: count }, (_, i) => f.local(V128, f64x2.splat(f.param(2 + i))));
    const start = f.param(0);
    const end = f.local(I32, i32.add(start, i32.shl(f.param(1), i32.const(3))));
    const replace = (from: Code, to: Code): void =>
      f.forAddresses(from, to, 16, (at) => {
        const value = f.local(V128, v128.load(0, at));
        f.add(v128.store(0, at, quantile(f, value, parameters)));
      });
    if (name in quantiles) replace(start, end);
    else
      f.forAddresses(start, end, 8 * CHUNK, (from) => {
        const next = f.local(I32, i32.add(from, i32.const(8 * CHUNK)));
        const to = f.local(I32, i32.select(next, end, i32.ltU(next, end)));
        f.add(f.call(normalScores(), from, to));
        replace(from, to);
      });
    return f;
  });
}
