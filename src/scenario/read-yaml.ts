import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  type Node as YamlNode,
} from "yaml";
import type { Issue } from "../core/issue.ts";
import type { Node, Origin, Scalar } from "./node.ts";

/** Limits that keep a file from exhausting the machine; no honest scenario comes near them. */
const limits = { bytes: 2 * 1024 * 1024, nodes: 50_000, depth: 64, aliases: 100 };

/** Thrown to leave the walk of a file at the first limit that it breaks. */
class Refusal extends Error {
  readonly issue: Issue;

  constructor(issue: Issue) {
    super(issue.expected);
    this.issue = issue;
  }
}

/**
 * Reads a YAML 1.2 file (core schema; JSON is YAML): one document, no merge keys, no tags, no key twice. Problems go
 * to `issues`; without a tree there is at least one.
 */
export function readYaml(file: string, bytes: Uint8Array, issues: Issue[]): Node | undefined {
  const known = trees.get(bytes);
  if (known !== undefined && known.file === file) return known.node;
  try {
    const before = issues.length;
    const node = readText(file, decode(file, bytes), issues);
    if (node !== undefined && issues.length === before) trees.set(bytes, { file, node });
    return node;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    issues.push(error.issue);
    return undefined;
  }
}

/** Trees of bytes that were read without a problem: the scenarios of a batch share most of their files. */
const trees = new WeakMap<Uint8Array, { readonly file: string; readonly node: Node }>();

/** Reads the value of a `--set`, which is YAML too. */
export function readSetValue(text: string, origin: Origin, issues: Issue[]): Node | undefined {
  const node = readYaml(origin.file, new TextEncoder().encode(text), issues);
  return node === undefined ? undefined : moveTo(node, origin);
}

function moveTo(node: Node, origin: Origin): Node {
  if (node.kind === "scalar") return { ...node, origin };
  if (node.kind === "list") return { ...node, origin, items: node.items.map((item) => moveTo(item, origin)) };
  return {
    ...node,
    origin,
    entries: new Map(Array.from(node.entries, ([key, value]) => [key, moveTo(value, origin)])),
  };
}

function decode(file: string, bytes: Uint8Array): string {
  if (bytes.length > limits.bytes) {
    refuse(
      file,
      `${bytes.length} bytes`,
      `a file of at most ${limits.bytes} bytes (2 MB)`,
      "Large tables belong in CSV.",
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse(file, "bytes that are no UTF-8", "a text file in UTF-8", "Save it as UTF-8.");
  }
}

function refuse(file: string, got: string, expected: string, hint: string): never {
  throw new Refusal({ file, path: "", got, expected, hint });
}

function readText(file: string, text: string, issues: Issue[]): Node | undefined {
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  checkDepth(file, tokens);
  const documents = [
    ...new Composer({
      version: "1.2",
      schema: "core",
      uniqueKeys: false,
      merge: false,
      prettyErrors: false,
      lineCounter: lines,
      logLevel: "silent",
    }).compose(tokens),
  ];
  const originAt = (offset: number): Origin => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, base: file };
  };
  if (documents.length === 0) {
    return refuse(file, "an empty file", "a mapping", "Start with `rebound: 1`.");
  }
  const [document, another] = documents;
  const count = issues.length;
  for (const problem of [...document!.errors, ...document!.warnings]) {
    const { base: _, ...place } = originAt(problem.pos[0]);
    issues.push({
      ...place,
      path: "",
      got: firstLine(problem.message),
      expected: "YAML 1.2",
      hint: hintFor(problem.code),
    });
  }
  if (another !== undefined) {
    const { base: _, ...place } = originAt(another.range[0]);
    issues.push({
      ...place,
      path: "",
      got: "a second document",
      expected: "one document",
      hint: "Give it a file of its own.",
    });
  }
  if (issues.length > count || document!.contents === null) {
    if (issues.length === count) refuse(file, "an empty file", "a mapping", "Start with `rebound: 1`.");
    return undefined;
  }
  return new Walk(document as Document, originAt, issues).convert(document!.contents as YamlNode, 0);
}

function firstLine(message: string): string {
  return message.split("\n")[0]!.replace(/\.$/, "");
}

function hintFor(code: string): string {
  if (code === "TAG_RESOLVE_FAILED") return "Remove the tag.";
  return "Quote an expression that holds `,` inside {}, or `?`, `: `, ` #`, or starts with `* & ! % @`.";
}

/** Depth on the text's own structure: the library composes values by recursion and would overflow the stack. */
function checkDepth(file: string, tokens: readonly CST.Token[]): void {
  type Token = {
    readonly items?: readonly { readonly value?: unknown; readonly key?: unknown }[];
    readonly value?: unknown;
  };
  const open: { token: Token; depth: number }[] = [];
  for (const token of tokens) open.push({ token: token as Token, depth: 0 });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > limits.depth) {
      refuse(file, "values nested deeper", `a nesting of at most ${limits.depth}`, "Flatten the file.");
    }
    const inner = [token.value, ...(token.items ?? []).flatMap((item) => [item.key, item.value])];
    const step = token.items === undefined ? 0 : 1;
    for (const value of inner) {
      if (typeof value === "object" && value !== null)
        open.push({ token: value as Token, depth: depth + step });
    }
  }
}

/** Turns the library's nodes into ours, following aliases, and counts as it goes. */
class Walk {
  readonly #document: Document;
  readonly #originAt: (offset: number) => Origin;
  readonly #issues: Issue[];
  readonly #open = new Set<YamlNode>();
  #nodes = 0;
  #aliases = 0;

  constructor(document: Document, originAt: (offset: number) => Origin, issues: Issue[]) {
    this.#document = document;
    this.#originAt = originAt;
    this.#issues = issues;
  }

  convert(node: YamlNode | null, at: number): Node {
    const origin = this.#originAt(node?.range?.[0] ?? at);
    if (++this.#nodes > limits.nodes)
      this.#stop(origin, `more than ${limits.nodes} values`, `at most ${limits.nodes}`);
    if (node === null) return { kind: "scalar", value: null, origin };
    if (isAlias(node)) return this.#follow(node, origin);
    if (this.#open.has(node)) this.#stop(origin, "a value that holds itself", "no cycle of aliases");
    this.#open.add(node);
    const converted = this.#convertOpen(node, origin);
    this.#open.delete(node);
    return converted;
  }

  #convertOpen(node: YamlNode, origin: Origin): Node {
    if (isSeq(node))
      return { kind: "list", items: node.items.map((item) => this.convert(item as YamlNode, 0)), origin };
    if (!isMap(node))
      return { kind: "scalar", value: (isScalar(node) ? node.value : null) as Scalar, origin };
    const entries = new Map<string, Node>();
    for (const { key, value } of node.items) {
      const name = this.#readKey(key as YamlNode, origin, entries);
      const inner = this.convert(value as YamlNode | null, (key as YamlNode).range?.[0] ?? 0);
      if (name !== undefined) entries.set(name, inner);
    }
    return { kind: "map", entries, origin };
  }

  #readKey(key: YamlNode, map: Origin, entries: ReadonlyMap<string, Node>): string | undefined {
    const origin = key.range ? this.#originAt(key.range[0]) : map;
    if (!isScalar(key)) {
      this.#report(origin, "a key that is no text", "a name as key", "Write the name alone.");
      return undefined;
    }
    const name = key.source ?? String(key.value);
    if (name === "<<")
      this.#report(origin, "the merge key <<", "no merge keys", "Write the entries out, or use `include`.");
    else if (name === "__proto__")
      this.#report(origin, "the key __proto__", "a name that is allowed", "Choose another.");
    else if (entries.has(name)) {
      this.#report(
        origin,
        `the key "${name}" a second time`,
        "each key once",
        `The first is on line ${entries.get(name)!.origin.line}.`,
      );
    } else return name;
    return undefined;
  }

  #follow(alias: Alias, origin: Origin): Node {
    if (++this.#aliases > limits.aliases)
      this.#stop(origin, `more than ${limits.aliases} aliases`, `at most ${limits.aliases}`);
    const target = alias.resolve(this.#document);
    if (target === undefined)
      this.#stop(origin, `the alias *${alias.source}`, "an anchor of that name before it");
    return this.convert(target as YamlNode, 0);
  }

  #report({ base: _, ...place }: Origin, got: string, expected: string, hint: string): void {
    this.#issues.push({ ...place, path: "", got, expected, hint });
  }

  #stop({ base: _, ...place }: Origin, got: string, expected: string): never {
    throw new Refusal({ ...place, path: "", got, expected, hint: "Make the file smaller." });
  }
}
