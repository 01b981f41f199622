import { type Expr, type FunctionName, foldExpr } from "./expr.ts";

/** Operators by how tightly they bind, as mathjs parses them. */
const infix: Partial<Record<FunctionName, readonly [sign: string, level: number]>> = {
  or: ["or", 1],
  and: ["and", 2],
  equal: ["==", 3],
  notEqual: ["!=", 3],
  less: ["<", 3],
  lessEqual: ["<=", 3],
  greater: [">", 3],
  greaterEqual: [">=", 3],
  add: ["+", 4],
  subtract: ["-", 4],
  multiply: ["*", 5],
  divide: ["/", 5],
  pow: ["^", 7],
};
const prefix: Partial<Record<FunctionName, string>> = { negate: "-", not: "not " };
const conditionalLevel = 0;
const comparisonLevel = 3;
const prefixLevel = 6;
const powerLevel = 7;
const atomLevel = 8;

interface Written {
  readonly text: string;
  readonly level: number;
}

/**
 * Writes an expression in the language, with no more parentheses than it needs: `parseExpression` of the result
 * gives the same tree. (A negative number has no tree of its own; it comes back as the negation of its size.)
 */
export function formatExpr(expr: Expr): string {
  return foldExpr(expr, write).text;
}

function write(expr: Expr, children: readonly Written[]): Written {
  if (expr.kind === "number")
    return { text: String(expr.value), level: expr.value < 0 ? prefixLevel : atomLevel };
  if (expr.kind === "text") return { text: JSON.stringify(expr.value), level: atomLevel };
  if (expr.kind === "name") return { text: expr.name, level: atomLevel };
  if (expr.kind === "conditional") return writeConditional(children);
  const operator = infix[expr.fn];
  if (operator !== undefined) return writeInfix(...operator, children[0]!, children[1]!);
  const sign = prefix[expr.fn];
  if (sign !== undefined) return { text: sign + wrap(children[0]!, prefixLevel), level: prefixLevel };
  return { text: `${expr.fn}(${children.map((child) => child.text).join(", ")})`, level: atomLevel };
}

function writeConditional([condition, then, otherwise]: readonly Written[]): Written {
  const text = `${wrap(condition!, 1)} ? ${wrap(then!, 1)} : ${wrap(otherwise!, conditionalLevel)}`;
  return { text, level: conditionalLevel };
}

function writeInfix(sign: string, level: number, left: Written, right: Written): Written {
  if (level === powerLevel) return { text: `${wrap(left, atomLevel)}^${wrap(right, prefixLevel)}`, level };
  // A chain of comparisons is not in the language, so both sides of one are wrapped.
  const leftLevel = level === comparisonLevel ? level + 1 : level;
  return { text: `${wrap(left, leftLevel)} ${sign} ${wrap(right, level + 1)}`, level };
}

function wrap({ text, level }: Written, least: number): string {
  return level < least ? `(${text})` : text;
}
