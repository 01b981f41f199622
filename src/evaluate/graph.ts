import { type Expr, type FunctionName, functionArity } from "../expression/expr.ts";
import { scalarFunction } from "../expression/scalar.ts";
import { constant } from "../families/constant.ts";
import type { Model } from "../model/model.ts";
import { type Node, NodeTable } from "./node-table.ts";

export type { Node } from "./node-table.ts";

/** An expression with its names resolved, once for all systems. */
type Resolved =
  | { readonly kind: "node"; readonly node: Node }
  | { readonly kind: "column"; readonly values: Float64Array }
  | { readonly kind: "factor"; readonly factor: number; readonly componentOf: Int32Array }
  | Named
  | { readonly kind: "call"; readonly fn: FunctionName; readonly args: readonly Resolved[] }
  | {
      readonly kind: "conditional";
      readonly condition: Resolved;
      readonly taken: Resolved;
      readonly otherwise: Resolved;
    };

/** An equation, with its node for the system at hand; `everywhere` where that is the same for all systems. */
interface Named {
  readonly kind: "equation";
  readonly expr: Resolved;
  readonly everywhere: boolean;
  system: number;
  node: Node | undefined;
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
      return { kind: "equation", expr, everywhere: isSameEverywhere(expr), system: -1, node: undefined };
    }
    const values = model.columns[name];
    if (values !== undefined) return { kind: "column", values };
    return { kind: "node", node: table.scalar(model.constants[name] ?? Number.NaN) };
  };
  // A constant is no draw, so conditions on it are decided here; its column of the plan stays, unread.
  const drawn = (factor: number): Resolved => {
    const { distribution, nominal, componentOf, components } = model.factors[factor]!;
    if (distribution.family === constant.name && nominal === undefined)
      return { kind: "node", node: table.scalar(distribution.parameters as number) };
    if (components.length === 1) return { kind: "node", node: table.draw(factor, 0) };
    return { kind: "factor", factor, componentOf };
  };
  const resolved = (expr: Expr): Resolved => {
    if (expr.kind === "number") return { kind: "node", node: table.scalar(expr.value) };
    if (expr.kind === "name") return named(expr.name);
    if (expr.kind === "text") throw new Error(`text "${expr.value}" cannot be evaluated as a number`);
    if (expr.kind === "call") return { kind: "call", fn: expr.fn, args: expr.args.map(resolved) };
    const [condition, taken, otherwise] = [expr.condition, expr.then, expr.otherwise].map(resolved);
    return { kind: "conditional", condition: condition!, taken: taken!, otherwise: otherwise! };
  };
  return named;
}

function isSameEverywhere(expr: Resolved): boolean {
  if (expr.kind === "node") return true;
  if (expr.kind === "equation") return expr.everywhere;
  if (expr.kind === "call") return expr.args.every(isSameEverywhere);
  if (expr.kind !== "conditional") return false;
  return [expr.condition, expr.taken, expr.otherwise].every(isSameEverywhere);
}

function lower(expr: Resolved, system: number, table: NodeTable): Node {
  switch (expr.kind) {
    case "node":
      return expr.node;
    case "column":
      return table.scalar(expr.values[system]!);
    case "factor":
      return table.draw(expr.factor, expr.componentOf[system]!);
    case "equation":
      return lowerEquation(expr, system, table);
    case "conditional":
      return choose(expr, system, table);
    case "call":
      return apply(expr.fn, expr.args, system, table);
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

function apply(fn: FunctionName, parts: readonly Resolved[], system: number, table: NodeTable): Node {
  const args = parts.map((part) => lower(part, system, table));
  if (args.every((arg) => arg.kind === "scalar")) {
    return table.scalar(scalarFunction(fn)(...args.map((arg) => arg.value)));
  }
  // A square is one product (src/math/pow.ts).
  if (fn === "pow" && args[1]!.kind === "scalar" && args[1].value === 2)
    return table.call("multiply", [args[0]!, args[0]!]);
  // Kernels of the language take two operands: a longer min or max is a chain, from the left.
  return args.length > 2 && fn in functionArity
    ? args.reduce((left, right) => table.call(fn, [left, right]))
    : table.call(fn, args);
}
