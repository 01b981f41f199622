import type { ColumnName } from "../design/plan.ts";
import type { Model } from "../model/model.ts";

/** Columns of a plan for a model, and the column of each factor's first component; the others follow it. */
export interface ColumnLayout {
  readonly columns: readonly ColumnName[];
  readonly firstOf: Int32Array;
}

/**
 * One column for each stream and component, shared ones first, in declared order, so that the former keep their
 * dimensions. Factors of one stream read the same columns.
 */
export function layOutColumns(model: Model): ColumnLayout {
  const columns: ColumnName[] = [];
  const firstOf = new Int32Array(model.factors.length);
  const known = new Map<string, number>();
  for (const shared of [true, false]) {
    model.factors.forEach((factor, index) => {
      if (factor.shared !== shared) return;
      const first = known.get(factor.stream) ?? columns.length;
      firstOf[index] = first;
      if (known.has(factor.stream)) return;
      known.set(factor.stream, first);
      for (const component of factor.components) columns.push({ factor: factor.stream, component });
    });
  }
  return { columns, firstOf };
}
