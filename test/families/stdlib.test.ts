import beta from "@stdlib/stats/base/dists/beta/quantile";
import binomial from "@stdlib/stats/base/dists/binomial/quantile";
import exponential from "@stdlib/stats/base/dists/exponential/quantile";
import gamma from "@stdlib/stats/base/dists/gamma/quantile";
import gumbel from "@stdlib/stats/base/dists/gumbel/quantile";
import logistic from "@stdlib/stats/base/dists/logistic/quantile";
import lognormal from "@stdlib/stats/base/dists/lognormal/quantile";
import normal from "@stdlib/stats/base/dists/normal/quantile";
import pareto from "@stdlib/stats/base/dists/pareto-type1/quantile";
import poisson from "@stdlib/stats/base/dists/poisson/quantile";
import t from "@stdlib/stats/base/dists/t/quantile";
import triangular from "@stdlib/stats/base/dists/triangular/quantile";
import uniform from "@stdlib/stats/base/dists/uniform/quantile";
import weibull from "@stdlib/stats/base/dists/weibull/quantile";
import { expect, test } from "vitest";
import { bindDistribution } from "../../src/families/bind.ts";

/** Our declaration of a family, and the library's quantile of the same distribution. */
const pairs: readonly (readonly [string, unknown, (u: number) => number])[] = [
  ["normal", { mean: 2, sd: 3 }, (u) => normal(u, 2, 3)],
  ["lognormal", { logMu: 0.3, logSigma: 0.8 }, (u) => lognormal(u, 0.3, 0.8)],
  ["uniform", { low: -1, high: 4 }, (u) => uniform(u, -1, 4)],
  ["triangular", { low: 1, mode: 2, high: 5 }, (u) => triangular(u, 1, 5, 2)],
  ["beta", { alpha: 2.5, beta: 4 }, (u) => beta(u, 2.5, 4)],
  ["pert", { low: 0, mode: 0.25, high: 1 }, (u) => beta(u, 2, 4)],
  ["gamma", { shape: 3.5, scale: 2 }, (u) => gamma(u, 3.5, 0.5)],
  ["weibull", { shape: 1.5, scale: 2 }, (u) => weibull(u, 1.5, 2)],
  ["exponential", { rate: 2 }, (u) => exponential(u, 2)],
  ["studentT", { df: 7 }, (u) => t(u, 7)],
  ["logistic", { location: 1, scale: 2 }, (u) => logistic(u, 1, 2)],
  ["gumbel", { location: 3, scale: 2 }, (u) => gumbel(u, 3, 2)],
  ["pareto", { alpha: 3, xm: 2 }, (u) => pareto(u, 3, 2)],
  ["poisson", { mean: 6.2 }, (u) => poisson(u, 6.2)],
  ["binomial", { n: 40, p: 0.3 }, (u) => binomial(u, 40, 0.3)],
];

test.each(pairs)(
  "%s %j: quantiles in the body agree with @stdlib/stats to 1e-10",
  (family, parameters, library) => {
    const of = bindDistribution({ family, parameters });
    for (let u = 0.005; u < 1; u += 0.01) {
      const expected = library(u);
      expect(Math.abs(of.quantile(u) - expected)).toBeLessThanOrEqual(1e-10 * Math.abs(expected) + 1e-14);
    }
  },
);
