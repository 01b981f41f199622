import { nearest } from "../core/suggest.ts";
import { evaluateExpr } from "../expression/evaluate.ts";
import { type Expr, ExpressionProblem, namesIn } from "../expression/expr.ts";
import type { Table } from "../table/table.ts";
import { readExpression } from "./read-expression.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";

/** An expression over the columns of a table, with text allowed in comparisons; unknown columns are reported. */
export function readColumnExpression(
  reader: Reader,
  at: Located | undefined,
  table: Table | undefined,
): Expr | undefined {
  if (at === undefined) return undefined;
  const read = readExpression(reader, at, { allowText: true });
  if (read === undefined) return undefined;
  if (table === undefined) return reader.report(at, "no `where` without a table");
  const unknown = [...namesIn(read.expr)].filter((name) => !table.columns.has(name));
  for (const name of unknown) {
    const suggestion = nearest(name, table.columns.keys());
    const hint = suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`;
    reader.report(at, "columns of the table only", hint, `"${name}"`);
  }
  return unknown.length > 0 || !comparesAlike(reader, at, read.expr, table) ? undefined : read.expr;
}

/** Tries the expression on every row: text where a number belongs shows in whatever branch is taken. */
function comparesAlike(reader: Reader, at: Located, expr: Expr, table: Table): boolean {
  try {
    for (let row = 0; row < table.rows; row++) valueAt(expr, table, row);
    return true;
  } catch (error) {
    if (!(error instanceof ExpressionProblem)) throw error;
    const { got, expected, hint } = error;
    reader.issues.push({ ...placeOf(at), got, expected, ...(hint === undefined ? {} : { hint }) });
    return false;
  }
}

/** The value of a column expression in one row; NaN where a cell that it reads is empty. */
export function valueAt(expr: Expr, table: Table, row: number): number {
  return evaluateExpr(expr, (name) => {
    const column = table.columns.get(name)!;
    return column.type === "number" ? column.numbers[row]! : column.texts[row]!;
  });
}

/** The rows for which a column expression is true; an undefined one is not. */
export function rowsWhere(expr: Expr, table: Table): readonly number[] {
  return [...Array(table.rows).keys()].filter((row) => {
    const value = valueAt(expr, table, row);
    return value !== 0 && !Number.isNaN(value);
  });
}
