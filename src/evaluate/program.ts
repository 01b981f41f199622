import type { Model } from "../model/model.ts";
import { buildGraph, type Node } from "./graph.ts";
import { countDraws, type Operand, type PackedRoutine, packRoutine, type Routine } from "./routine.ts";

/** A model compiled for blocks of rows: plain data, as a worker gets it. A back end decides where scalars and registers stand in memory. */
export interface Program {
  readonly scalars: Float64Array;
  readonly commonRegisters: number;
  /** The most that any system needs. */
  readonly ownRegisters: number;
  /** What more than one system reads: computed once per block. */
  readonly common: PackedRoutine;
  readonly systems: readonly PackedRoutine[];
}

const compiled = new WeakMap<Model, Program>();

/** Compiles every target of every system of a model, once. */
export function compile(model: Model): Program {
  let program = compiled.get(model);
  if (program === undefined) {
    program = compileGraph(buildGraph(model));
    compiled.set(model, program);
  }
  return program;
}

function compileGraph(graph: readonly (readonly Node[])[]): Program {
  const nodes = new Nodes(graph);
  const scalarNodes: Node[] = [];
  const commonNodes: Node[] = [];
  nodes.forEach((node, readers) => {
    if (node.kind === "scalar") nodes.number(node, scalarNodes.push(node) - 1);
    else if (readers > 1) nodes.number(node, commonNodes.push(node) - 1);
  });
  const operand = (node: Node): Operand => nodes.operand(node);
  const common = packRoutine({ ...routine(commonNodes, operand), targets: [] });
  let ownRegisters = 0;
  const systems = graph.map((targets, system) => {
    const own = nodes.ofSystem(system).filter((node) => nodes.isOwn(node));
    own.forEach((node, register) => {
      nodes.number(node, register);
    });
    ownRegisters = Math.max(ownRegisters, own.length);
    return packRoutine({ ...routine(own, operand), targets: targets.map(operand) });
  });
  return {
    scalars: Float64Array.from(scalarNodes, (node) => (node.kind === "scalar" ? node.value : Number.NaN)),
    commonRegisters: commonNodes.length,
    ownRegisters,
    common,
    systems,
  };
}

/** The nodes that some target needs, by id, with the number of systems that read each. */
class Nodes {
  readonly #byId: Node[] = [];
  readonly #readers: number[] = [];
  readonly #numbers: number[] = [];
  readonly #ofSystem: readonly (readonly Node[])[];
  /** The last walk that met a node. */
  readonly #met: number[] = [];
  #walks = 0;

  constructor(graph: readonly (readonly Node[])[]) {
    this.#ofSystem = graph.map((targets) => this.#reachable(targets));
    for (const node of this.#ofSystem.flat()) {
      this.#byId[node.id] = node;
      this.#readers[node.id] = (this.#readers[node.id] ?? 0) + 1;
    }
  }

  /** Everything that the targets of a system need, arguments before their readers. */
  ofSystem(system: number): readonly Node[] {
    return this.#ofSystem[system]!;
  }

  #reachable(targets: readonly Node[]): readonly Node[] {
    const walk = ++this.#walks;
    const found: Node[] = [];
    const open = [...targets];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (this.#met[node.id] === walk) continue;
      this.#met[node.id] = walk;
      found.push(node);
      if (node.kind === "call") for (const arg of node.args) if (this.#met[arg.id] !== walk) open.push(arg);
    }
    return found.sort((a, b) => a.id - b.id);
  }

  /** In ascending order of ids. */
  forEach(visit: (node: Node, readers: number) => void): void {
    this.#byId.forEach((node) => {
      visit(node, this.#readers[node.id]!);
    });
  }

  isOwn(node: Node): boolean {
    return node.kind !== "scalar" && this.#readers[node.id] === 1;
  }

  number(node: Node, index: number): void {
    this.#numbers[node.id] = index;
  }

  operand(node: Node): Operand {
    const space = node.kind === "scalar" ? "scalar" : this.isOwn(node) ? "own" : "common";
    return { space, index: this.#numbers[node.id]! };
  }
}

function routine(nodes: readonly Node[], operand: (node: Node) => Operand): Omit<Routine, "targets"> {
  const draws: Routine["draws"][number][] = [];
  const instructions: Routine["instructions"][number][] = [];
  for (const node of nodes) {
    if (node.kind === "scalar") continue;
    const out = operand(node).index;
    if (node.kind === "draw") draws.push({ factor: node.factor, component: node.component, out });
    else instructions.push({ fn: node.fn, out, operands: node.args.map(operand) });
  }
  return { draws, instructions };
}

/** Whether any target depends on a draw. */
export function hasDraws(program: Program): boolean {
  return [program.common, ...program.systems].some((routine) => countDraws(routine) > 0);
}
