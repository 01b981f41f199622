import { type Expr, ExpressionProblem } from "./expr.ts";
import { scalarFunction } from "./scalar.ts";

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
  return numberIn(evaluateValue(expr, lookup));
}

function evaluateValue(expr: Expr, lookup: Lookup): number | string {
  // First operands by a loop: a long sum is thousands of levels deep on this side.
  const open: Call[] = [];
  let leaf = expr;
  while (leaf.kind === "call") {
    open.push(leaf);
    leaf = leaf.args[0]!;
  }
  let value = evaluateLeaf(leaf, lookup);
  for (let i = open.length - 1; i >= 0; i--) value = applyCall(open[i]!, value, lookup);
  return value;
}

function evaluateLeaf(expr: Exclude<Expr, Call>, lookup: Lookup): number | string {
  if (expr.kind === "name") return lookup(expr.name);
  if (expr.kind !== "conditional") return expr.value;
  const condition = evaluateExpr(expr.condition, lookup);
  if (Number.isNaN(condition)) return Number.NaN;
  return evaluateExpr(condition !== 0 ? expr.then : expr.otherwise, lookup);
}

function applyCall({ fn, args }: Call, first: number | string, lookup: Lookup): number {
  const apply = scalarFunction(fn);
  if (args.length === 1) return apply(numberIn(first));
  const second = evaluateValue(args[1]!, lookup);
  if (typeof first === "string" && typeof second === "string" && (fn === "equal" || fn === "notEqual")) {
    return Number((first === second) === (fn === "equal"));
  }
  if (args.length === 2) return apply(numberIn(first), numberIn(second));
  const rest = args.slice(2).map((arg) => numberIn(evaluateValue(arg, lookup)));
  return apply(numberIn(first), numberIn(second), ...rest);
}

function numberIn(value: number | string): number {
  return typeof value === "number" ? value : refuseText(value);
}

function refuseText(value: string): never {
  throw new ExpressionProblem(
    `the text ${JSON.stringify(value)}`,
    "a number",
    "Text can be compared with text, by == and !=, and nothing else.",
  );
}
