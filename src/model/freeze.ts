import { bindDistribution } from "../families/bind.ts";
import type { Model, ModelFactor } from "./model.ts";

/** The model with every factor at its nominal value but those to keep; the columns of a plan stay the same. */
export function freezeModel(model: Model, keep: (factor: ModelFactor) => boolean): Model {
  return { ...model, factors: model.factors.map((factor) => (keep(factor) ? factor : freeze(factor))) };
}

function freeze({ nominal, ...factor }: ModelFactor): ModelFactor {
  const parameters = nominal ?? bindDistribution(factor.distribution).nominal;
  return { ...factor, distribution: { family: "constant", parameters } };
}
