import { describe, expect, test } from "vitest";
import { type ColumnName, fillColumn } from "../../src/design/index.ts";
import { planSaltelli, type SaltelliPlan, saltelliRow } from "../../src/design/saltelli.ts";
import { directions } from "./directions.ts";

const shared = (...names: string[]): ColumnName[] => names.map((factor) => ({ factor, component: "" }));
const components = (factor: string, count: number): ColumnName[] =>
  Array.from({ length: count }, (_, i) => ({ factor, component: `s${i}` }));

/** Shared columns of A, those of B, then pairs of components, as `layOutColumns` orders them. */
function bothMatrices(columns: readonly ColumnName[]): ColumnName[] {
  const [some, others] = [true, false].map((own) =>
    columns.filter(({ component }) => (component === "") === own),
  );
  const mirror = (column: ColumnName): ColumnName => ({ ...column, matrix: 1 });
  return [...some!, ...some!.map(mirror), ...others!.flatMap((column) => [column, mirror(column)])];
}

/** Number of a column of A (0) or B (1), given as its place among `columns`. */
function columnOf({ plan }: SaltelliPlan, matrix: 0 | 1, column: number): number {
  const of = plan.columns.filter((name) => (name.matrix ?? 0) === matrix);
  return plan.columns.indexOf(of[column]!);
}

function plan(
  columns: readonly ColumnName[],
  settings: Partial<Parameters<typeof planSaltelli>[0]> = {},
): SaltelliPlan {
  return planSaltelli(
    {
      name: "sobol",
      design: "sobol",
      mostRows: 64,
      replicates: 8,
      seed: 1,
      columns: bothMatrices(columns),
      qmcDimensions: 256,
      ...settings,
    },
    directions,
  );
}

function rows(of: SaltelliPlan, matrix: 0 | 1, column: number, count: number, replicate = 0): number[] {
  const out = new Float64Array(count);
  const first = saltelliRow(of, replicate, 0);
  fillColumn(of.plan, columnOf(of, matrix, column), first, first + count, out);
  return [...out];
}

describe("Saltelli plan", () => {
  test("dimensions: shared of A, shared of B, then components in pairs, hashed beyond the limit", () => {
    const design = plan([...shared("a", "b"), ...components("c", 4)], { qmcDimensions: 9 });
    const dimension = (matrix: 0 | 1, column: number): number =>
      design.plan.dimensions[columnOf(design, matrix, column)]!;
    expect([0, 1].map((column) => dimension(0, column))).toEqual([1, 2]);
    expect([0, 1].map((column) => dimension(1, column))).toEqual([3, 4]);
    // Nine dimensions hold two pairs: the third would be torn apart.
    expect([2, 3, 4, 5].map((column) => [dimension(0, column), dimension(1, column)])).toEqual([
      [5, 6],
      [7, 8],
      [0, 0],
      [0, 0],
    ]);
  });

  test.each(["sobol", "random"] as const)("%s: rows stay when the base is doubled", (design) => {
    const [small, large] = [64, 4096].map((mostRows) => plan(shared("a", "b"), { design, mostRows }));
    expect(rows(large!, 1, 0, 64, 3)).toEqual(rows(small!, 1, 0, 64, 3));
  });

  test("the first N rows of every column are a net: one point in each of N strata", () => {
    const design = plan(shared("a", "b", "c"));
    for (const matrix of [0, 1] as const) {
      for (const column of [0, 1, 2]) {
        const strata = rows(design, matrix, column, 64, 5).map((u) => Math.floor(64 * u));
        expect(new Set(strata).size).toBe(64);
      }
    }
  });

  test("an appended factor moves no draw of A, nor, in a random design, of B", () => {
    for (const design of ["sobol", "random"] as const) {
      const [few, more] = [plan(shared("a", "b"), { design }), plan(shared("a", "b", "z"), { design })];
      expect(rows(more, 0, 1, 32)).toEqual(rows(few, 0, 1, 32));
      if (design === "random") expect(rows(more, 1, 1, 32)).toEqual(rows(few, 1, 1, 32));
    }
  });

  test("A and B, and replicates, are different points", () => {
    const design = plan(shared("a"));
    expect(rows(design, 0, 0, 8)).not.toEqual(rows(design, 1, 0, 8));
    expect(rows(design, 0, 0, 8, 1)).not.toEqual(rows(design, 0, 0, 8, 2));
  });

  test("any number of replicates; a Latin hypercube has the base as its size", () => {
    expect(rows(plan(shared("a"), { replicates: 5 }), 0, 0, 4, 4).length).toBe(4);
    const cube = plan(shared("a"), { design: "lhs", mostRows: 10, replicates: 3 });
    const strata = rows(cube, 0, 0, 10, 2).map((u) => Math.floor(10 * u));
    expect(strata.sort((x, y) => x - y)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
