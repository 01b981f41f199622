/** Where a value stands: a file with line and column, or `--set`. Relative paths in it are relative to `base`. */
export interface Origin {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly base: string;
}

export type Scalar = string | number | boolean | null;

/**
 * A value of a scenario file that remembers where it stands, so that every later problem can name line and column,
 * also after includes and `--set` have been merged. Maps, not objects: a key is never mistaken for a prototype's.
 */
export type Node =
  | { readonly kind: "map"; readonly entries: ReadonlyMap<string, Node>; readonly origin: Origin }
  | { readonly kind: "list"; readonly items: readonly Node[]; readonly origin: Origin }
  | { readonly kind: "scalar"; readonly value: Scalar; readonly origin: Origin };

export type MapNode = Extract<Node, { kind: "map" }>;

/** Keys and indexes from the root of a file to a value. */
export type Path = readonly (string | number)[];

/** `a.b[0]`; a key that is no plain word is quoted: `factors["a.b"].constant`. */
export function formatPath(path: Path): string {
  return path
    .map((part) =>
      typeof part === "number"
        ? `[${part}]`
        : /^[\w-]+$/.test(part)
          ? `.${part}`
          : `[${JSON.stringify(part)}]`,
    )
    .join("")
    .replace(/^\./, "");
}

/** The value as plain data. */
export function toPlain(node: Node): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(toPlain);
  return Object.fromEntries(Array.from(node.entries, ([key, value]) => [key, toPlain(value)]));
}

/** A value found at a path, if there is one. */
export function nodeAt(root: Node, path: Path): Node | undefined {
  return path.reduce<Node | undefined>((node, key) => {
    if (node?.kind === "map") return node.entries.get(String(key));
    return node?.kind === "list" && typeof key === "number" ? node.items[key] : undefined;
  }, root);
}
