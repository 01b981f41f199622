import type { Issue } from "../core/issue.ts";
import { familyNames } from "../families/index.ts";
import { formatPath, type MapNode, type Node } from "./node.ts";
import type { Located, Reader } from "./reader.ts";
import type { Sources } from "./sources.ts";

/** What a file gives to the one that includes it. */
interface Included {
  readonly factors: Map<string, Node>;
  readonly correlations: Node[];
}

/**
 * The scenario with the factors and correlations of the files that it includes, depth first. A later declaration of
 * a factor replaces an earlier one as a whole and keeps its place in the order; one that says neither a family nor
 * parts amends the earlier one, key by key.
 */
export async function resolveIncludes(reader: Reader, sources: Sources, root: MapNode): Promise<MapNode> {
  const into: Included = { factors: new Map(), correlations: [] };
  await gather(reader, sources, { node: root, path: [] }, [root.origin.file], into);
  const entries = new Map(root.entries);
  entries.delete("include");
  const { origin } = root;
  if (into.factors.size > 0) {
    entries.set("factors", {
      kind: "map",
      entries: into.factors,
      origin: root.entries.get("factors")?.origin ?? origin,
    });
  }
  if (into.correlations.length > 0) {
    entries.set("correlations", { kind: "list", items: into.correlations, origin });
  }
  return { ...root, entries };
}

async function gather(
  reader: Reader,
  sources: Sources,
  at: Located,
  open: readonly string[],
  into: Included,
): Promise<void> {
  if (at.node.kind !== "map") return;
  const named = at.node.entries.get("include");
  if (named !== undefined) {
    const list: Located = { node: named, path: ["include"] };
    for (const item of named.kind === "list" ? reader.items(list) : [list]) {
      const file = await sources.readYaml(item);
      if (file === undefined) continue;
      if (open.includes(file.path)) reader.issues.push(cycleIssue(item, [...open, file.path]));
      else await gather(reader, sources, acceptIncluded(reader, file.node), [...open, file.path], into);
    }
  }
  for (const [name, { node }] of reader.entries(fieldOf(at, "factors")))
    into.factors.set(name, override(into.factors.get(name), node));
  into.correlations.push(...reader.items(fieldOf(at, "correlations")).map(({ node }) => node));
}

function override(earlier: Node | undefined, later: Node): Node {
  if (earlier?.kind !== "map" || later.kind !== "map") return later;
  const whole = ["parts", "regression", ...familyNames].some((key) => later.entries.has(key));
  return whole ? later : { ...earlier, entries: new Map([...earlier.entries, ...later.entries]) };
}

function fieldOf(at: Located, key: string): Located | undefined {
  const node = at.node.kind === "map" ? at.node.entries.get(key) : undefined;
  return node === undefined ? undefined : { node, path: [key] };
}

function acceptIncluded(reader: Reader, node: Node): Located {
  const at = { node, path: [] };
  reader.fields(at, { optional: ["rebound", "name", "description", "include", "factors", "correlations"] });
  return at;
}

function cycleIssue({ node, path }: Located, files: readonly string[]): Issue {
  const { base: _, ...place } = node.origin;
  const got = `the cycle ${files.slice(files.indexOf(files.at(-1)!)).join(" → ")}`;
  return { ...place, path: formatPath(path), got, expected: "files that do not include themselves" };
}
