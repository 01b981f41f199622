import { evaluateExpr } from "../expression/evaluate.ts";
import { childrenOf, type Expr } from "../expression/expr.ts";
import type { Table } from "../table/table.ts";
import type { Model } from "./model.ts";

/**
 * Tells for each row the names of the columns that the targets read. A condition that depends on constants and the
 * table alone is decided here, so that what only the branch not taken reads is not needed.
 */
export function cellsReader(model: Model, table: Table): (row: number) => string[] {
  const equations = new Map(model.equations.map(({ name, expr }) => [name, expr]));
  const factors = new Set(model.factors.map((factor) => factor.name));
  const isStatic = staticness(equations, factors);
  return (row) => {
    const read = new Set<string>();
    const seen = new Set<string>();
    const values = new Map<string, number>();

    const value = (name: string): number => {
      const equation = equations.get(name);
      if (equation === undefined) return table.columns.get(name)?.numbers[row] ?? model.constants[name]!;
      let known = values.get(name);
      if (known === undefined) {
        known = evaluateExpr(equation, value);
        values.set(name, known);
      }
      return known;
    };
    const visit = (expr: Expr): void => {
      if (expr.kind === "name") visitName(expr.name);
      else if (expr.kind === "conditional" && isStatic(expr.condition)) {
        visit(expr.condition);
        visit(evaluateExpr(expr.condition, value) ? expr.then : expr.otherwise);
      } else for (const child of childrenOf(expr)) visit(child);
    };
    const visitName = (name: string): void => {
      if (seen.has(name) || factors.has(name)) return;
      seen.add(name);
      const equation = equations.get(name);
      if (equation !== undefined) visit(equation);
      else if (table.columns.has(name)) read.add(name);
    };
    for (const target of model.targets) visitName(target);
    return [...read];
  };
}

/** Whether an expression reads no factor, directly or through equations. */
function staticness(equations: ReadonlyMap<string, Expr>, factors: ReadonlySet<string>) {
  const known = new Map<string, boolean>();
  const isStatic = (expr: Expr): boolean =>
    expr.kind === "name" ? isStaticName(expr.name) : childrenOf(expr).every(isStatic);
  const isStaticName = (name: string): boolean => {
    if (factors.has(name)) return false;
    const equation = equations.get(name);
    if (equation === undefined) return true;
    let found = known.get(name);
    if (found === undefined) {
      found = isStatic(equation);
      known.set(name, found);
    }
    return found;
  };
  return isStatic;
}
