import type { Distribution } from "../families/family.ts";
import { tablesOf } from "../families/quantile-table.ts";
import { normalCdf, normalQuantile } from "../math/special/normal.ts";
import type { Model } from "../model/model.ts";
import type { FactorSource } from "./evaluate.ts";

/** One factor's row of the Cholesky factor, over the factors of its group that stand before it and itself. */
export interface Coupling {
  readonly factors: readonly number[];
  readonly weights: Float64Array;
}

/** For each correlated factor, which normal scores make its own (Gaussian copula; Iman & Conover 1982 on why). */
export function coupleFactors(model: Model): ReadonlyMap<number, Coupling> {
  const couplings = new Map<number, Coupling>();
  for (const { factors, cholesky } of model.groups) {
    const n = factors.length;
    const placeOf = new Map(factors.map((factor, i) => [model.factors[factor]!.stream, i]));
    model.factors.forEach(({ stream }, factor) => {
      const i = placeOf.get(stream);
      if (i === undefined) return;
      couplings.set(factor, {
        factors: factors.slice(0, i + 1),
        weights: cholesky.slice(i * n, i * n + i + 1),
      });
    });
  }
  return couplings;
}

/** Writes values of a correlated factor: x = F⁻¹(Φ(Σ L·z)), from the smaller tail so that neither loses digits. */
export function fillCoupled(
  coupling: Coupling,
  distribution: Distribution,
  uniform: FactorSource,
  component: number,
  from: number,
  to: number,
  out: Float64Array,
  offset: number,
): void {
  const n = to - from;
  const u = new Float64Array(n);
  out.fill(0, offset, offset + n);
  coupling.factors.forEach((factor, j) => {
    uniform.fill(factor, component, from, to, u, 0);
    const weight = coupling.weights[j]!;
    for (let i = 0; i < n; i++) out[offset + i]! += weight * normalQuantile(u[i]!);
  });
  const { lower, upper } = sidesOf(distribution);
  for (let i = offset; i < offset + n; i++) {
    const z = out[i]!;
    out[i] = z <= 0 ? lower(normalCdf(z)) : upper(normalCdf(-z));
  }
}

/** Quantiles by the probability below and above, at most 1/2 each; from tables where draws come from these. */
function sidesOf(distribution: Distribution) {
  if (!distribution.tabulated) {
    return {
      lower: (w: number) => distribution.quantile(w),
      upper: (w: number) => distribution.upperQuantile(w),
    };
  }
  const { lower, upper } = tablesOf(distribution);
  return { lower: (w: number) => lower.at(w), upper: (w: number) => -upper.at(w) };
}
