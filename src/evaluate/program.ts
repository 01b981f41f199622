import type { Model } from "../model/model.ts";
import { buildGraph, type Node } from "./graph.ts";
import type { KernelName } from "./kernels.ts";

/** Where an operand stands: a scalar, or a register of what systems have in common or of one system's own. */
export interface Operand {
  readonly space: "scalar" | "common" | "own";
  readonly index: number;
}

/** A kernel's name, the register that it writes in its routine's space, and what it reads: plain data for workers. */
export interface Instruction {
  readonly fn: KernelName;
  readonly out: number;
  readonly operands: readonly Operand[];
}

/** Draws to fetch and instructions to run, in this order. Each writes a register of its own: none is used twice. */
export interface Routine {
  readonly draws: readonly { readonly factor: number; readonly component: number; readonly out: number }[];
  readonly instructions: readonly Instruction[];
}

/** A model compiled for blocks of rows. A back end decides where scalars and registers stand in memory. */
export interface Program {
  readonly scalars: Float64Array;
  readonly commonRegisters: number;
  /** The most that any system needs. */
  readonly ownRegisters: number;
  /** What more than one system reads: computed once per block. */
  readonly common: Routine;
  readonly systems: readonly (Routine & { readonly targets: readonly Operand[] })[];
}

/** Compiles every target of every system of a model. */
export function compile(model: Model): Program {
  const graph = buildGraph(model);
  const reached = graph.map(reachable);
  const readers = new Map<Node, number>();
  for (const node of reached.flat()) readers.set(node, (readers.get(node) ?? 0) + 1);
  const distinct = [...readers.keys()].sort((a, b) => a.id - b.id);
  const isCommon = (node: Node): boolean => readers.get(node)! > 1;

  const scalarNodes = distinct.filter((node) => node.kind === "scalar");
  const scalars = number(scalarNodes);
  const commonNodes = distinct.filter((node) => node.kind !== "scalar" && isCommon(node));
  const common = number(commonNodes);
  const operandIn =
    (own: ReadonlyMap<Node, number>) =>
    (node: Node): Operand => {
      if (node.kind === "scalar") return { space: "scalar", index: scalars.get(node)! };
      const index = common.get(node);
      return index === undefined ? { space: "own", index: own.get(node)! } : { space: "common", index };
    };
  const systems = reached.map((nodes, system) => {
    const own = nodes.filter((node) => node.kind !== "scalar" && !isCommon(node));
    const operand = operandIn(number(own));
    return { ...routine(own, operand), targets: graph[system]!.map(operand), registers: own.length };
  });
  return {
    scalars: Float64Array.from(scalarNodes, (node) => node.value),
    commonRegisters: commonNodes.length,
    ownRegisters: systems.reduce((most, { registers }) => Math.max(most, registers), 0),
    common: routine(commonNodes, operandIn(common)),
    systems: systems.map(({ registers: _, ...system }) => system),
  };
}

/** Everything that the targets need, arguments before their readers. */
function reachable(targets: readonly Node[]): readonly Node[] {
  const found = new Set<Node>();
  const open = [...targets];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    if (node.kind === "call") open.push(...node.args);
  }
  return [...found].sort((a, b) => a.id - b.id);
}

function number(nodes: readonly Node[]): ReadonlyMap<Node, number> {
  return new Map(nodes.map((node, index) => [node, index]));
}

function routine(nodes: readonly Node[], operand: (node: Node) => Operand): Routine {
  return {
    draws: nodes.flatMap((node) =>
      node.kind === "draw"
        ? [{ factor: node.factor, component: node.component, out: operand(node).index }]
        : [],
    ),
    instructions: nodes.flatMap((node) =>
      node.kind === "call"
        ? [{ fn: node.fn, out: operand(node).index, operands: node.args.map(operand) }]
        : [],
    ),
  };
}

/** Whether any target depends on a draw. */
export function hasDraws(program: Program): boolean {
  return [program.common, ...program.systems].some((routine) => routine.draws.length > 0);
}
