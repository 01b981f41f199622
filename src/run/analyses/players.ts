import { dependentGroups } from "../../model/dependent-groups.ts";
import type { Model } from "../../model/model.ts";
import type { GroupDeclaration, PartsPolicy } from "../../scenario/analyses/index.ts";
import type { Scenario } from "../../scenario/scenario.ts";

/** Who shares out the variance: factors, or what moves as one. */
export interface Players {
  readonly names: readonly string[];
  /** By factor of the model; −1 where it has no draw. */
  readonly playerOf: Int32Array;
}

/**
 * Players of a Shapley analysis: single factors, correlated or not; parts and drift of one factor together (unless
 * `apart`), factors that one choice sets together; groups of the declaration as they are.
 */
export function choosePlayers(
  scenario: Scenario,
  model: Model,
  groups: readonly GroupDeclaration[],
  parts: PartsPolicy,
): Players {
  const tied = dependentGroups({ ...scenario, correlations: [] });
  const nameOf = (id: string): string => {
    const declared = id.split(".")[0]!;
    const group = groups.find(({ members }) => members.some(({ name }) => name === id || name === declared));
    if (group !== undefined) return group.name;
    const together = tied.get(declared) ?? declared;
    return parts === "apart" && together === declared ? id : together;
  };
  const names: string[] = [];
  const playerOf = Int32Array.from(model.factors, ({ id, distribution }) => {
    if (distribution.family === "constant") return -1;
    const name = nameOf(id);
    if (!names.includes(name)) names.push(name);
    return names.indexOf(name);
  });
  return { names, playerOf };
}
