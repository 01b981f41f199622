import { choicesOf } from "./joint-choices.ts";
import type { Scenario } from "./scenario.ts";

/**
 * What each factor moves with, by its name: itself, or all that depend on each other through correlations or
 * joint choices, joined by `+` in declared order.
 */
export function dependentGroups({
  factors,
  correlations,
}: Pick<Scenario, "factors" | "correlations">): ReadonlyMap<string, string> {
  const order = factors.map(({ name }) => name);
  const membersOf = new Map(order.map((name) => [name, new Set([name])]));
  const ties = [
    ...correlations.map(({ factors: pair }) => pair.map((id) => id.split(".")[0]!)),
    ...[...choicesOf(factors)].map(([name, { chooser }]) => [name, chooser.name]),
  ];
  for (const tie of ties) {
    const joined = new Set(tie.flatMap((name) => [...membersOf.get(name)!]));
    for (const name of joined) membersOf.set(name, joined);
  }
  return new Map(
    order.map((name) => [name, order.filter((other) => membersOf.get(name)!.has(other)).join("+")]),
  );
}
