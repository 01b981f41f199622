import type { Issue } from "../core/issue.ts";
import { ExpressionProblem, namesIn } from "../expression/expr.ts";
import {
  dimensionless,
  formatUnit,
  parseUnit,
  sameDimension,
  sameUnit,
  type Unit,
} from "../expression/unit.ts";
import type { Equation, Place, Scenario } from "../scenario/scenario.ts";
import { type ExpandedScenario, expandScenario } from "./expand-scenario.ts";
import { formatFactor, type InferredUnit, inferUnit, type NamedUnit } from "./infer-unit.ts";

interface UnitReport {
  readonly issues: readonly Issue[];
  /** Unit text of each equation: as declared, else as inferred, else "1". */
  readonly texts: ReadonlyMap<string, string>;
}

/** A name that has a unit, and where that was said. */
interface Declared {
  readonly name: string;
  readonly unit?: string;
  readonly value?: number;
  readonly place: Place;
}

/**
 * Everything that does not fit in the units of a scenario: at most one problem for each equation, so that one
 * mistake is not told again by all that read it. Where nothing in a model has a unit, nothing is checked.
 */
export function checkUnits(scenario: Scenario): readonly Issue[] {
  return inspectUnits(scenario).issues;
}

/** Unit of each equation, for results. */
export function unitsOf(scenario: Scenario): ReadonlyMap<string, string> {
  return inspectUnits(scenario).texts;
}

const inspected = new WeakMap<Scenario, UnitReport>();

function inspectUnits(scenario: Scenario): UnitReport {
  let report = inspected.get(scenario);
  if (report === undefined) {
    report = inspect(expandScenario(scenario));
    inspected.set(scenario, report);
  }
  return report;
}

function inspect(scenario: ExpandedScenario): UnitReport {
  const inputs = inputsOf(scenario);
  const read = new Set(scenario.equations.flatMap(({ expr }) => [...namesIn(expr)]));
  const concerned = [...scenario.equations, ...[...inputs.values()].filter(({ name }) => read.has(name))];
  const texts = new Map(scenario.equations.map(({ name, unit }) => [name, unit ?? "1"]));
  if (concerned.every(({ unit }) => unit === undefined)) return { issues: [], texts };

  const issues: Issue[] = [...replacementIssues(scenario.declared)];
  const known = new Map<string, NamedUnit>();
  for (const [name, input] of inputs) {
    const { value } = input;
    known.set(name, { unit: readUnit(input, issues), ...(value === undefined ? {} : { value }) });
  }
  const equations = new Map(scenario.equations.map((equation) => [equation.name, equation]));
  const lookup = (name: string): NamedUnit => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const equation = equations.get(name);
    if (equation === undefined) return { unit: "any" };
    // Until it is known: a cycle is told elsewhere.
    known.set(name, { unit: "any" });
    const unit = unitOfEquation(equation, lookup, issues);
    known.set(name, { unit });
    if (equation.unit === undefined && unit !== "any") texts.set(name, formatUnit(unit));
    return { unit };
  };
  for (const { name } of scenario.equations) lookup(name);
  return { issues, texts };
}

/**
 * Constants, then columns, then factors: a later one takes the place of an earlier one, and its unit if it has none.
 * What the equation of a factor replaces is no input.
 */
function inputsOf(scenario: ExpandedScenario): ReadonlyMap<string, Declared> {
  const inputs = new Map<string, Declared>(scenario.constants.map((constant) => [constant.name, constant]));
  for (const { name, unit } of scenario.systems?.table.columns.values() ?? []) {
    const { place } = scenario.systems!;
    inputs.set(name, unit === undefined ? { name, place } : { name, unit, place });
  }
  for (const { name, unit = inputs.get(name)?.unit, place } of scenario.factors) {
    inputs.set(name, unit === undefined ? { name, place } : { name, unit, place });
  }
  for (const { name } of scenario.equations) inputs.delete(name);
  return inputs;
}

/** A factor that takes the place of a constant or a column in another unit would change every formula that reads it. */
function replacementIssues({ factors, constants, systems }: Scenario): readonly Issue[] {
  return factors.flatMap(({ name, unit, place }) => {
    const replaced = constants.find((constant) => constant.name === name) ?? systems?.table.columns.get(name);
    if (unit === undefined || replaced === undefined) return [];
    const [own, other] = [tryUnit(unit), tryUnit(replaced.unit ?? "1")];
    if (own === undefined || other === undefined || sameUnit(own, other)) return [];
    const expected = `${replaced.unit ?? "1"}, the unit of what it takes the place of`;
    return [
      {
        ...place,
        path: `${place.path}.unit`,
        got: unit,
        expected,
        hint: "Convert its numbers, or remove `unit`.",
      },
    ];
  });
}

function tryUnit(text: string): Unit | undefined {
  try {
    return parseUnit(text);
  } catch (error) {
    if (error instanceof ExpressionProblem) return undefined;
    throw error;
  }
}

function readUnit({ unit, place }: Declared, issues: Issue[]): InferredUnit {
  if (unit === undefined) return dimensionless;
  try {
    return parseUnit(unit);
  } catch (error) {
    report(error, { ...place, path: `${place.path}.unit` }, issues);
    return "any";
  }
}

function unitOfEquation(
  equation: Equation,
  lookup: (name: string) => NamedUnit,
  issues: Issue[],
): InferredUnit {
  const declared = equation.unit === undefined ? undefined : readUnit(equation, issues);
  try {
    const inferred = inferUnit(equation.expr, lookup);
    if (declared === undefined) return inferred;
    if (inferred !== "any" && declared !== "any") requireDeclared(equation, inferred, declared);
  } catch (error) {
    report(error, equation.place, issues);
  }
  return declared ?? "any";
}

function requireDeclared({ unit }: Equation, inferred: Unit, declared: Unit): void {
  if (sameUnit(inferred, declared)) return;
  const got = `an expression in ${formatUnit(inferred)}`;
  const hint = sameDimension(inferred, declared)
    ? `Multiply it by ${formatFactor(inferred.factor / declared.factor)}, as a constant with a unit, or declare another unit.`
    : "Check the formula and the units of what it reads.";
  throw new ExpressionProblem(got, `${unit}, as declared`, hint);
}

function report(error: unknown, place: Place, issues: Issue[]): void {
  if (!(error instanceof ExpressionProblem)) throw error;
  const { got, expected, hint } = error;
  issues.push({ ...place, got, expected, ...(hint === undefined ? {} : { hint }) });
}
