import type { Model } from "../../model/model.ts";

/** The rows of a design that a model elsewhere is to be run at, in their order. */
export interface DesignPoints {
  /** What identifies each row; outputs come back with it. */
  readonly ids: readonly string[];
  /** Values of one component of a factor of the model, row by row. */
  values(factor: number, component: number): Float64Array;
  readonly plan: unknown;
}

/** One column of a design file: a factor, or one component of it. */
export interface DesignColumn {
  readonly name: string;
  readonly factor: number;
  readonly component: number;
}

/** Columns of the factors that vary: by their ids; `id[component]` where a factor has several values at a time. */
export function designColumns({ factors }: Model): readonly DesignColumn[] {
  const count = new Map<string, number>();
  for (const { id } of factors) count.set(id, (count.get(id) ?? 0) + 1);
  return factors.flatMap(({ id, name, distribution, shared, components }, factor) => {
    if (distribution.family === "constant") return [];
    // Options of a joint choice share an id: each is a column under the name that equations read.
    const label = count.get(id) === 1 ? id : name;
    return components.map((component, index) => ({
      name: shared ? label : `${label}[${component}]`,
      factor,
      component: index,
    }));
  });
}
