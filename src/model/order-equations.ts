import type { Issue } from "../core/issue.ts";
import { nearest } from "../core/suggest.ts";
import { namesIn } from "../expression/expr.ts";
import type { Equation } from "../scenario/scenario.ts";

/**
 * Sorts equations so that each reads only names that stand before it, keeping the declared order otherwise
 * (depth-first; Tarjan 1976). Unknown names and cycles become issues.
 */
export function orderEquations(
  equations: readonly Equation[],
  inputs: ReadonlySet<string>,
): { ordered: readonly Equation[]; issues: readonly Issue[] } {
  const byName = new Map(equations.map((equation) => [equation.name, equation]));
  const known = [...byName.keys(), ...inputs];
  const ordered: Equation[] = [];
  const issues: Issue[] = [];
  const state = new Map<string, "open" | "done">();

  const visit = (equation: Equation, path: readonly string[]): void => {
    if (state.get(equation.name) === "done") return;
    if (state.get(equation.name) === "open") {
      issues.push(cycleIssue(equation, path));
      return;
    }
    state.set(equation.name, "open");
    for (const name of namesIn(equation.expr)) {
      const next = byName.get(name);
      if (next !== undefined) visit(next, [...path, equation.name]);
      else if (!inputs.has(name)) issues.push(unknownIssue(equation, name, known));
    }
    state.set(equation.name, "done");
    ordered.push(equation);
  };
  for (const equation of equations) visit(equation, []);
  return { ordered, issues };
}

function cycleIssue(equation: Equation, path: readonly string[]): Issue {
  const cycle = [...path.slice(path.indexOf(equation.name)), equation.name];
  return {
    ...equation.place,
    got: `the cycle ${cycle.join(" → ")}`,
    expected: "equations that do not depend on themselves",
    hint: "Break the cycle: make one of them a factor or a constant.",
  };
}

function unknownIssue(equation: Equation, name: string, known: readonly string[]): Issue {
  const suggestion = nearest(name, known);
  return {
    ...equation.place,
    got: `the unknown name "${name}"`,
    expected: "names of constants, columns, factors or equations",
    hint: suggestion === undefined ? "Declare it, or correct the name." : `Did you mean "${suggestion}"?`,
  };
}
