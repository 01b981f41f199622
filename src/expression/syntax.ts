import { create, parseDependencies } from "mathjs/number";
import { ExpressionProblem } from "./expr.ts";
import { quoteText } from "./text-check.ts";

/** The kinds of mathjs node that the language has; any other has some other `type`. */
export type SyntaxNode =
  | { readonly type: "ConstantNode"; readonly value: unknown }
  | { readonly type: "SymbolNode"; readonly name: string }
  | { readonly type: "ParenthesisNode"; readonly content: SyntaxNode }
  | {
      readonly type: "OperatorNode";
      readonly fn: string;
      readonly implicit: boolean;
      readonly args: readonly SyntaxNode[];
    }
  | { readonly type: "FunctionNode"; readonly fn: SyntaxNode; readonly args: readonly SyntaxNode[] }
  | {
      readonly type: "ConditionalNode";
      readonly condition: SyntaxNode;
      readonly trueExpr: SyntaxNode;
      readonly falseExpr: SyntaxNode;
    }
  | { readonly type: "RelationalNode" | "RangeNode" };

// mathjs's parser for plain numbers alone: loads in a fifth of the time of the whole library.
const mathjs = create({ parseDependencies }, {});

/**
 * Parses with mathjs; nothing is evaluated or compiled.
 *
 * @throws ExpressionProblem with the place in the text where mathjs stopped.
 */
export function parseSyntax(text: string): SyntaxNode {
  try {
    return mathjs.parse(text) as unknown as SyntaxNode;
  } catch (error) {
    if (error instanceof RangeError) throw nestingProblem();
    if (!(error instanceof SyntaxError)) throw error;
    const at = /^(.*) \(char (\d+)\)$/.exec(error.message);
    const where = at === null ? error.message : `${at[1]} at character ${at[2]}`;
    throw new ExpressionProblem(quoteText(text), "a complete expression", `The parser says: ${where}.`);
  }
}

export function nestingProblem(): ExpressionProblem {
  return new ExpressionProblem(
    "an expression nested too deep",
    `at most ${deepestNesting} levels of powers, signs or conditions`,
    "Split it into several equations.",
  );
}

/** Levels of operands that are not the first of their operator: a long sum, nested on its left, is one level. */
export const deepestNesting = 256;
