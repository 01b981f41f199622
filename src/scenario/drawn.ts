import type { DistributionDeclaration } from "../families/declaration.ts";
import type { Factor, Scope } from "./scenario.ts";

/** A random quantity of a factor by the id that files and results use: `f`, `f.shared`, `f.drift`. */
export interface Drawn {
  readonly id: string;
  readonly distribution: DistributionDeclaration;
  readonly scope: Scope;
}

/** Everything that is drawn for a factor: itself or its parts, then its drift. */
export function drawnOf(factor: Factor): readonly Drawn[] {
  const { name, drift } = factor;
  const level =
    factor.parts === undefined
      ? [{ id: name, distribution: factor.distribution, scope: factor.scope }]
      : factor.parts.map(({ name: part, distribution, scope }) => ({
          id: `${name}.${part}`,
          distribution,
          scope,
        }));
  if (drift === undefined) return level;
  return [...level, { id: `${name}.drift`, distribution: drift.distribution, scope: "shared" }];
}
