import { type Expr, foldExpr } from "../expression/expr.ts";
import { scalarFunction } from "../expression/scalar.ts";

/**
 * Evaluates an expression over columns for rows from..to−1 into `out`. For the few expressions over results; the
 * equations of a model are compiled (program.ts). Both branches of a condition are computed and one is taken.
 */
export function evaluateColumns(
  expr: Expr,
  column: (name: string) => Float64Array,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const value = foldExpr<(row: number) => number>(expr, (node, children) => {
    if (node.kind === "number") return () => node.value;
    if (node.kind === "text") throw new Error(`text "${node.value}" cannot be evaluated as a number`);
    if (node.kind === "name") {
      const values = column(node.name);
      return (row) => values[row]!;
    }
    if (node.kind === "conditional") return choose(children);
    const fn = scalarFunction(node.fn);
    const [a, b] = children;
    if (children.length === 1) return (row) => fn(a!(row));
    if (children.length === 2) return (row) => fn(a!(row), b!(row));
    return (row) => fn(...children.map((child) => child(row)));
  });
  for (let row = from; row < to; row++) out[row] = value(row);
}

function choose([condition, then, otherwise]: readonly ((row: number) => number)[]): (row: number) => number {
  return (row) => {
    const truth = condition!(row);
    if (Number.isNaN(truth)) return Number.NaN;
    return truth !== 0 ? then!(row) : otherwise!(row);
  };
}
