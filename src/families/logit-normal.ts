import type * as z from "zod";
import { exp, log, log1p } from "../math/elementary.ts";
import { normalCdf, normalQuantile } from "../math/special/normal.ts";
import { defineFamily, finite, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";
import { integrateMean, integrateVariance } from "./moments.ts";

const schema = parameters({ mu: finite, sigma: positive });

/** ln(X / (1 - X)) is normal with mean mu and standard deviation sigma. */
export const logitNormal = defineFamily<z.infer<typeof schema>>({ name: "logitNormal", schema, bind });

function bind({ mu, sigma }: z.infer<typeof schema>): Distribution {
  const standardise = (x: number): number => (log(x) - log1p(-x) - mu) / sigma;
  return {
    quantile: (u) => logistic(mu + sigma * normalQuantile(u)),
    upperQuantile: (q) => logistic(mu - sigma * normalQuantile(q)),
    transform(values, offset, n) {
      for (let i = offset; i < offset + n; i++) values[i] = logistic(mu + sigma * normalQuantile(values[i]!));
    },
    column: { name: "logitNormal", parameters: [mu, sigma] },
    cdf: (x) => (x <= 0 ? 0 : x >= 1 ? 1 : normalCdf(standardise(x))),
    survival: (x) => (x <= 0 ? 1 : x >= 1 ? 0 : normalCdf(-standardise(x))),
    get mean() {
      return integrateMean(this);
    },
    get variance() {
      return integrateVariance(this);
    },
    support: [0, 1],
    discrete: false,
    nominal: logistic(mu),
  };
}

function logistic(y: number): number {
  return 1 / (1 + exp(-y));
}
