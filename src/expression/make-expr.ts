import type { Expr, FunctionName } from "./expr.ts";

export const read = (name: string): Expr => ({ kind: "name", name });

export const number = (value: number): Expr => ({ kind: "number", value });

export const call = (fn: FunctionName, ...args: readonly Expr[]): Expr => ({ kind: "call", fn, args });

export const choose = (condition: Expr, then: Expr, otherwise: Expr): Expr => ({
  kind: "conditional",
  condition,
  then,
  otherwise,
});
