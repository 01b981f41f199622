import { type Expr, type FunctionName, foldExpr } from "./expr.ts";
import { call, choose, number } from "./make-expr.ts";

const comparisons: readonly FunctionName[] = [
  "less",
  "lessEqual",
  "greater",
  "greaterEqual",
  "equal",
  "notEqual",
];
const logic: readonly FunctionName[] = ["and", "or", "not"];

/** Whether an expression is true or false: a comparison, or several joined by logic or a condition. */
export function isStatement(expr: Expr): boolean {
  return foldExpr<boolean>(expr, (node, children) => {
    if (node.kind === "conditional") return children[1]! && children[2]!;
    if (node.kind !== "call") return false;
    return comparisons.includes(node.fn) || (logic.includes(node.fn) && children.every(Boolean));
  });
}

/**
 * How far a statement is from turning over: above 0 where it holds, below 0 where it fails, continuous where what it
 * compares is. Of `a > b` that is a − b; `and` takes the least, `or` the greatest.
 */
export function marginOf(statement: Expr): Expr {
  if (statement.kind === "conditional")
    return choose(statement.condition, marginOf(statement.then), marginOf(statement.otherwise));
  if (statement.kind !== "call") throw new Error("the margin of an expression that is no statement");
  const [a, b] = statement.args as [Expr, Expr];
  switch (statement.fn) {
    case "greater":
    case "greaterEqual":
      return call("subtract", a, b);
    case "less":
    case "lessEqual":
      return call("subtract", b, a);
    case "equal":
      return call("negate", call("abs", call("subtract", a, b)));
    case "notEqual":
      return call("abs", call("subtract", a, b));
    case "and":
      return call("min", marginOf(a), marginOf(b));
    case "or":
      return call("max", marginOf(a), marginOf(b));
    case "not":
      return call("multiply", number(-1), marginOf(a));
    default:
      throw new Error(`the margin of ${statement.fn}, which is no statement`);
  }
}
