import type { DistributionDeclaration } from "../families/declaration.ts";
import { dependentGroups } from "../scenario/dependent-groups.ts";
import { choicesOf } from "../scenario/joint-choices.ts";
import type { Constant, Equation, Place, Scenario, Scope } from "../scenario/scenario.ts";
import { expandFactor } from "./expand-factor.ts";

/** One random quantity of a scenario: a factor, a part of one, or its drift. */
export interface Draw {
  /** What equations read. */
  readonly name: string;
  /** What analyses call it: `f`, `f.shared`, `f.drift`. */
  readonly id: string;
  /** Draws of one stream have the same u. */
  readonly stream: string;
  /** What it moves with: the declared factor, or several that depend on each other, joined by `+`. */
  readonly group: string;
  readonly distribution: DistributionDeclaration;
  /** What has to be drawn for this draw to be read: the factor of that id with this value. */
  readonly option?: { readonly chooser: string; readonly value: number };
  readonly nominal?: number;
  readonly scope: Scope;
  readonly unit?: string;
  readonly place: Place;
}

/** What one factor comes to: what is drawn, and the equations that make its value of that. */
export interface Expansion {
  readonly draws: readonly Draw[];
  readonly drift: readonly Draw[];
  readonly constants: readonly Constant[];
  readonly equations: readonly Equation[];
}

/** A scenario with plain draws in place of its factors, and equations that make the factors of them. */
export interface ExpandedScenario extends Omit<Scenario, "factors"> {
  readonly factors: readonly Draw[];
  readonly declared: Scenario;
}

const known = new WeakMap<Scenario, ExpandedScenario>();

/**
 * Resolves what a factor may be besides one distribution, so that everything after the model knows plain draws only.
 * Drifts come last: with and without them, all other draws are the same.
 */
export function expandScenario(scenario: Scenario): ExpandedScenario {
  let expanded = known.get(scenario);
  if (expanded === undefined) {
    expanded = expand(scenario);
    known.set(scenario, expanded);
  }
  return expanded;
}

function expand(scenario: Scenario): ExpandedScenario {
  const groups = dependentGroups(scenario);
  const choices = choicesOf(scenario.factors);
  const found = scenario.factors.map((factor) => {
    const { name } = factor;
    return expandFactor(factor, { scenario, group: groups.get(name)!, choice: choices.get(name) });
  });
  return {
    ...scenario,
    constants: [...scenario.constants, ...found.flatMap(({ constants }) => constants)],
    factors: [...found.flatMap(({ draws }) => draws), ...found.flatMap(({ drift }) => drift)],
    equations: [...scenario.equations, ...found.flatMap(({ equations }) => equations)],
    declared: scenario,
  };
}
