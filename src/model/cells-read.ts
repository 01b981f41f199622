import { evaluateExpr } from "../expression/evaluate.ts";
import { childrenOf, type Expr, namesIn } from "../expression/expr.ts";
import type { Table } from "../table/table.ts";
import type { Model } from "./model.ts";

/**
 * Tells for each row which of its empty cells the targets read, by the names of their columns. A condition that depends
 * on constants and the table alone is decided here, so that what only the branch not taken reads is not needed.
 */
export function emptyCellsReader(model: Model, table: Table): (row: number) => readonly string[] {
  const equations = new Map(model.equations.map(({ name, expr }) => [name, expr]));
  const factors = new Set(model.factors.map((factor) => factor.name));
  const isStatic = staticness(equations, factors);
  const readersOf = readersOfColumns(model);
  const columns = columnsRead(model, equations, factors).flatMap((name) => table.columns.get(name) ?? []);
  return (row) => {
    const empty = new Set(
      columns.filter(({ numbers }) => Number.isNaN(numbers[row])).map(({ name }) => name),
    );
    if (empty.size === 0) return [];
    const readers = readersOf(empty);
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
      if (readers.has(name)) visit(equations.get(name)!);
      else if (empty.has(name) && !equations.has(name)) read.add(name);
    };
    for (const target of model.targets) visitName(target);
    return [...read];
  };
}

/** Names that the targets may read in some row, those of columns among them. */
function columnsRead(
  { targets }: Model,
  equations: ReadonlyMap<string, Expr>,
  factors: ReadonlySet<string>,
): readonly string[] {
  const read = new Set(targets);
  // What is added meanwhile is visited too.
  for (const name of read) {
    const equation = equations.get(name);
    if (factors.has(name) || equation === undefined) continue;
    for (const inner of namesIn(equation)) read.add(inner);
  }
  return [...read].filter((name) => !factors.has(name) && !equations.has(name));
}

/** The equations that read some columns, directly or through others: the same for most rows. */
function readersOfColumns({ equations }: Model): (columns: ReadonlySet<string>) => ReadonlySet<string> {
  const names = equations.map(({ name, expr }) => [name, [...namesIn(expr)]] as const);
  const known = new Map<string, ReadonlySet<string>>();
  return (columns) => {
    const key = [...columns].join();
    let readers = known.get(key);
    if (readers === undefined) {
      const found = new Set<string>();
      // Equations stand in the order of evaluation.
      for (const [name, inner] of names)
        if (inner.some((one) => columns.has(one) || found.has(one))) found.add(name);
      readers = found;
      known.set(key, readers);
    }
    return readers;
  };
}

/** Whether an expression reads no factor, directly or through equations. */
function staticness(equations: ReadonlyMap<string, Expr>, factors: ReadonlySet<string>) {
  const known = new Map<string, boolean>();
  const parts = new Map<Expr, boolean>();
  const isStatic = (expr: Expr): boolean => {
    if (expr.kind === "name") return isStaticName(expr.name);
    let found = parts.get(expr);
    if (found === undefined) {
      found = childrenOf(expr).every(isStatic);
      parts.set(expr, found);
    }
    return found;
  };
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
