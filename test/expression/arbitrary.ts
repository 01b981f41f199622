import fc from "fast-check";
import type { BuiltInName, Expr } from "../../src/expression/expr.ts";
import { functionArity } from "../../src/expression/expr.ts";

const functions = Object.keys(functionArity) as BuiltInName[];

const leaf: fc.Arbitrary<Expr> = fc.oneof(
  fc
    .double({ min: 0, noNaN: true, noDefaultInfinity: true })
    .map((x) => ({ kind: "number", value: Math.abs(x) }) as const),
  fc.nat(20).map((value) => ({ kind: "number", value }) as const),
  fc.constantFrom("a", "b", "x_1", "sin", "year").map((name) => ({ kind: "name", name }) as const),
);
const text: fc.Arbitrary<Expr> = fc
  .oneof(fc.string(), fc.string({ unit: "binary" }))
  .map((value) => ({ kind: "text", value }) as const);

function call(fn: BuiltInName, operand: fc.Arbitrary<Expr>): fc.Arbitrary<Expr> {
  const [least, most] = functionArity[fn];
  return fc
    .array(operand, { minLength: least, maxLength: Math.min(most, 3) })
    .map((args) => ({ kind: "call", fn, args }) as const);
}

/** Every tree that the parser can give: numbers from 0 up, and any operator or function over any operands. */
export function expressions(options: { text: boolean; fns?: readonly BuiltInName[] }): fc.Arbitrary<Expr> {
  return fc.letrec<{ tree: Expr }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, depthIdentifier: "tree" },
      options.text ? fc.oneof(leaf, text) : leaf,
      fc.constantFrom(...(options.fns ?? functions)).chain((fn) => call(fn, tie("tree"))),
      fc
        .tuple(tie("tree"), tie("tree"), tie("tree"))
        .map(
          ([condition, then, otherwise]) => ({ kind: "conditional", condition, then, otherwise }) as const,
        ),
    ),
  })).tree;
}
