import type { Scenario } from "../scenario/scenario.ts";

/** Unit of each equation as declared; "1" where none is. */
export function unitsOf(scenario: Scenario): ReadonlyMap<string, string> {
  return new Map(scenario.equations.map(({ name, unit }) => [name, unit ?? "1"]));
}
