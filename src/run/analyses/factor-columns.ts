import type { ColumnGroup } from "../../analyze/given/sample.ts";
import type { Plan } from "../../design/index.ts";
import { sampledSource } from "../../evaluate/sources.ts";
import type { Model } from "../../model/model.ts";
import { type DrawnFactor, drawnFactors } from "./evaluate-points.ts";
import { factorValues, type ReadFactor } from "./factor-values.ts";

/** Values of factors row by row, and the factors that can't be given as one column, with the reason. */
export interface FactorColumns {
  readonly factors: readonly string[];
  readonly x: readonly Float64Array[];
  readonly absent: readonly (ColumnGroup & { readonly reason: string })[];
}

/**
 * The draws of every factor that has one value at a time, as equations read them. `system`: the one system that a target reads, whose value
 * stands for a factor that varies by system.
 */
export function sampledColumns(model: Model, plan: Plan, system?: number): FactorColumns {
  const source = sampledSource(model, plan);
  const read: ReadFactor = (factor, component) => {
    const column = new Float64Array(plan.draws);
    source.fill(factor, component, 0, plan.draws, column, 0);
    return column;
  };
  const drawn = drawnFactors(model);
  const isSingle = ({ components }: DrawnFactor) => components === 1 || system !== undefined;
  const single = drawn.filter(isSingle);
  return {
    factors: single.map(({ id }) => id),
    x: single.map(({ id, members, components }) => {
      const component = components === 1 ? 0 : model.factors[members[0]!]!.componentOf[system!]!;
      return factorValues(model, id, component, read);
    }),
    absent: drawn
      .filter((entry) => !isSingle(entry))
      .map(({ id, components }) => ({
        factor: id,
        *columns() {
          for (let component = 0; component < components; component++)
            yield factorValues(model, id, component, read);
        },
        reason: `${components} values at a time: this method looks at single columns. linearShare and sobol take them as one group`,
      })),
  };
}
