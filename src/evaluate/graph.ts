import { type Expr, type FunctionName, functionArity } from "../expression/expr.ts";
import { scalarFunction } from "../expression/scalar.ts";
import { constant } from "../families/constant.ts";
import type { Model } from "../model/model.ts";
import { type Node, NodeTable } from "./node-table.ts";

export type { Node } from "./node-table.ts";

/** An expression with its names resolved, once for all systems. */
type Resolved = (
  | { readonly kind: "node"; readonly node: Node }
  | { readonly kind: "column"; readonly values: Float64Array }
  | { readonly kind: "factor"; readonly factor: number; readonly componentOf: Int32Array }
  | Named
  | {
      readonly kind: "call";
      readonly fn: FunctionName;
      readonly compute: (...args: number[]) => number;
      readonly args: readonly Resolved[];
    }
  | {
      readonly kind: "conditional";
      readonly condition: Resolved;
      readonly taken: Resolved;
      readonly otherwise: Resolved;
    }
) & {
  /** Whether table and constants decide its value. */
  readonly known: boolean;
};

/** An equation, with its node, or its value where that is known, for the system at hand. */
interface Named {
  readonly kind: "equation";
  readonly expr: Resolved;
  /** Whether its node is the same for all systems. */
  readonly everywhere: boolean;
  system: number;
  node: Node | undefined;
  value: number;
}

/**
 * The targets of every system as nodes. What the table and the constants decide is computed here, once: of a
 * condition that no draw can change only the branch taken remains. Systems that compute the same thing share it.
 */
export function buildGraph(model: Model): readonly (readonly Node[])[] {
  const table = new NodeTable();
  const resolve = resolver(model, table);
  const targets = model.targets.map(resolve);
  return model.systems.map((_, system) => targets.map((target) => lower(target, system, table)));
}

function resolver(model: Model, table: NodeTable): (name: string) => Resolved {
  const equations = new Map(model.equations.map(({ name, expr }) => [name, expr]));
  const factors = new Map(model.factors.map((factor, index) => [factor.name, index]));
  const known = new Map<string, Resolved>();
  const named = (name: string): Resolved => {
    let found = known.get(name);
    if (found === undefined) {
      found = find(name);
      known.set(name, found);
    }
    return found;
  };
  const find = (name: string): Resolved => {
    const factor = factors.get(name);
    if (factor !== undefined) return drawn(factor);
    const equation = equations.get(name);
    if (equation !== undefined) {
      const expr = resolved(equation);
      const everywhere = isSameEverywhere(expr);
      const { known } = expr;
      return { kind: "equation", expr, everywhere, known, system: -1, node: undefined, value: Number.NaN };
    }
    const values = model.columns[name];
    if (values !== undefined) return { kind: "column", values, known: true };
    return fixed(table.scalar(model.constants[name] ?? Number.NaN));
  };
  // A constant is no draw, so conditions on it are decided here; its column of the plan stays, unread.
  const drawn = (factor: number): Resolved => {
    const { distribution, nominal, componentOf, components } = model.factors[factor]!;
    if (distribution.family === constant.name && nominal === undefined)
      return fixed(table.scalar(distribution.parameters as number));
    if (components.length === 1) return fixed(table.draw(factor, 0));
    return { kind: "factor", factor, componentOf, known: false };
  };
  const resolved = (expr: Expr): Resolved => {
    if (expr.kind === "number") return fixed(table.scalar(expr.value));
    if (expr.kind === "name") return named(expr.name);
    if (expr.kind === "text") throw new Error(`text "${expr.value}" cannot be evaluated as a number`);
    if (expr.kind === "call") {
      const { fn } = expr;
      const args = expr.args.map(resolved);
      return { kind: "call", fn, compute: scalarFunction(fn), args, known: args.every(isKnown) };
    }
    const parts = [expr.condition, expr.then, expr.otherwise].map(resolved);
    const [condition, taken, otherwise] = parts as [Resolved, Resolved, Resolved];
    return { kind: "conditional", condition, taken, otherwise, known: parts.every(isKnown) };
  };
  return named;
}

function fixed(node: Node): Resolved {
  return { kind: "node", node, known: node.kind === "scalar" };
}

function isKnown({ known }: Resolved): boolean {
  return known;
}

function isSameEverywhere(expr: Resolved): boolean {
  if (expr.kind === "node") return true;
  if (expr.kind === "equation") return expr.everywhere;
  if (expr.kind === "call") return expr.args.every(isSameEverywhere);
  if (expr.kind !== "conditional") return false;
  return [expr.condition, expr.taken, expr.otherwise].every(isSameEverywhere);
}

function lower(expr: Resolved, system: number, table: NodeTable): Node {
  if (expr.kind === "node") return expr.node;
  if (expr.known) return table.scalar(knownValue(expr, system));
  switch (expr.kind) {
    case "column":
      return table.scalar(expr.values[system]!);
    case "factor":
      return table.draw(expr.factor, expr.componentOf[system]!);
    case "equation":
      return lowerEquation(expr, system, table);
    case "conditional":
      return choose(expr, system, table);
    case "call":
      return apply(expr, system, table);
  }
}

/** The value of what is known, for one system. */
function knownValue(expr: Resolved, system: number): number {
  switch (expr.kind) {
    case "node":
      return expr.node.kind === "scalar" ? expr.node.value : Number.NaN;
    case "column":
      return expr.values[system]!;
    case "equation":
      if (expr.system !== system) {
        expr.value = knownValue(expr.expr, system);
        expr.system = system;
      }
      return expr.value;
    case "conditional": {
      const condition = knownValue(expr.condition, system);
      if (Number.isNaN(condition)) return condition;
      return knownValue(condition !== 0 ? expr.taken : expr.otherwise, system);
    }
    case "call": {
      const [a, b] = expr.args;
      if (expr.args.length === 1) return expr.compute(knownValue(a!, system));
      if (expr.args.length === 2) return expr.compute(knownValue(a!, system), knownValue(b!, system));
      return expr.compute(...expr.args.map((arg) => knownValue(arg, system)));
    }
    case "factor":
      return Number.NaN;
  }
}

function lowerEquation(equation: Named, system: number, table: NodeTable): Node {
  if (equation.node === undefined || (equation.system !== system && !equation.everywhere)) {
    equation.node = lower(equation.expr, system, table);
    equation.system = system;
  }
  return equation.node;
}

function choose(expr: Extract<Resolved, { kind: "conditional" }>, system: number, table: NodeTable): Node {
  const condition = lower(expr.condition, system, table);
  if (condition.kind !== "scalar") {
    return table.call("select", [
      condition,
      lower(expr.taken, system, table),
      lower(expr.otherwise, system, table),
    ]);
  }
  if (Number.isNaN(condition.value)) return condition;
  return lower(condition.value !== 0 ? expr.taken : expr.otherwise, system, table);
}

function apply(
  { fn, compute, args: parts }: Extract<Resolved, { kind: "call" }>,
  system: number,
  table: NodeTable,
): Node {
  const args: Node[] = [];
  let known = true;
  for (const part of parts) {
    const arg = lower(part, system, table);
    args.push(arg);
    known &&= arg.kind === "scalar";
  }
  // A factor that is constant, or a branch not taken, may leave only scalars.
  if (known) return table.scalar(compute(...args.map((arg) => (arg.kind === "scalar" ? arg.value : 0))));
  // A square is one product (src/math/pow.ts).
  if (fn === "pow" && args[1]!.kind === "scalar" && args[1].value === 2)
    return table.call("multiply", [args[0]!, args[0]!]);
  // Kernels of the language take two operands: a longer min or max is a chain, from the left.
  return args.length > 2 && fn in functionArity
    ? args.reduce((left, right) => table.call(fn, [left, right]))
    : table.call(fn, args);
}
