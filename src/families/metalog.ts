import type * as z from "zod";
import { exp, log } from "../math/elementary.ts";
import { checkRange, defineFamily, finite, parameters, rule } from "./define.ts";
import type { Distribution } from "./family.ts";
import { integrateMean, integrateVariance } from "./moments.ts";

const schema = parameters({
  p10: finite,
  p50: finite,
  p90: finite,
  low: finite.optional(),
  high: finite.optional(),
}).superRefine((p, context) => {
  const before = context.issues.length;
  rule(context, p.p50 > p.p10, "p50", `a number above p10 (${p.p10})`);
  rule(context, p.p90 > p.p50, "p90", `a number above p50 (${p.p50})`);
  checkRange(p, context);
  rule(context, p.low === undefined || p.low < p.p10, "low", `a number below p10 (${p.p10})`);
  rule(context, p.high === undefined || p.high > p.p90, "high", `a number above p90 (${p.p90})`);
  if (context.issues.length > before) return;
  const skew = skewness(p);
  const expected = "a p50 nearer to the middle of p10 and p90: these three fit no metalog of three terms";
  rule(context, Math.abs(skew) < mostSkew, "p50", expected);
});

type Parameters = z.infer<typeof schema>;

/** logit(0.9) = ln 9. */
const logit90 = 2.1972245773362196;
/** Largest |1 − 2r|, r the place of p50 between p10 and p90, for which the quantile function increases: 0.4 · 1.66711 (Keelin 2016). */
const mostSkew = 0.666844;

/** Three-term metalog through the 10 %, 50 % and 90 % points (Keelin 2016), unbounded, or with one or two bounds. */
export const metalog = defineFamily<Parameters>({ name: "metalog", schema, bind });

/** The scale on which the quantile function is a sum: x, ln of the distance to a bound, or the log-odds between two. */
function transformOf({ low, high }: Pick<Parameters, "low" | "high">) {
  if (low !== undefined && high !== undefined) {
    return {
      to: (x: number) => log((x - low) / (high - x)),
      from: (y: number) =>
        y < 0
          ? low + ((high - low) * exp(y)) / (1 + exp(y))
          : high - ((high - low) * exp(-y)) / (1 + exp(-y)),
    };
  }
  if (low !== undefined) return { to: (x: number) => log(x - low), from: (y: number) => low + exp(y) };
  if (high !== undefined) return { to: (x: number) => -log(high - x), from: (y: number) => high - exp(-y) };
  return { to: (x: number) => x, from: (y: number) => y };
}

function skewness(p: Parameters): number {
  const { to } = transformOf(p);
  return 1 - (2 * (to(p.p50) - to(p.p10))) / (to(p.p90) - to(p.p10));
}

function bind(p: Parameters): Distribution {
  const { to, from } = transformOf(p);
  const [y10, y50, y90] = [to(p.p10), to(p.p50), to(p.p90)];
  const spread = (y90 - y10) / (2 * logit90);
  const skew = (y90 - 2 * y50 + y10) / (2 * 0.4 * logit90);
  // M = a₁ + a₂ L + a₃ (u − ½) L, with L = ln(u / (1 − u)).
  const quantile = (u: number): number => {
    const logit = log(u / (1 - u));
    return from(y50 + (spread + skew * (u - 0.5)) * logit);
  };
  const upperQuantile = (q: number): number => {
    const logit = log(q / (1 - q));
    return from(y50 - (spread + skew * (0.5 - q)) * logit);
  };
  const [low, high] = [p.low ?? -Infinity, p.high ?? Infinity];
  return {
    quantile,
    upperQuantile,
    cdf: (x) => (x <= low ? 0 : x >= high ? 1 : invert(quantile, x)),
    survival: (x) => (x <= low ? 1 : x >= high ? 0 : invert((q) => -upperQuantile(q), -x)),
    get mean() {
      return integrateMean(this);
    },
    get variance() {
      return integrateVariance(this);
    },
    support: [low, high],
    discrete: false,
    tabulated: true,
    nominal: p.p50,
  };
}

/** u with quantile(u) = x, by bisection on ln(u / (1 − u)): the quantile function has no inverse in closed form. */
function invert(quantile: (u: number) => number, x: number): number {
  let [low, high] = [-745, 36];
  const at = (t: number): number => (t < 0 ? exp(t) / (1 + exp(t)) : 1 / (1 + exp(-t)));
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return at(high);
    if (quantile(at(middle)) < x) low = middle;
    else high = middle;
  }
}
