import type { ColumnName } from "../design/plan.ts";
import type { Model } from "../model/model.ts";

/** Columns of a plan for a model, and the column of each factor's first component; the others follow it. */
export interface ColumnLayout {
  readonly columns: readonly ColumnName[];
  readonly firstOf: Int32Array;
}

/** Shared factors first, then individual components, in declared order, so that the former keep their dimensions. */
export function layOutColumns(model: Model): ColumnLayout {
  const columns: ColumnName[] = [];
  const firstOf = new Int32Array(model.factors.length);
  for (const shared of [true, false]) {
    model.factors.forEach((factor, index) => {
      if (factor.shared !== shared) return;
      firstOf[index] = columns.length;
      for (const component of factor.components) columns.push({ factor: factor.name, component });
    });
  }
  return { columns, firstOf };
}
