import type { ColumnName, Plan } from "../design/plan.ts";
import type { Model } from "../model/model.ts";

/** Columns of a plan for a model, and which of them a component of a factor reads. */
export interface ColumnLayout {
  readonly columns: readonly ColumnName[];
  columnOf(factor: number, component: number, matrix: 0 | 1): number;
}

/**
 * One column for each stream and component, shared ones first, in declared order, so that the former keep their
 * dimensions; factors of one stream read the same columns. With two matrices (A and B of Saltelli et al. 2010) shared
 * streams of A, those of B, then individual components of both in pairs.
 */
export function layOutColumns(model: Model, matrices: 1 | 2 = 1): ColumnLayout {
  const columns: ColumnName[] = [];
  const streams = [...new Map(model.factors.map((factor) => [factor.stream, factor])).values()];
  const firstOf = new Map<string, number>();
  const push = (factor: string, component: string, matrix: number): void => {
    columns.push(matrix === 1 ? { factor, component, matrix: 1 } : { factor, component });
  };
  for (let matrix = 0; matrix < matrices; matrix++) {
    for (const { stream, shared, components } of streams) {
      if (!shared) continue;
      firstOf.set(`${matrix}/${stream}`, columns.length);
      push(stream, components[0]!, matrix);
    }
  }
  for (const { stream, shared, components } of streams) {
    if (shared) continue;
    for (let matrix = 0; matrix < matrices; matrix++)
      firstOf.set(`${matrix}/${stream}`, columns.length + matrix);
    for (const component of components)
      for (let matrix = 0; matrix < matrices; matrix++) push(stream, component, matrix);
  }
  const first = model.factors.map(
    ({ stream }) => [firstOf.get(`0/${stream}`)!, firstOf.get(`1/${stream}`)!] as const,
  );
  return { columns, columnOf: (factor, component, matrix) => first[factor]![matrix] + component * matrices };
}

/** Columns that serve two models: those of the first as it has them, then what only the second has; equal names are one. */
export function uniteColumns(a: Model, b: Model): readonly ColumnName[] {
  const key = ({ factor, component }: ColumnName): string => JSON.stringify([factor, component]);
  const all = [...layOutColumns(a).columns, ...layOutColumns(b).columns];
  const distinct = [...new Map(all.map((column) => [key(column), column])).values()];
  // Shared factors of the second come before individual components of the first: each needs a dimension.
  const isShared = ({ component }: ColumnName): boolean => component === "";
  return [...distinct.filter(isShared), ...distinct.filter((column) => !isShared(column))];
}

/** Where a plan, which may serve other models too, has the columns of this one. */
export function findColumns(
  model: Model,
  plan: Plan,
): (factor: number, component: number, matrix: 0 | 1) => number {
  const placeOf = new Map<string, Map<string, number>[]>();
  plan.columns.forEach(({ factor, component, matrix = 0 }, index) => {
    if (!placeOf.has(factor)) placeOf.set(factor, [new Map(), new Map()]);
    placeOf.get(factor)![matrix]!.set(component, index);
  });
  return (factor, component, matrix) => {
    const { stream, components } = model.factors[factor]!;
    return placeOf.get(stream)![matrix]!.get(components[component]!)!;
  };
}
