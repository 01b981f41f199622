import { type BuiltInName, type FunctionName, functionArity, type OwnName } from "../expression/expr.ts";
import { ownNames } from "../expression/own-functions.ts";

/** What a call computes: a function of the language, or the choice that a condition makes. */
export type CallName = FunctionName | "select";

/** A value of the model for one system: known now, drawn, or computed from others. */
export type Node =
  | { readonly id: number; readonly kind: "scalar"; readonly value: number }
  | { readonly id: number; readonly kind: "draw"; readonly factor: number; readonly component: number }
  | { readonly id: number; readonly kind: "call"; readonly fn: CallName; readonly args: readonly Node[] };

/** Those of the language; their order numbers them, and functions from outside come after them as they were added. */
export const callNames: readonly (BuiltInName | "select")[] = [
  ...(Object.keys(functionArity) as BuiltInName[]),
  "select",
];
const numbers = new Map<CallName, number>(callNames.map((name, index) => [name, index]));

export function numberOf(name: CallName): number {
  return numbers.get(name) ?? callNames.length + ownNames().indexOf(name as OwnName);
}

export function callNumbered(number: number): CallName {
  return callNames[number] ?? ownNames()[number - callNames.length]!;
}

/**
 * Nodes of all systems, each distinct one once (hash-consing); an argument's id is below that of its reader. Keys are
 * numbers: a large scenario asks for a hundred thousand nodes, and making texts of them took most of a compilation.
 */
export class NodeTable {
  readonly #scalars = new Map<number, Node>();
  readonly #draws = new Map<number, Node>();
  #negativeZero: Node | undefined;
  #count = 0;
  #calls: (Extract<Node, { kind: "call" }> | undefined)[] = Array(1024);
  #callCount = 0;

  scalar(value: number): Node {
    // A Map takes −0 for 0, but 1 / x does not.
    if (Object.is(value, -0)) {
      this.#negativeZero ??= { id: this.#count++, kind: "scalar", value };
      return this.#negativeZero;
    }
    let node = this.#scalars.get(value);
    if (node === undefined) {
      node = { id: this.#count++, kind: "scalar", value };
      this.#scalars.set(value, node);
    }
    return node;
  }

  draw(factor: number, component: number): Node {
    const key = factor * 2 ** 32 + component;
    let node = this.#draws.get(key);
    if (node === undefined) {
      node = { id: this.#count++, kind: "draw", factor, component };
      this.#draws.set(key, node);
    }
    return node;
  }

  /** A call of at most three arguments. */
  call(fn: CallName, args: readonly Node[]): Node {
    let slot = this.#find(fn, args);
    const known = this.#calls[slot];
    if (known !== undefined) return known;
    if (2 * ++this.#callCount > this.#calls.length) {
      this.#grow();
      slot = this.#find(fn, args);
    }
    const node = { id: this.#count++, kind: "call", fn, args } as const;
    this.#calls[slot] = node;
    return node;
  }

  /** The slot of a call, or the free one where it belongs. */
  #find(fn: CallName, args: readonly Node[]): number {
    const mask = this.#calls.length - 1;
    let slot = hash(fn, args) & mask;
    for (let known = this.#calls[slot]; known !== undefined; known = this.#calls[slot]) {
      if (known.fn === fn && sameNodes(known.args, args)) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const before = this.#calls;
    this.#calls = Array(4 * before.length);
    for (const node of before) if (node !== undefined) this.#calls[this.#find(node.fn, node.args)] = node;
  }
}

function sameNodes(a: readonly Node[], b: readonly Node[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function hash(fn: CallName, args: readonly Node[]): number {
  let h = numberOf(fn);
  for (const { id } of args) {
    h = Math.imul(h ^ id, 0x21f0aaad);
    h ^= h >>> 15;
  }
  h = Math.imul(h, 0xd35a2d97);
  return h ^ (h >>> 15);
}
