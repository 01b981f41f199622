import type { Model, ModelFactor } from "../../model/model.ts";
import type { GroupDeclaration, PartsPolicy } from "../../scenario/analyses/index.ts";
import { dependentGroups } from "../../scenario/dependent-groups.ts";
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
  const keyOf = ({ id, distribution }: ModelFactor): string | undefined =>
    distribution.family === "constant" ? undefined : nameOf(id);
  const keys = model.factors.map(keyOf);
  const found = [...new Set(keys)].filter((key) => key !== undefined);
  const isDeclared = (key: string): boolean => groups.some(({ name }) => name === key);
  return {
    names: found.map((key) => {
      // What a choice sets to constants is nobody: its name is that of the choice.
      const ids = new Set(model.factors.flatMap(({ id }, i) => (keys[i] === key ? [id] : [])));
      return ids.size === 1 && !isDeclared(key) && key.includes("+") ? [...ids][0]! : key;
    }),
    playerOf: Int32Array.from(keys, (key) => (key === undefined ? -1 : found.indexOf(key))),
  };
}
