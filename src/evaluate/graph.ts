import type { Expr, FunctionName } from "../expression/expr.ts";
import { scalarFunctions } from "../expression/scalar.ts";
import { constant } from "../families/constant.ts";
import type { Model } from "../model/model.ts";

/** A value of the model for one system: known now, drawn, or computed from others. */
export type Node =
  | { readonly id: number; readonly kind: "scalar"; readonly value: number }
  | { readonly id: number; readonly kind: "draw"; readonly factor: number; readonly component: number }
  | {
      readonly id: number;
      readonly kind: "call";
      readonly fn: FunctionName | "select";
      readonly args: readonly Node[];
    };

type NewNode = Node extends infer N ? (N extends Node ? Omit<N, "id"> : never) : never;

/** Nodes of all systems, each distinct one once (hash-consing); an argument's id is below that of its reader. */
class NodeTable {
  readonly #nodes = new Map<string, Node>();

  intern(key: string, node: NewNode): Node {
    let known = this.#nodes.get(key);
    if (known === undefined) {
      known = { ...node, id: this.#nodes.size };
      this.#nodes.set(key, known);
    }
    return known;
  }

  scalar(value: number): Node {
    return this.intern(Object.is(value, -0) ? "-0" : `${value}`, { kind: "scalar", value });
  }

  draw(factor: number, component: number): Node {
    return this.intern(`d${factor}.${component}`, { kind: "draw", factor, component });
  }

  call(fn: FunctionName | "select", args: readonly Node[]): Node {
    return this.intern(`${fn}(${args.map((arg) => arg.id).join()})`, { kind: "call", fn, args });
  }
}

/**
 * The targets of every system as nodes. What the table and the constants decide is computed here, once: of a
 * condition that no draw can change only the branch taken remains. Systems that compute the same thing share it.
 */
export function buildGraph(model: Model): readonly (readonly Node[])[] {
  const table = new NodeTable();
  const equations = new Map(model.equations.map(({ name, expr }) => [name, expr]));
  const factors = new Map(model.factors.map((factor, index) => [factor.name, index]));
  return model.systems.map((_, system) => {
    const known = new Map<string, Node>();

    const named = (name: string): Node => {
      const before = known.get(name);
      if (before !== undefined) return before;
      const node = resolve(name);
      known.set(name, node);
      return node;
    };
    const resolve = (name: string): Node => {
      const factor = factors.get(name);
      if (factor !== undefined) return drawn(factor);
      const equation = equations.get(name);
      if (equation !== undefined) return lower(equation);
      return table.scalar(model.columns[name]?.[system] ?? model.constants[name] ?? Number.NaN);
    };
    // A constant is no draw, so conditions on it are decided here; its column of the plan stays, unread.
    const drawn = (factor: number): Node => {
      const { distribution, nominal, componentOf } = model.factors[factor]!;
      if (distribution.family === constant.name && nominal === undefined)
        return table.scalar(distribution.parameters as number);
      return table.draw(factor, componentOf[system]!);
    };
    const lower = (expr: Expr): Node => {
      if (expr.kind === "number") return table.scalar(expr.value);
      if (expr.kind === "name") return named(expr.name);
      if (expr.kind === "conditional") return choose(expr);
      if (expr.kind === "text") throw new Error(`text "${expr.value}" cannot be evaluated as a number`);
      return apply(expr.fn, expr.args.map(lower));
    };
    const choose = (expr: Extract<Expr, { kind: "conditional" }>): Node => {
      const condition = lower(expr.condition);
      if (condition.kind !== "scalar")
        return table.call("select", [condition, lower(expr.then), lower(expr.otherwise)]);
      if (Number.isNaN(condition.value)) return condition;
      return lower(condition.value !== 0 ? expr.then : expr.otherwise);
    };
    const apply = (fn: FunctionName, args: readonly Node[]): Node => {
      const values = args.flatMap((arg) => (arg.kind === "scalar" ? [arg.value] : []));
      if (values.length === args.length) return table.scalar(scalarFunctions[fn](...values));
      // Kernels take two operands: a longer min or max is a chain, from the left.
      return args.length > 2
        ? args.reduce((left, right) => table.call(fn, [left, right]))
        : table.call(fn, args);
    };
    return model.targets.map(named);
  });
}
