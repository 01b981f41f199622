import type { Model } from "../model/model.ts";
import { buildGraph, type Node } from "./graph.ts";
import type { KernelName } from "./kernels.ts";

/** Where an operand stands in memory, and −1 or 0: one value per row, or one for all (see kernels.ts). */
export interface Operand {
  readonly offset: number;
  readonly mask: number;
}

/** A kernel's name, the number of its operands, and where it reads and writes: plain data, as a worker gets it. */
export interface Instruction {
  readonly fn: KernelName;
  readonly arity: number;
  readonly out: number;
  readonly operands: readonly [Operand, Operand, Operand];
}

/** Draws to fetch and instructions to run, in this order. */
export interface Routine {
  readonly draws: readonly { readonly factor: number; readonly component: number; readonly out: number }[];
  readonly instructions: readonly Instruction[];
}

/** A model compiled for blocks of rows. Memory: scalars, then one register of `blockRows` values after another. */
export interface Program {
  readonly blockRows: number;
  readonly memorySize: number;
  readonly scalars: Float64Array;
  /** What more than one system reads: computed once per block. */
  readonly common: Routine;
  readonly systems: readonly (Routine & { readonly targets: readonly Operand[] })[];
}

/** Registers that all fit a block this long should stay within a core's second-level cache. */
const cacheDoubles = 1 << 18;
const longestBlock = 512;
const shortestBlock = 64;

/** Compiles every target of every system of a model. */
export function compile(model: Model): Program {
  const graph = buildGraph(model);
  const reached = graph.map(reachable);
  const readers = new Map<Node, number>();
  for (const node of reached.flat()) readers.set(node, (readers.get(node) ?? 0) + 1);
  const distinct = [...readers.keys()].sort((a, b) => a.id - b.id);
  const isCommon = (node: Node): boolean => readers.get(node)! > 1;

  const scalars = new Map(
    distinct.flatMap((node) => (node.kind === "scalar" ? [node] : [])).map((node, i) => [node as Node, i]),
  );
  const commonNodes = distinct.filter((node) => node.kind !== "scalar" && isCommon(node));
  const own = reached.map((nodes) => nodes.filter((node) => node.kind !== "scalar" && !isCommon(node)));
  const common = new Map(commonNodes.map((node, register) => [node, register]));
  const allocated = own.map((nodes, system) => allocate(nodes, graph[system]!, common.size));
  const registers = allocated.reduce((most, { registers }) => Math.max(most, registers), common.size);
  const blockRows = blockLength(registers);

  const place = (register: number): number => scalars.size + register * blockRows;
  const operandIn =
    (map: ReadonlyMap<Node, number>) =>
    (node: Node): Operand => {
      if (node.kind === "scalar") return { offset: scalars.get(node)!, mask: 0 };
      return { offset: place(common.get(node) ?? map.get(node)!), mask: -1 };
    };
  return {
    blockRows,
    memorySize: scalars.size + registers * blockRows,
    scalars: Float64Array.from(scalars.keys(), (node) => (node.kind === "scalar" ? node.value : Number.NaN)),
    common: routine(commonNodes, operandIn(common)),
    systems: own.map((nodes, system) => {
      const operand = operandIn(allocated[system]!.registerOf);
      return { ...routine(nodes, operand), targets: graph[system]!.map(operand) };
    }),
  };
}

function blockLength(registers: number): number {
  let rows = longestBlock;
  while (rows > shortestBlock && rows * registers > cacheDoubles) rows /= 2;
  return rows;
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

/** Gives each node a register from `first` on; a register is free again after its last reader. */
function allocate(nodes: readonly Node[], targets: readonly Node[], first: number) {
  const lastReader = new Map<Node, Node>();
  for (const node of nodes) if (node.kind === "call") for (const arg of node.args) lastReader.set(arg, node);
  for (const target of targets) lastReader.delete(target);
  const registerOf = new Map<Node, number>();
  const free: number[] = [];
  let registers = first;
  const drawn = nodes.filter((node) => node.kind === "draw");
  for (const node of drawn) registerOf.set(node, registers++);
  for (const node of nodes) {
    if (node.kind !== "call") continue;
    for (const arg of new Set(node.args)) {
      if (lastReader.get(arg) === node && registerOf.has(arg)) free.push(registerOf.get(arg)!);
    }
    registerOf.set(node, free.pop() ?? registers++);
  }
  return { registerOf, registers };
}

function routine(nodes: readonly Node[], operand: (node: Node) => Operand): Routine {
  const unused: Operand = { offset: 0, mask: 0 };
  return {
    draws: nodes.flatMap((node) =>
      node.kind === "draw"
        ? [{ factor: node.factor, component: node.component, out: operand(node).offset }]
        : [],
    ),
    instructions: nodes.flatMap((node) => {
      if (node.kind !== "call") return [];
      const [a = unused, b = unused, c = unused] = node.args.map(operand);
      return [
        { fn: node.fn, arity: node.args.length, out: operand(node).offset, operands: [a, b, c] as const },
      ];
    }),
  };
}

/** Whether any target depends on a draw. */
export function hasDraws(program: Program): boolean {
  return [program.common, ...program.systems].some((routine) => routine.draws.length > 0);
}
