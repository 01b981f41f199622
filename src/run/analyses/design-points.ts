import type { Model } from "../../model/model.ts";
import type { ReadFactor } from "./factor-values.ts";

/** The rows of a design that a model elsewhere is to be run at, in their order. */
export interface DesignPoints {
  /** What identifies each row; outputs come back with it. */
  readonly ids: readonly string[];
  readonly values: ReadFactor;
  readonly plan: unknown;
}

/** One column of a design file: a factor, or one component of it. */
export interface DesignColumn {
  readonly name: string;
  readonly id: string;
  readonly component: number;
}

/**
 * Columns of the factors that vary, as equations read them, those that a choice sets to constants among them: by their
 * ids; `id[component]` where a factor has several values at a time.
 */
export function designColumns({ factors }: Model): readonly DesignColumn[] {
  const ids = new Set(
    factors.flatMap(({ id, distribution, option }) =>
      distribution.family === "constant" && option === undefined ? [] : [id],
    ),
  );
  return [...ids].flatMap((id) => {
    const { shared, components } = factors.find((factor) => factor.id === id)!;
    return components.map((name, component) => ({ name: shared ? id : `${id}[${name}]`, id, component }));
  });
}
