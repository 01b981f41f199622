import { centralRatio, farRatio, nearRatio, type Ratio } from "../math/special/normal-ratios.ts";
import { type Code, f64x2, V128, v128 } from "./code.ts";
import { choose, k, logPartsOfNormal } from "./elementary.ts";
import type { FunctionBuilder, Local } from "./function.ts";

const { add, sub, mul, div, le, lt, gt, sqrt, abs, neg } = f64x2;

/** Σ c[i] x^(n − i), by Horner's rule. */
function polynomial(x: Local, coefficients: Float64Array): Code {
  const [leading, ...others] = coefficients;
  return others.reduce<Code>((value, coefficient) => add(mul(value, x), k(coefficient)), k(leading!));
}

function ratio({ above, below }: Ratio, x: Local): Code {
  return div(polynomial(x, above), polynomial(x, below));
}

/** Quantile of the standard normal distribution, two at once; the tails only where a lane is in one. */
export function normalQuantile(f: FunctionBuilder, u: Local): Local {
  const centred = f.local(V128, sub(u, k(0.5)));
  const r = f.local(V128, sub(k(0.180625), mul(centred, centred)));
  const z = f.local(
    V128,
    div(mul(centred, polynomial(r, centralRatio.above)), polynomial(r, centralRatio.below)),
  );
  const inTail = f.local(V128, v128.not(le(abs(centred), k(0.425))));
  f.when(v128.anyTrue(inTail), () => {
    const below = f.local(V128, lt(centred, k(0)));
    const least = f.local(V128, choose(below, u, sub(k(1), u)));
    const root = f.local(V128, sqrt(neg(logPartsOfNormal(f, least).lead)));
    const shifted = f.local(V128, sub(root, k(1.6)));
    const size = f.local(V128, ratio(nearRatio, shifted));
    const isFar = f.local(V128, v128.and(inTail, gt(root, k(5))));
    f.when(v128.anyTrue(isFar), () => {
      const more = f.local(V128, sub(root, k(5)));
      f.set(size, choose(isFar, ratio(farRatio, more), size));
    });
    f.set(z, choose(inTail, choose(below, neg(size), size), z));
  });
  return z;
}
