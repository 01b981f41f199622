import { fillColumn, type Plan } from "../design/index.ts";
import { bindDistribution } from "../families/bind.ts";
import type { Model } from "../model/model.ts";
import { type Library, libraryOf } from "../wasm/library.ts";
import { findColumns } from "./columns.ts";
import { coupleFactors, fillCoupled } from "./copula.ts";
import type { FactorSource } from "./evaluate.ts";
import { transform } from "./transform.ts";
import { type FillPoints, vectorPoints } from "./vector-points.ts";
import { type TransformColumn, vectorQuantiles } from "./vector-quantiles.ts";

/** The nominal value of each factor: `nominal` where declared, else the distribution's own. */
export function nominalValues(model: Model): readonly number[] {
  return model.factors.map((factor) => factor.nominal ?? bindDistribution(factor.distribution).nominal);
}

/** The nominal point, whatever the row. */
export function nominalSource(model: Model): FactorSource {
  const values = nominalValues(model);
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
  const columnOf = findColumns(model, plan);
  const distributions = model.factors.map((factor) => bindDistribution(factor.distribution));
  const couplings = coupleFactors(model);
  const uniform: FactorSource = {
    fill(factor, component, from, to, out, offset) {
      fillColumn(plan, columnOf(factor, component, matrix ?? 0), from, to, out, offset);
    },
  };
  const vectors = onLibraries(plan);
  return {
    fill(factor, component, from, to, out, offset) {
      const coupling = couplings.get(factor);
      const distribution = distributions[factor]!;
      const library = libraryOf(out);
      if (coupling === undefined && library !== undefined) {
        const { points, quantiles } = vectors(library);
        points(columnOf(factor, component, matrix ?? 0), from, to, offset);
        quantiles(distribution, offset, to - from);
      } else if (coupling === undefined) {
        uniform.fill(factor, component, from, to, out, offset);
        transform(distribution, out, offset, to - from);
      } else fillCoupled(coupling, distribution, uniform, component, from, to, out, offset);
    },
  };
}

/** Points and quantiles by vector functions, made once for each library whose memory is filled. */
function onLibraries(plan: Plan) {
  const known = new WeakMap<Library, { points: FillPoints; quantiles: TransformColumn }>();
  return (library: Library) => {
    let found = known.get(library);
    if (found === undefined) {
      found = { points: vectorPoints(plan, library), quantiles: vectorQuantiles(library) };
      known.set(library, found);
    }
    return found;
  };
}
