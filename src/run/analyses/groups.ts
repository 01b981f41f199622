import { type Issue, IssueError } from "../../core/issue.ts";
import { nearest } from "../../core/suggest.ts";
import { constant } from "../../families/constant.ts";
import type { Model, ModelFactor } from "../../model/model.ts";
import type { GroupResult } from "../../result/sensitivity-result.ts";
import type { AnalysisCommon, GroupDeclaration } from "../../scenario/analyses/index.ts";

/** The factors of a model as an analysis moves them: groups, in declared order of their first factor. */
export interface Grouping {
  readonly groups: readonly FactorGroup[];
  /** Group of each factor of the model, or -1 for a constant, which is no factor. */
  readonly groupOf: Int32Array;
}

export interface FactorGroup extends GroupResult {
  /** Indices into the model's factors. */
  readonly members: readonly number[];
}

/** Sets that are joined step by step, each known by its least member (Tarjan 1975, without ranks). */
class Sets {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, i) => i);
  }

  find(item: number): number {
    let root = item;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    return root;
  }

  join(items: readonly number[]): void {
    const roots = items.map((item) => this.find(item));
    const least = Math.min(...roots);
    for (const root of roots) this.#parent[root] = least;
  }
}

function varies({ distribution }: ModelFactor): boolean {
  return distribution.family !== constant.name;
}

/** Factors that cannot move apart: of one stream, or tied by a copula. */
function ties(model: Model): readonly (readonly number[])[] {
  const byStream = new Map<string, number[]>();
  model.factors.forEach(({ stream }, index) => {
    byStream.set(stream, [...(byStream.get(stream) ?? []), index]);
  });
  return [...byStream.values(), ...model.groups.map(({ factors }) => factors)];
}

/** Factors of one declared factor, or of several that depend on each other. */
function together(model: Model): readonly (readonly number[])[] {
  const byGroup = new Map<string, number[]>();
  model.factors.forEach(({ group }, index) => {
    byGroup.set(group, [...(byGroup.get(group) ?? []), index]);
  });
  return [...byGroup.values()];
}

/** Of joint choices only those groups whose name joins several factors: they depend on each other. */
function dependent(model: Model): readonly (readonly number[])[] {
  return together(model).filter((indices) => model.factors[indices[0]!]!.group.includes("+"));
}

/**
 * Groups of the varying factors: the user's, then factors that depend on each other, then (unless `parts: apart`) the
 * parts and the drift of a factor, then single factors.
 *
 * @throws IssueError for a member that is no factor, or one that two groups claim.
 */
export function makeGroups(
  model: Model,
  { groups: declared, parts }: Pick<AnalysisCommon, "groups" | "parts">,
): Grouping {
  const issues: Issue[] = [];
  const sets = new Sets(model.factors.length);
  const tied = [...ties(model), ...dependent(model)];
  for (const tie of tied) if (tie.length > 0) sets.join(tie);
  if (parts === "together") for (const group of together(model)) sets.join(group);
  const claims = new Map<number, GroupDeclaration>();
  const claimed = declared.map((group) => ({ group, members: membersOf(model, group, issues) }));
  for (const { members } of claimed) if (members.length > 0) sets.join(members);
  for (const { group, members } of claimed) {
    const root = members.length > 0 ? sets.find(members[0]!) : undefined;
    const other = root === undefined ? undefined : claims.get(root);
    if (root !== undefined && other === undefined) claims.set(root, group);
    if (other !== undefined) issues.push(overlap(group, other));
  }
  if (issues.length > 0) throw new IssueError(issues);
  return collect(model, sets, claims, tied);
}

/** @throws IssueError for a member of the groups that is no factor, or one that two of them claim. */
export function checkGroups(model: Model, declared: readonly GroupDeclaration[]): void {
  const issues: Issue[] = [];
  const claims = new Map<number, GroupDeclaration>();
  for (const group of declared) {
    for (const member of membersOf(model, group, issues)) {
      const other = claims.get(member) ?? group;
      claims.set(member, other);
      if (other !== group) issues.push(overlap(group, other));
    }
  }
  if (issues.length > 0) throw new IssueError(issues);
}

function overlap(group: GroupDeclaration, other: GroupDeclaration): Issue {
  const hint =
    "Join the two, or leave the factor out of one: factors that depend on each other move together.";
  return {
    ...group.place,
    got: `${group.name} and ${other.name}, which share factors`,
    expected: "groups apart",
    hint,
  };
}

/** Factors of the model that a group names: by their id, by that of the whole factor, or by what they depend on. */
function membersOf(model: Model, { members }: GroupDeclaration, issues: Issue[]): readonly number[] {
  return members.flatMap(({ name, place }) => {
    const found = model.factors.flatMap((factor, index) =>
      factor.id === name || factor.id.startsWith(`${name}.`) ? [index] : [],
    );
    // One that a preset holds constant is in the group as it was, and moves nothing.
    if (found.length > 0) return found.filter((index) => varies(model.factors[index]!));
    const known = model.factors.filter(varies).map(({ id }) => id);
    const suggestion = nearest(name, known);
    const hint = suggestion === undefined ? `Factors: ${known.join(", ")}.` : `Did you mean "${suggestion}"?`;
    const expected = "a factor that varies, or a part of one";
    issues.push({ ...place, got: `"${name}"`, expected, hint });
    return [];
  });
}

function collect(
  model: Model,
  sets: Sets,
  claims: ReadonlyMap<number, GroupDeclaration>,
  tied: readonly (readonly number[])[],
): Grouping {
  const byRoot = new Map<number, number[]>();
  model.factors.forEach((factor, index) => {
    if (!varies(factor)) return;
    const root = sets.find(index);
    byRoot.set(root, [...(byRoot.get(root) ?? []), index]);
  });
  const groupOf = new Int32Array(model.factors.length).fill(-1);
  const groups = [...byRoot].map(([root, members], number): FactorGroup => {
    for (const member of members) groupOf[member] = number;
    const factors = [...new Set(members.map((index) => model.factors[index]!.id))];
    const name = claims.get(root)?.name ?? nameOf(model, members, factors);
    const isTied = tied.some(
      (tie) =>
        new Set(tie.map((index) => model.factors[index]!.id)).size > 1 &&
        tie.some((index) => members.includes(index)),
    );
    const reason = isTied ? { reason: "factors that depend on each other move together" } : {};
    const kind = claims.get(root)?.kind;
    return { name, ...(kind === undefined ? {} : { kind }), factors, members, ...reason };
  });
  return { groups, groupOf };
}

/** One factor by its id; all that move together by the name of what they are parts of; others joined by `+`. */
function nameOf(model: Model, members: readonly number[], ids: readonly string[]): string {
  if (ids.length === 1) return ids[0]!;
  const names = [...new Set(members.map((index) => model.factors[index]!.group))];
  return names.length === 1 ? names[0]! : ids.join("+");
}
