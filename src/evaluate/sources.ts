import { fillColumn, type Plan } from "../design/index.ts";
import { bindDistribution } from "../families/bind.ts";
import type { Distribution } from "../families/family.ts";
import type { Model } from "../model/model.ts";
import { layOutColumns } from "./columns.ts";
import { coupleFactors, fillCoupled } from "./copula.ts";
import type { FactorSource } from "./evaluate.ts";

/** The nominal point, whatever the row: `nominal` where declared, else the distribution's own. */
export function nominalSource(model: Model): FactorSource {
  const values = model.factors.map(
    (factor) => factor.nominal ?? bindDistribution(factor.distribution).nominal,
  );
  return {
    fill(factor, _component, from, to, out, offset) {
      out.fill(values[factor]!, offset, offset + to - from);
    },
  };
}

/**
 * Draws of a plan: u from the design, tied by the copula where factors are correlated, through the quantile. Of a plan
 * with the columns of A and B, those of one `matrix`.
 */
export function sampledSource(model: Model, plan: Plan, matrix?: 0 | 1): FactorSource {
  const { columnOf } = layOutColumns(model, matrix === undefined ? 1 : 2);
  const distributions = model.factors.map((factor) => bindDistribution(factor.distribution));
  const couplings = coupleFactors(model);
  const uniform: FactorSource = {
    fill(factor, component, from, to, out, offset) {
      fillColumn(plan, columnOf(factor, component, matrix ?? 0), from, to, out, offset);
    },
  };
  return {
    fill(factor, component, from, to, out, offset) {
      const coupling = couplings.get(factor);
      if (coupling === undefined) {
        uniform.fill(factor, component, from, to, out, offset);
        transform(distributions[factor]!, out, offset, to - from);
      } else fillCoupled(coupling, distributions[factor]!, uniform, component, from, to, out, offset);
    },
  };
}

function transform(distribution: Distribution, values: Float64Array, offset: number, n: number): void {
  if (distribution.transform !== undefined) distribution.transform(values, offset, n);
  else for (let i = offset; i < offset + n; i++) values[i] = distribution.quantile(values[i]!);
}
