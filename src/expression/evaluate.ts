import { type Expr, ExpressionProblem } from "./expr.ts";
import { scalarFunctions } from "./scalar.ts";

type Call = Extract<Expr, { kind: "call" }>;

/** The value of a name: a number, or the text of a column that holds text. */
export type Lookup = (name: string) => number | string;

/**
 * The value of an expression at one point. Only the branch taken of a condition is evaluated, so that the other
 * may read what is empty; an undefined condition gives NaN.
 *
 * @throws ExpressionProblem where text stands for a number: text is compared with text, by == or !=, and no more.
 */
export function evaluateExpr(expr: Expr, lookup: Lookup): number {
  const value = evaluateValue(expr, lookup);
  return typeof value === "number" ? value : refuseText(value);
}

function evaluateValue(expr: Expr, lookup: Lookup): number | string {
  // First operands by a loop: a long sum is thousands of levels deep on this side.
  const open: Call[] = [];
  let leaf = expr;
  while (leaf.kind === "call") {
    open.push(leaf);
    leaf = leaf.args[0]!;
  }
  return open.reduceRight((first, call) => applyCall(call, first, lookup), evaluateLeaf(leaf, lookup));
}

function evaluateLeaf(expr: Exclude<Expr, Call>, lookup: Lookup): number | string {
  if (expr.kind === "name") return lookup(expr.name);
  if (expr.kind !== "conditional") return expr.value;
  const condition = evaluateExpr(expr.condition, lookup);
  if (Number.isNaN(condition)) return Number.NaN;
  return evaluateExpr(condition !== 0 ? expr.then : expr.otherwise, lookup);
}

function applyCall(call: Call, first: number | string, lookup: Lookup): number {
  const args = [first, ...call.args.slice(1).map((arg) => evaluateValue(arg, lookup))];
  if ((call.fn === "equal" || call.fn === "notEqual") && args.every((arg) => typeof arg === "string")) {
    return Number((args[0] === args[1]) === (call.fn === "equal"));
  }
  return scalarFunctions[call.fn](...args.map((arg) => (typeof arg === "number" ? arg : refuseText(arg))));
}

function refuseText(value: string): never {
  throw new ExpressionProblem(
    `the text ${JSON.stringify(value)}`,
    "a number",
    "Text can be compared with text, by == and !=, and nothing else.",
  );
}
