import { type Node, nodeAt, type Path } from "./node.ts";
import { hasColumn, readTable } from "./read-table.ts";
import type { Located, Reader } from "./reader.ts";
import type { Sources } from "./sources.ts";

/** Replaces `empirical: {table, column}` by the values of that column, in the entries of `factors`, however deep. */
export async function fillEmpirical(
  reader: Reader,
  sources: Sources,
  entries: readonly (readonly [string, Located])[],
): Promise<readonly (readonly [string, Located])[]> {
  const fill = async ({ node, path }: Located): Promise<Node> => {
    if (node.kind === "scalar") return node;
    if (node.kind === "list") {
      return {
        ...node,
        items: await Promise.all(node.items.map((item, i) => fill({ node: item, path: [...path, i] }))),
      };
    }
    const [table, column] = [nodeAt(node, ["table"]), nodeAt(node, ["column"])];
    if (path.at(-1) === "empirical" && table !== undefined && column !== undefined) {
      const values = await readValues(reader, sources, path, table, column);
      return values === undefined ? node : { ...node, entries: new Map([["values", values]]) };
    }
    const inner = [...node.entries].map(
      async ([key, value]) => [key, await fill({ node: value, path: [...path, key] })] as const,
    );
    return { ...node, entries: new Map(await Promise.all(inner)) };
  };
  return Promise.all(entries.map(async ([name, at]) => [name, { ...at, node: await fill(at) }] as const));
}

async function readValues(
  reader: Reader,
  sources: Sources,
  path: Path,
  tableName: Node,
  columnName: Node,
): Promise<Extract<Node, { kind: "list" }> | undefined> {
  const table = await readTable(reader, sources, { node: tableName, path: [...path, "table"] });
  const at = { node: columnName, path: [...path, "column"] };
  const name = reader.text(at);
  if (table === undefined || name === undefined || !hasColumn(reader, table, name, at)) return undefined;
  const { numbers, type } = table.columns.get(name)!;
  if (type === "text") return reader.report(at, "a column of numbers");
  const { origin } = columnName;
  const items = Array.from(numbers).flatMap((value): Node[] =>
    Number.isNaN(value) ? [] : [{ kind: "scalar", value, origin }],
  );
  return { kind: "list", items, origin };
}
