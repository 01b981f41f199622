import * as z from "zod";
import { exp, expm1, log, log1p } from "../math/elementary.ts";
import { normalCdf, normalQuantile } from "../math/special/normal.ts";
import { defineFamily, finite, parameters, positive, rule } from "./define.ts";
import type { Distribution } from "./family.ts";

const gsd = z.number({ error: "a number above 1" }).gt(1, { error: "a number above 1" });

const schema = z.union(
  [
    parameters({ median: positive, gsd }),
    parameters({ p05: positive, p95: finite }).superRefine((p, context) =>
      rule(context, p.p95 > p.p05, "p95", `a number above p05 (${p.p05})`),
    ),
    parameters({ mean: positive, sd: positive }),
    parameters({ logMu: finite, logSigma: positive }),
  ],
  { error: "median and gsd, or p05 and p95, or mean and sd, or logMu and logSigma" },
);

/**
 * Lognormal: ln X is normal with mean ln(median) and standard deviation ln(gsd). Four parametrisations: median and
 * geometric standard deviation; the 5 % and 95 % points; the mean and standard deviation of X itself; the mean and
 * standard deviation of ln X.
 */
export const lognormal = defineFamily<z.infer<typeof schema>>({ name: "lognormal", schema, bind });

function bind(p: z.infer<typeof schema>): Distribution {
  if ("gsd" in p) return bindLognormal(p.median, log(p.gsd));
  if ("p05" in p) return bindLognormal(Math.sqrt(p.p05) * Math.sqrt(p.p95), spread(p.p05, p.p95));
  if ("logMu" in p) return bindLognormal(exp(p.logMu), p.logSigma);
  const relative = p.sd / p.mean;
  const squared = relative * relative;
  return bindLognormal(p.mean / Math.sqrt(1 + squared), Math.sqrt(log1p(squared)));
}

function spread(p05: number, p95: number): number {
  return log(p95 / p05) / (2 * normalQuantile(0.95));
}

/** The lognormal distribution with this median and this standard deviation of ln X. */
export function bindLognormal(median: number, sigma: number): Distribution {
  const standardise = (x: number): number => log(x / median) / sigma;
  const mean = median * exp((sigma * sigma) / 2);
  return {
    quantile: (u) => median * exp(sigma * normalQuantile(u)),
    upperQuantile: (q) => median * exp(-sigma * normalQuantile(q)),
    transform(values, offset, n) {
      for (let i = offset; i < offset + n; i++) values[i] = median * exp(sigma * normalQuantile(values[i]!));
    },
    column: { name: "lognormal", parameters: [median, sigma] },
    cdf: (x) => (x <= 0 ? 0 : normalCdf(standardise(x))),
    survival: (x) => (x <= 0 ? 1 : normalCdf(-standardise(x))),
    mean,
    variance: mean * mean * expm1(sigma * sigma),
    support: [0, Infinity],
    discrete: false,
    nominal: median,
  };
}
