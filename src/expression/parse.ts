import { nearest } from "../core/suggest.ts";
import { type BuiltInName, type Expr, ExpressionProblem, type FunctionName, functionArity } from "./expr.ts";
import { numberNames, reservedNames } from "./names.ts";
import { ownNamed, ownNames } from "./own-functions.ts";
import { deepestNesting, nestingProblem, parseSyntax, type SyntaxNode } from "./syntax.ts";
import { checkText, quoteText } from "./text-check.ts";

type Operator = Extract<SyntaxNode, { type: "OperatorNode" }>;
type Call = Extract<SyntaxNode, { type: "FunctionNode" }>;

/** mathjs's names of the operators allowed, and ours. */
const operators: ReadonlyMap<string, FunctionName> = new Map([
  ["add", "add"],
  ["subtract", "subtract"],
  ["multiply", "multiply"],
  ["divide", "divide"],
  ["pow", "pow"],
  ["unaryMinus", "negate"],
  ["smaller", "less"],
  ["smallerEq", "lessEqual"],
  ["larger", "greater"],
  ["largerEq", "greaterEqual"],
  ["equal", "equal"],
  ["unequal", "notEqual"],
  ["and", "and"],
  ["or", "or"],
  ["not", "not"],
]);

const writtenAsOperators: ReadonlySet<string> = new Set(
  [...operators.values()].filter((name) => name !== "pow"),
);

/** Functions that an expression may call by name. */
export const functionNames: readonly BuiltInName[] = (Object.keys(functionArity) as BuiltInName[]).filter(
  (name) => !writtenAsOperators.has(name),
);

export interface ParseOptions {
  /** Whether quoted text is allowed, to compare columns with (`where`). */
  readonly allowText?: boolean;
}

/**
 * Reads an expression: mathjs parses, and only what the language has passes from its tree into ours.
 *
 * @throws ExpressionProblem for the first thing found that the language has not.
 */
export function parseExpression(text: string, options: ParseOptions = {}): Expr {
  checkText(text);
  const refuse = (what: string, expected: string, hint?: string): ExpressionProblem =>
    new ExpressionProblem(`${what} in ${quoteText(text)}`, expected, hint);

  const convert = (node: SyntaxNode, depth: number): Expr => {
    if (depth > deepestNesting) throw nestingProblem();
    // Down the first operands by a loop: `a + a + …` is thousands of levels deep on this side.
    const open: Operator[] = [];
    let leaf = node;
    while (leaf.type === "OperatorNode" || leaf.type === "ParenthesisNode") {
      if (leaf.type === "OperatorNode") open.push(leaf);
      leaf = leaf.type === "OperatorNode" ? leaf.args[0]! : leaf.content;
    }
    return open.reduceRight((first, operator) => apply(operator, first, depth), convertLeaf(leaf, depth));
  };

  const apply = (node: Operator, first: Expr, depth: number): Expr => {
    if (node.implicit)
      throw refuse("a multiplication without *", "an operator between values", "Write the *.");
    if (node.fn === "unaryPlus") return first;
    const fn = operators.get(node.fn);
    if (fn === undefined) throw refuse(`the operator ${node.fn}`, "operators of the expression language");
    return { kind: "call", fn, args: [first, ...node.args.slice(1).map((arg) => convert(arg, depth + 1))] };
  };

  const convertLeaf = (node: SyntaxNode, depth: number): Expr => {
    if (node.type === "ConstantNode") return convertConstant(node.value);
    if (node.type === "SymbolNode") return convertName(node.name);
    if (node.type === "FunctionNode") return convertCall(node, depth);
    if (node.type === "ConditionalNode") {
      const [condition, then, otherwise] = [node.condition, node.trueExpr, node.falseExpr].map((part) =>
        convert(part, depth + 1),
      );
      // biome-ignore lint/suspicious/noThenProperty: a branch, not a promise; Expr is never awaited
      return { kind: "conditional", condition: condition!, then: then!, otherwise: otherwise! };
    }
    if (node.type === "RelationalNode") {
      throw refuse("a chain of comparisons", "comparisons of two values", "Write a < b and b < c.");
    }
    if (node.type === "RangeNode") throw refuse("a range", "one number", "A condition is written c ? a : b.");
    throw refuse(`a ${node.type}`, "the expression language");
  };

  const convertConstant = (value: unknown): Expr => {
    if (typeof value === "number" && Number.isFinite(value)) return { kind: "number", value };
    if (typeof value === "number")
      throw refuse(`the value ${value}`, "finite numbers", "Write a number below 1.8e308.");
    if (typeof value !== "string") {
      throw refuse(
        `the word ${value}`,
        "numbers and names",
        "Write 1 for true and 0 for false; there is no null.",
      );
    }
    if (options.allowText === true) return { kind: "text", value };
    throw refuse(`the text ${JSON.stringify(value)}`, "numbers", "Only a where clause compares with text.");
  };

  const convertName = (name: string): Expr => {
    const value = numberNames.get(name);
    if (value !== undefined) return { kind: "number", value };
    if (!reservedNames.has(name)) return { kind: "name", name };
    const hint = name === "i" ? "Arithmetic is real: there is no imaginary unit." : undefined;
    throw refuse(`the reserved name ${name}`, "names of constants, columns, factors or equations", hint);
  };

  const convertCall = (node: Call, depth: number): Expr => {
    if (node.fn.type !== "SymbolNode")
      throw refuse("a call of a value", "a function's name before (", "Write the *.");
    const fn = findFunction(node.fn.name);
    const args = node.args.map((arg) => convert(arg, depth + 1));
    const [least, most] = arityOf(fn);
    if (args.length >= least && args.length <= most) return { kind: "call", fn, args };
    throw refuse(`${fn} with ${plural(args.length)}`, expectedArguments(least, most));
  };

  const findFunction = (name: string): FunctionName => {
    const names = [...functionNames, ...ownNames()];
    const known = names.find((fn) => fn === name);
    if (known !== undefined) return known;
    const meant = nearest(name, names);
    const hint = meant === undefined ? `Functions are ${names.join(", ")}.` : `Did you mean ${meant}?`;
    throw refuse(
      `the unknown function ${name}`,
      "functions of the expression language",
      `${hint} A product needs a *.`,
    );
  };

  return convert(parseSyntax(text.trim()), 0);
}

function arityOf(fn: FunctionName): readonly [least: number, most: number] {
  if (fn in functionArity) return functionArity[fn as BuiltInName];
  const { arity } = ownNamed(fn);
  return [arity, arity];
}

function plural(count: number): string {
  return count === 1 ? "1 argument" : `${count} arguments`;
}

function expectedArguments(least: number, most: number): string {
  if (least === most) return plural(least);
  return Number.isFinite(most) ? `${least} to ${most} arguments` : `at least ${plural(least)}`;
}
