import { type Node, nodeAt } from "./node.ts";
import { hasColumn, readTable } from "./read-table.ts";
import type { Located, Reader } from "./reader.ts";
import type { Sources } from "./sources.ts";

/** Replaces `empirical: {table, column}` by the values of that column, in the entries of `factors`. */
export async function fillEmpirical(
  reader: Reader,
  sources: Sources,
  entries: readonly (readonly [string, Located])[],
): Promise<readonly (readonly [string, Located])[]> {
  return Promise.all(
    entries.map(async ([name, at]) => {
      const table = nodeAt(at.node, ["empirical", "table"]);
      const column = nodeAt(at.node, ["empirical", "column"]);
      if (table === undefined || column === undefined || at.node.kind !== "map") return [name, at] as const;
      const values = await readValues(reader, sources, at, table, column);
      if (values === undefined) return [name, at] as const;
      const empirical: Node = { kind: "map", entries: new Map([["values", values]]), origin: values.origin };
      return [
        name,
        { ...at, node: { ...at.node, entries: new Map(at.node.entries).set("empirical", empirical) } },
      ] as const;
    }),
  );
}

async function readValues(
  reader: Reader,
  sources: Sources,
  { path }: Located,
  tableName: Node,
  columnName: Node,
): Promise<Extract<Node, { kind: "list" }> | undefined> {
  const table = await readTable(reader, sources, { node: tableName, path: [...path, "empirical", "table"] });
  const at = { node: columnName, path: [...path, "empirical", "column"] };
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
