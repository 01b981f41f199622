import betainc from "@stdlib/math/base/special/betainc";
import betaincinv from "@stdlib/math/base/special/betaincinv";
import type * as z from "zod";
import { defineFamily, finite, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";

const schema = parameters({ df: positive, location: finite.default(0), scale: positive.default(1) });

/** Student's t with df degrees of freedom, moved by location and stretched by scale. */
export const studentT = defineFamily<z.infer<typeof schema>>({ name: "studentT", schema, bind });

type Parameters = { df: number; location?: number; scale?: number };

function bind({ df, location = 0, scale = 1 }: Parameters): Distribution {
  const upper = (q: number): number => (q <= 0.5 ? upperPoint(q, df) : -upperPoint(1 - q, df));
  const tail = (t: number): number => (t >= 0 ? upperTail(t, df) : 1 - upperTail(-t, df));
  return {
    quantile: (u) => location - scale * upper(u),
    upperQuantile: (q) => location + scale * upper(q),
    cdf: (x) => tail((location - x) / scale),
    survival: (x) => tail((x - location) / scale),
    mean: df > 1 ? location : Number.NaN,
    variance: df > 2 ? (scale * scale * df) / (df - 2) : Number.NaN,
    support: [-Infinity, Infinity],
    discrete: false,
    tabulated: true,
    nominal: location,
  };
}

/** P(T > t), t >= 0: half of I at df / (df + t²) with df/2 and 1/2; of its complement where that is the larger. */
function upperTail(t: number, df: number): number {
  const square = t * t;
  return square < df
    ? 0.5 * betainc(square / (df + square), 0.5, df / 2, true, true)
    : 0.5 * betainc(df / (df + square), df / 2, 0.5, true, false);
}

/** t with P(T > t) = q, q <= 1/2: from the share df / (df + t²), or near the centre from t² / (df + t²). */
function upperPoint(q: number, df: number): number {
  const share = betaincinv(2 * q, df / 2, 0.5, false);
  if (share < 0.5) return Math.sqrt(df * (1 / share - 1));
  const rest = betaincinv(2 * q, 0.5, df / 2, true);
  return Math.sqrt((df * rest) / (1 - rest));
}
