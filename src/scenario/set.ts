import type { Issue } from "../core/issue.ts";
import { nearest } from "../core/suggest.ts";
import { familyNames } from "../families/index.ts";
import { formatPath, type MapNode, type Node, nodeAt, type Origin, type Path, toPlain } from "./node.ts";
import { readSetValue } from "./read-yaml.ts";

/** One change of a scenario from the command line. */
export interface Setting {
  readonly path: Path;
  readonly value: Node;
}

/** Files named on the command line are relative to the working directory: to a file without a folder. */
const origin = (file: string): Origin => ({ file, base: "" });

/** Whether a mapping may get keys which are not there yet; whether those mean anything is checked with the rest. */
function isOpen([section, name, entry, ...deeper]: Path): boolean {
  if (section === "factors") return isOpenFactor(entry, deeper);
  return name === undefined && (section === undefined || section === "sampling");
}

/** A factor, its truncation, its drift, its parts and each of them. */
function isOpenFactor(entry: Path[number] | undefined, deeper: Path): boolean {
  if (entry === undefined) return true;
  const inner = entry === "parts" ? deeper.slice(1) : deeper;
  return (
    ["truncate", "drift", "parts", "regression"].includes(String(entry)) &&
    (inner.length === 0 || (entry !== "truncate" && inner.length === 1 && inner[0] === "truncate"))
  );
}

/** Reads `PATH=VALUE`: keys separated by dots, a key with a dot quoted in brackets, an index as a number; YAML. */
export function readSetting(text: string, issues: Issue[]): Setting | undefined {
  const match = /^((?:[^=["]|\["(?:[^"\\]|\\.)*"\]|\[\d+\])+)=(.*)$/s.exec(text);
  const path = match === null ? undefined : readPath(match[1]!.trim());
  if (match === null || path === undefined) {
    const hint = 'For example --set sampling.draws=1024, or --set factors["a.b"].constant=3.';
    issues.push({ file: "--set", path: "", got: JSON.stringify(text), expected: "PATH=VALUE", hint });
    return undefined;
  }
  const value = readSetValue(match[2]!, origin("--set"), issues);
  return value === undefined ? undefined : { path, value };
}

/** A change that an option of its own stands for. */
export function settingOf(option: string, path: Path, value: number | string): Setting {
  return { path, value: { kind: "scalar", value, origin: origin(option) } };
}

/** Keys separated by dots, a key with a dot quoted in brackets, an index as a number; undefined for anything else. */
export function readPath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  const part = /\.?([^.[\]"]+)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]/y;
  while (part.lastIndex < text.length) {
    const start = part.lastIndex;
    const match = part.exec(text);
    if (match === null || (start === 0 && text.startsWith("."))) return undefined;
    const [, word, quoted, index] = match;
    path.push(word ?? (quoted === undefined ? Number(index) : (JSON.parse(`"${quoted}"`) as string)));
  }
  return path.length === 0 ? undefined : path;
}

/** The tree with a change made; a path that leads nowhere is reported and changes nothing. */
export function applySetting(root: Node, setting: Setting, issues: Issue[]): Node {
  const { path, value } = chooseOption(root, setting);
  const replaced = replace(root, path, 0, value, issues);
  return replaced === undefined ? root : dropReplaced(replaced, path);
}

/** A constant for a categorical that sets other factors chooses the option of that value, with what it sets. */
function chooseOption(root: Node, setting: Setting): Setting {
  const { path, value } = setting;
  const options = nodeAt(root, [...path.slice(0, 2), "categorical", "options"]);
  if (path.length !== 3 || path[0] !== "factors" || path[2] !== "constant") return setting;
  if (options?.kind !== "list" || options.items.every((item) => nodeAt(item, ["set"]) === undefined))
    return setting;
  const chosen = options.items.find((item) => toPlain(nodeAt(item, ["value"]) ?? item) === toPlain(value));
  if (chosen?.kind !== "map") return setting;
  const { origin } = value;
  const certain: MapNode = {
    ...chosen,
    entries: new Map(chosen.entries).set("weight", { kind: "scalar", value: 1, origin }),
  };
  const list: Node = { kind: "list", items: [certain], origin };
  return {
    path: [...path.slice(0, 2), "categorical"],
    value: { kind: "map", entries: new Map([["options", list]]), origin },
  };
}

function replace(node: Node, path: Path, depth: number, value: Node, issues: Issue[]): Node | undefined {
  if (depth === path.length) return value;
  const key = path[depth]!;
  if (node.kind === "map") return replaceEntry(node, path, depth, value, issues);
  const index = Number(key);
  const item = node.kind === "list" && Number.isInteger(index) ? node.items[index] : undefined;
  if (node.kind !== "list" || item === undefined) {
    const known = node.kind === "list" ? node.items.map((_, i) => `${i}`) : [];
    return reportUnknown(value.origin, path, depth, known, issues);
  }
  const inner = replace(item, path, depth + 1, value, issues);
  return inner === undefined ? undefined : { ...node, items: node.items.with(index, inner) };
}

function replaceEntry(
  node: MapNode,
  path: Path,
  depth: number,
  value: Node,
  issues: Issue[],
): Node | undefined {
  const key = String(path[depth]);
  const before = node.entries.get(key);
  if (before === undefined && !isOpen(path.slice(0, depth))) {
    return reportUnknown(value.origin, path, depth, [...node.entries.keys()], issues);
  }
  const empty: Node = { kind: "map", entries: new Map(), origin: value.origin };
  const inner = replace(before ?? empty, path, depth + 1, value, issues);
  return inner === undefined ? undefined : { ...node, entries: new Map(node.entries).set(key, inner) };
}

function reportUnknown(
  { base: _, ...place }: Origin,
  path: Path,
  depth: number,
  known: readonly string[],
  issues: Issue[],
): undefined {
  const key = String(path[depth]);
  const suggestion = nearest(key, known);
  const listed = known.length === 0 ? "There is nothing below." : `Known: ${known.slice(0, 20).join(", ")}.`;
  const hint = suggestion === undefined ? listed : `Did you mean "${suggestion}"?`;
  issues.push({
    ...place,
    path: formatPath(path),
    got: `"${key}"`,
    expected: "a path of the scenario",
    hint,
  });
}

/**
 * A new family takes the place of the old one, or of the parts, and what belonged to that goes with it; unit, scope,
 * kind and source stay. A constant is certain in every year, so that it ends the drift too.
 */
function dropReplaced(root: Node, path: Path): Node {
  const [section, , inner] = path;
  const key = String(path.at(-1));
  const isDrawn =
    path.length === 3 || (path.length === 4 && inner === "drift") || (path.length === 5 && inner === "parts");
  if (section !== "factors" || !isDrawn) return root;
  const isFamily = familyNames.includes(key);
  if (!isFamily && !(path.length === 3 && key === "parts")) return root;
  const gone = [...familyNames, "truncate", "nominal", "parts", "combine", "regression"];
  if (key === "constant") gone.push("drift");
  if (key === "parts") gone.push("scope");
  const kept = key === "parts" ? ["parts", "combine"] : [key];
  const dropped = gone.filter((entry) => !kept.includes(entry));
  return change(root, path.slice(0, -1), (map) => ({
    ...map,
    entries: new Map([...map.entries].filter(([entry]) => !dropped.includes(entry))),
  }));
}

/** The tree with the mapping at a path that exists changed. */
function change(node: Node, [key, ...rest]: Path, edit: (map: MapNode) => MapNode): Node {
  if (node.kind !== "map") return node;
  if (key === undefined) return edit(node);
  const inner = node.entries.get(String(key))!;
  return { ...node, entries: new Map(node.entries).set(String(key), change(inner, rest, edit)) };
}
