import { IssueError } from "../core/issue.ts";
import { nearest } from "../core/suggest.ts";
import type { MapNode, Node } from "./node.ts";
import { toPlain } from "./node.ts";
import type { Located, Reader } from "./reader.ts";
import { readPath, type Setting } from "./set.ts";
import { spacedValues } from "./spaced-values.ts";

/** One scenario of a family. */
export interface Member {
  /** `lifetime=3, place=Norway`: the case of each axis. */
  readonly name: string;
  readonly at: Readonly<Record<string, string | number>>;
  /** What it changes in the file. */
  readonly settings: readonly Setting[];
}

interface Case {
  readonly label: string | number;
  readonly settings: readonly Setting[];
}

interface Axis {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** More scenarios than anybody means to run: a slip in a grid. */
const mostMembers = 10_000;

/**
 * Reads `vary`: axes of a family of scenarios, whose members are all combinations of their cases, the last axis
 * fastest. An axis is one entry with its values, a grid, or a list of named cases with several changes each.
 */
export function readVary(reader: Reader, at: Located | undefined): readonly Member[] {
  if (at === undefined) return [];
  const axes = reader.entries(at).map(([name, axis]) => ({ name, cases: readAxis(reader, axis) }));
  const count = axes.reduce((product, { cases }) => product * cases.length, 1);
  if (count <= mostMembers) return axes.length === 0 ? [] : combine(axes);
  return reader.report(at, `at most ${mostMembers} scenarios`, "Take fewer values.", `${count}`) ?? [];
}

function readAxis(reader: Reader, at: Located): readonly Case[] {
  const cases = at.node.kind === "list" ? readCases(reader, at) : readValues(reader, at);
  const labels = cases.map(({ label }) => `${label}`);
  const twice = labels.find((label, index) => labels.indexOf(label) < index);
  if (twice !== undefined) reader.report(at, "each case once", "Rename or remove one.", `"${twice}" twice`);
  if (cases.length === 0 && at.node.kind === "list") reader.report(at, "at least one case");
  return cases;
}

function readCases(reader: Reader, at: Located): readonly Case[] {
  return reader.items(at).flatMap((item) => {
    const fields = reader.fields(item, { required: ["name"], optional: ["set"] });
    const label = reader.text(fields?.name);
    if (label === undefined) return [];
    const settings = reader.entries(fields?.set).flatMap(([text, value]) => {
      const path = readTarget(reader, value, text);
      return path === undefined ? [] : [{ path, value: value.node }];
    });
    return [{ label, settings }];
  });
}

/** `{set: PATH, values: […]}` or `{set: PATH, from, to, count, scale}`. */
function readValues(reader: Reader, at: Located): readonly Case[] {
  const fields = reader.fields(at, {
    required: ["set"],
    optional: ["values", "from", "to", "count", "scale"],
  });
  const text = reader.text(fields?.set);
  const path = text === undefined ? undefined : readTarget(reader, fields!.set!, text);
  if (fields === undefined || path === undefined) return [];
  const values = fields.values === undefined ? readGrid(reader, at, fields) : reader.items(fields.values);
  return values.map(({ node }) => ({ label: labelOf(node), settings: [{ path, value: node }] }));
}

function readGrid(
  reader: Reader,
  at: Located,
  fields: {
    readonly from?: Located;
    readonly to?: Located;
    readonly count?: Located;
    readonly scale?: Located;
  },
): readonly Located[] {
  const numbers = spacedValues(reader, at, fields);
  const { origin } = at.node;
  return numbers.map((value) => ({ node: { kind: "scalar", value, origin }, path: at.path }));
}

function labelOf(node: Node): string | number {
  if (node.kind === "scalar" && typeof node.value === "number") return node.value;
  return node.kind === "scalar" ? String(node.value) : JSON.stringify(toPlain(node));
}

function readTarget(reader: Reader, at: Located, text: string) {
  const path = readPath(text);
  if (path !== undefined && path[0] !== "vary") return path;
  const hint = "For example factors.lifetime_y.constant.";
  return reader.report(at, "the path of an entry of the scenario", hint, JSON.stringify(text));
}

function combine(axes: readonly Axis[]): readonly Member[] {
  const combinations = axes.reduce<readonly (readonly Case[])[]>(
    (rows, { cases }) => rows.flatMap((row) => cases.map((item) => [...row, item])),
    [[]],
  );
  return combinations.map((cases) => ({
    name: cases.map(({ label }, axis) => `${axes[axis]!.name}=${label}`).join(", "),
    at: Object.fromEntries(cases.map(({ label }, axis) => [axes[axis]!.name, label])),
    settings: cases.flatMap(({ settings }) => settings),
  }));
}

/** A file without its family: what its members change. */
export function withoutVary(root: MapNode): MapNode {
  const entries = new Map(root.entries);
  entries.delete("vary");
  return { ...root, entries };
}

/**
 * The member of this name; none where none is asked for.
 *
 * @throws IssueError where there is no such member.
 */
export function findMember(
  path: string,
  members: readonly Member[],
  name: string | undefined,
): Member | undefined {
  const found = members.find((member) => member.name === name);
  if (found !== undefined || name === undefined) return found;
  const names = members.map((member) => member.name);
  const expected = names.length === 0 ? "a file with a family (`vary`)" : "a member of the family";
  const suggestion = nearest(name, names);
  const hint = suggestion === undefined ? {} : { hint: `Did you mean "${suggestion}"?` };
  throw new IssueError([{ file: path, path: "vary", got: `"${name}"`, expected, ...hint }]);
}
