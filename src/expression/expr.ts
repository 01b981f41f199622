/** Names of what a `call` may do: operators and functions of the language, and nothing else. */
export const functionArity = {
  add: [2, 2],
  subtract: [2, 2],
  multiply: [2, 2],
  divide: [2, 2],
  pow: [2, 2],
  negate: [1, 1],
  less: [2, 2],
  lessEqual: [2, 2],
  greater: [2, 2],
  greaterEqual: [2, 2],
  equal: [2, 2],
  notEqual: [2, 2],
  and: [2, 2],
  or: [2, 2],
  not: [1, 1],
  abs: [1, 1],
  sqrt: [1, 1],
  cbrt: [1, 1],
  exp: [1, 1],
  log: [1, 2],
  log10: [1, 1],
  log2: [1, 1],
  log1p: [1, 1],
  expm1: [1, 1],
  sin: [1, 1],
  cos: [1, 1],
  tan: [1, 1],
  asin: [1, 1],
  acos: [1, 1],
  atan: [1, 1],
  atan2: [2, 2],
  sinh: [1, 1],
  cosh: [1, 1],
  tanh: [1, 1],
  floor: [1, 1],
  ceil: [1, 1],
  round: [1, 1],
  sign: [1, 1],
  min: [1, Number.POSITIVE_INFINITY],
  max: [1, Number.POSITIVE_INFINITY],
} as const satisfies Record<string, readonly [least: number, most: number]>;

/** A function of the language itself. */
export type BuiltInName = keyof typeof functionArity;
/** A function from outside (own-functions.ts). */
export type OwnName = string & { readonly own: true };
export type FunctionName = BuiltInName | OwnName;

/**
 * An expression of the scenario language after the allow-list: the only form that anything below the parser sees.
 * Comparisons and logic give 1 or 0; any non-zero number but NaN is true. `pi` and `e` are numbers here.
 */
export type Expr =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call"; readonly fn: FunctionName; readonly args: readonly Expr[] }
  | { readonly kind: "conditional"; readonly condition: Expr; readonly then: Expr; readonly otherwise: Expr };

/** What is wrong with one expression, without the place: whoever read the file adds it. */
export class ExpressionProblem extends Error {
  readonly got: string;
  readonly expected: string;
  readonly hint: string | undefined;

  constructor(got: string, expected: string, hint?: string) {
    super(`got ${got}, expected ${expected}.${hint === undefined ? "" : ` ${hint}`}`);
    this.name = "ExpressionProblem";
    this.got = got;
    this.expected = expected;
    this.hint = hint;
  }
}

/** Every name that an expression reads, in order of first appearance. Iterative: a long sum is a deep tree. */
export function namesIn(expr: Expr, found: Set<string> = new Set()): Set<string> {
  const open: Expr[] = [expr];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === "name") found.add(node.name);
    open.push(...childrenOf(node).toReversed());
  }
  return found;
}

/**
 * Computes a value for an expression from the values of its parts, parts first and from the left, without
 * recursion. Both branches of a condition are visited.
 */
export function foldExpr<T>(expr: Expr, visit: (node: Expr, children: readonly T[]) => T): T {
  const order: Expr[] = [];
  const open: Expr[] = [expr];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    order.push(node);
    open.push(...childrenOf(node));
  }
  const values: T[] = [];
  for (const node of order.reverse()) {
    const count = childrenOf(node).length;
    values.push(visit(node, values.splice(values.length - count)));
  }
  return values[0]!;
}

export function childrenOf(expr: Expr): readonly Expr[] {
  if (expr.kind === "call") return expr.args;
  if (expr.kind === "conditional") return [expr.condition, expr.then, expr.otherwise];
  return [];
}
