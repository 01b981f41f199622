import type { Issue } from "../core/issue.ts";
import { nearest } from "../core/suggest.ts";
import { show } from "../families/binding.ts";
import { formatPath, type MapNode, type Node, type Path, toPlain } from "./node.ts";
import type { Place } from "./scenario.ts";

/** A value with the path that leads to it. */
export interface Located<N extends Node = Node> {
  readonly node: N;
  readonly path: Path;
}

/**
 * Typed access to values of a file. Everything that does not fit becomes an issue and reads as undefined, so that
 * reading goes on and every problem is found at once.
 */
export class Reader {
  readonly issues: Issue[] = [];

  report(at: Located, expected: string, hint?: string, got = show(toPlain(at.node))): undefined {
    this.issues.push({ ...placeOf(at), got, expected, ...(hint === undefined ? {} : { hint }) });
  }

  /** A mapping with no keys but these, given as `required` and `optional`. */
  fields<const K extends string>(
    at: Located,
    keys: { readonly required?: readonly K[]; readonly optional?: readonly K[] },
  ): { readonly [key in K]?: Located } | undefined {
    const map = this.map(at);
    if (map === undefined) return undefined;
    const known: readonly string[] = [...(keys.required ?? []), ...(keys.optional ?? [])];
    for (const [key, value] of map.node.entries) {
      if (!known.includes(key)) this.unknownKey({ node: value, path: [...at.path, key] }, key, known);
    }
    for (const key of keys.required ?? []) {
      if (!map.node.entries.has(key)) this.report(at, `the key "${key}"`, undefined, `no "${key}"`);
    }
    const found = known.flatMap((key) => {
      const value = map.node.entries.get(key);
      return value === undefined ? [] : [[key, { node: value, path: [...at.path, key] }] as const];
    });
    return Object.fromEntries(found) as unknown as { readonly [key in K]?: Located };
  }

  unknownKey(at: Located, key: string, known: readonly string[]): void {
    const suggestion = nearest(key, known);
    const hint = suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`;
    this.report(at, `one of ${known.join(", ")}`, hint, `the key "${key}"`);
  }

  map(at: Located): Located<MapNode> | undefined {
    if (at.node.kind === "map") return { node: at.node, path: at.path };
    return this.report(at, "a mapping");
  }

  /** The entries of a mapping, with their paths; none where it is something else. */
  entries(at: Located | undefined): readonly (readonly [string, Located])[] {
    const map = at === undefined ? undefined : this.map(at);
    if (map === undefined) return [];
    return Array.from(map.node.entries, ([key, node]) => [key, { node, path: [...map.path, key] }] as const);
  }

  items(at: Located | undefined): readonly Located[] {
    if (at === undefined) return [];
    if (at.node.kind !== "list") return this.report(at, "a list") ?? [];
    return at.node.items.map((node, index) => ({ node, path: [...at.path, index] }));
  }

  text(at: Located | undefined): string | undefined {
    if (at === undefined) return undefined;
    if (at.node.kind === "scalar" && typeof at.node.value === "string" && at.node.value !== "")
      return at.node.value;
    return this.report(at, "a text");
  }

  /** One of a few words. */
  choice<const W extends string>(at: Located | undefined, words: readonly W[]): W | undefined {
    if (at === undefined) return undefined;
    const value = at.node.kind === "scalar" ? at.node.value : undefined;
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    const suggestion = typeof value === "string" ? nearest(value, words) : undefined;
    return this.report(
      at,
      `one of ${words.join(", ")}`,
      suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`,
    );
  }

  flag(at: Located | undefined): boolean | undefined {
    if (at === undefined) return undefined;
    if (at.node.kind === "scalar" && typeof at.node.value === "boolean") return at.node.value;
    return this.report(at, "true or false");
  }

  number(at: Located | undefined, expected = "a finite number"): number | undefined {
    if (at === undefined) return undefined;
    const value = at.node.kind === "scalar" ? at.node.value : undefined;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    const quoted = typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
    return this.report(at, expected, quoted ? "Remove the quotes." : undefined);
  }

  whole(at: Located | undefined, least: number): number | undefined {
    const expected = `a whole number, ${least} or more`;
    const value = this.number(at, expected);
    if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return value;
    return this.report(at!, expected);
  }

  /** A number strictly between two others. */
  between(at: Located | undefined, low: number, high: number): number | undefined {
    const expected = `a number above ${low} and below ${high}`;
    const value = this.number(at, expected);
    if (value === undefined || (value > low && value < high)) return value;
    return this.report(at!, expected);
  }
}

export function placeOf({ node, path }: Located): Place {
  const { base: _, ...place } = node.origin;
  return { ...place, path: formatPath(path) };
}
