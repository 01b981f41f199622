import { evaluateExpr } from "../expression/evaluate.ts";
import { childrenOf, type Expr } from "../expression/expr.ts";
import type { Table } from "../table/table.ts";
import type { Model } from "./model.ts";

/**
 * Names of the columns that the targets read for one row. A condition that depends on constants and the table
 * alone is decided here, so that what only the branch not taken reads is not needed.
 */
export function cellsRead(model: Model, table: Table, row: number): string[] {
  const equations = new Map(model.equations.map(({ name, expr }) => [name, expr]));
  const factors = new Set(model.factors.map((factor) => factor.name));
  const read = new Set<string>();
  const seen = new Set<string>();

  const value = (name: string): number => {
    const equation = equations.get(name);
    if (equation !== undefined) return evaluateExpr(equation, value);
    return table.columns.get(name)?.numbers[row] ?? model.constants[name]!;
  };
  const isStatic = (expr: Expr): boolean =>
    expr.kind === "name"
      ? !factors.has(expr.name) && isStaticName(expr.name)
      : childrenOf(expr).every(isStatic);
  const isStaticName = (name: string): boolean => {
    const equation = equations.get(name);
    return equation === undefined || isStatic(equation);
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
}
