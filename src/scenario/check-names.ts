import { nearest } from "../core/suggest.ts";
import type { Table } from "../table/table.ts";
import { nodeAt } from "./node.ts";
import { hasColumn } from "./read-table.ts";
import type { Located, Reader } from "./reader.ts";
import type { Constant, Equation, Factor, Scope } from "./scenario.ts";

export interface Declared {
  readonly constants: readonly Constant[];
  readonly equations: readonly Equation[];
  readonly factors: readonly Factor[];
  readonly table: Table | undefined;
}

/**
 * One name, one meaning: an equation shares its name with nothing. A factor may take the place of a constant or a
 * column, which is what makes an assumption uncertain, and is told.
 */
export function checkNames(
  reader: Reader,
  { constants, equations, factors, table }: Declared,
): readonly string[] {
  const isConstant = new Set(constants.map(({ name }) => name));
  const isFactor = new Set(factors.map(({ name }) => name));
  for (const { name, place } of equations) {
    const other = isFactor.has(name) ? "factor" : table?.columns.has(name) ? "column" : undefined;
    if (other === undefined) continue;
    const hint = "Rename one of the two.";
    reader.issues.push({
      ...place,
      got: `an equation "${name}"`,
      expected: `a name that no ${other} has`,
      hint,
    });
  }
  for (const { name, place } of constants) {
    if (!table?.columns.has(name) || isFactor.has(name)) continue;
    const hint = "Rename one of the two.";
    reader.issues.push({
      ...place,
      got: `a constant "${name}"`,
      expected: "a name that no column has",
      hint,
    });
  }
  const overColumns = factors.filter(({ name }) => table?.columns.has(name)).map(({ name }) => name);
  const overConstants = factors.filter(({ name }) => isConstant.has(name)).map(({ name }) => name);
  return [
    ...(overColumns.length > 0 ? [`factors in place of columns: ${overColumns.join(", ")}`] : []),
    ...(overConstants.length > 0
      ? [`${overConstants.length} factors take the place of constants of the model`]
      : []),
  ];
}

/** Scopes name columns of the table; without one there is only `shared`. */
export function checkScopes(
  reader: Reader,
  entries: readonly (readonly [string, Located])[],
  factors: readonly Factor[],
  table: Table | undefined,
): void {
  const atOf = new Map(entries);
  for (const factor of factors) {
    const paths =
      factor.parts === undefined
        ? [{ scope: factor.scope, path: [] }]
        : factor.parts.map(({ scope, name }) => ({ scope, path: ["parts", name] }));
    for (const { scope, path } of paths) {
      if (scope !== "shared") checkScope(reader, atOf.get(factor.name)!, path, scope, table);
    }
  }
}

function checkScope(
  reader: Reader,
  { node, path }: Located,
  owner: readonly string[],
  scope: Exclude<Scope, "shared">,
  table: Table | undefined,
): void {
  const stated = nodeAt(node, [...owner, "scope"]);
  const at = {
    node: stated ?? nodeAt(node, owner)!,
    path: [...path, ...owner, ...(stated === undefined && owner.length > 0 ? [] : ["scope"])],
  };
  if (table === undefined) reader.report(at, "the scope shared, since there is no table");
  else if (scope !== "system") for (const column of scope) hasColumn(reader, table, column, at);
}

/** A drift needs to know the year of every system. */
export function checkDrifts(reader: Reader, declared: Declared): void {
  const { constants, equations, factors, table } = declared;
  const names = new Set([
    ...[...constants, ...equations, ...factors].map(({ name }) => name),
    ...(table?.columns.keys() ?? []),
  ]);
  for (const { name, drift } of factors) {
    if (drift === undefined || (names.has(drift.over) && drift.over !== name)) continue;
    reader.issues.push({
      ...drift.place,
      got: `a drift over "${drift.over}"`,
      expected: "the name of a column, constant, equation or other factor that holds the year",
      hint: "Name it by `over`; without that it is `year`.",
    });
  }
}

/** Each output once, by the name of an equation; `known` has also those that could not be read. */
export function readOutputs(reader: Reader, items: readonly Located[], known: readonly string[]) {
  const seen = new Set<string>();
  return items.flatMap((at) => {
    const name = reader.text(at);
    if (name === undefined) return [];
    if (seen.has(name)) return reader.report(at, "each output once") ?? [];
    seen.add(name);
    if (known.includes(name)) return [{ name, at }];
    const suggestion = nearest(name, known);
    const hint =
      suggestion === undefined ? "Declare it, or remove it here." : `Did you mean "${suggestion}"?`;
    return reader.report(at, "the name of an equation", hint) ?? [];
  });
}
