import { IssueError } from "../../core/issue.ts";
import { nearest } from "../../core/suggest.ts";
import type { DistributionDeclaration } from "../../families/declaration.ts";
import { drawnOf } from "../../scenario/drawn.ts";
import type { Factor, PlainFactor, RangedFactor, Scenario } from "../../scenario/scenario.ts";

/**
 * A scenario in which some factors and constants are drawn over their ranges: what is constant would be decided before
 * any point is evaluated. How it is drawn does not matter, since every point says its value.
 *
 * @throws IssueError for a name that is neither a factor nor a constant.
 */
export function drawOver(scenario: Scenario, ranged: readonly RangedFactor[]): Scenario {
  const factors = [...scenario.factors];
  for (const { factor: name, values } of ranged) {
    const distribution = { family: "uniform", parameters: { low: values[0]!, high: values.at(-1)! } };
    const index = factors.findIndex(
      (factor) => factor.name === name || drawnOf(factor).some(({ id }) => id === name),
    );
    const constant = scenario.constants.find((candidate) => candidate.name === name);
    if (index >= 0) factors[index] = redrawn(factors[index]!, name, distribution);
    else if (constant !== undefined) factors.push(asFactor(constant, distribution));
    else throw new IssueError([unknownName(scenario, name)]);
  }
  return { ...scenario, factors };
}

/** The factor, or the part or the drift of it that is named, with a distribution in place of its own. */
function redrawn(factor: Factor, name: string, distribution: DistributionDeclaration): Factor {
  const { drift } = factor;
  if (name === factor.name) return redistributed(factor, distribution);
  if (drift !== undefined && name === `${factor.name}.drift`)
    return { ...factor, drift: { ...drift, distribution } };
  if (factor.parts === undefined) return factor;
  const parts = factor.parts.map((part) =>
    name === `${factor.name}.${part.name}` ? { ...part, distribution } : part,
  );
  return { ...factor, parts } as Factor;
}

/** A factor with a distribution in the place of its own, or of its parts; it is the same in all systems and years. */
function redistributed(
  { name, unit, kind, source, rationale, place }: Factor,
  distribution: DistributionDeclaration,
): PlainFactor {
  const said = Object.entries({ unit, kind, source, rationale }).filter(([, value]) => value !== undefined);
  return { name, ...Object.fromEntries(said), place, scope: "shared", distribution };
}

function asFactor(
  { name, unit, place }: Scenario["constants"][number],
  distribution: DistributionDeclaration,
): PlainFactor {
  return { name, ...(unit === undefined ? {} : { unit }), place, scope: "shared", distribution };
}

function unknownName({ file, factors, constants }: Scenario, name: string) {
  const names = [...factors.flatMap(drawnOf).map(({ id }) => id), ...constants.map((known) => known.name)];
  const suggestion = nearest(name, names);
  return {
    file,
    path: "factors",
    got: `"${name}"`,
    expected: "the name of a factor, or of a constant of the model",
    ...(suggestion === undefined ? {} : { hint: `Did you mean "${suggestion}"?` }),
  };
}
