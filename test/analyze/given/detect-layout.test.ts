import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectLayout } from "../../../src/analyze/given/detect-layout.ts";
import { makeUniform } from "../generator.ts";

type Row = readonly number[];

function columnsOf(rows: readonly Row[]): readonly Float64Array[] {
  return rows[0]!.map((_, factor) => Float64Array.from(rows, (row) => row[factor]!));
}

function points(count: number, d: number, seed: number): readonly Row[] {
  const uniform = makeUniform(seed);
  return Array.from({ length: count }, () => Array.from({ length: d }, () => uniform()));
}

const replace = (row: Row, at: number, other: Row): Row =>
  row.map((value, i) => (i === at ? other[i]! : value));

function saltelli(d: number, base: number, both: boolean): readonly Row[] {
  const [a, b] = [points(base, d, 1), points(base, d, 2)];
  return a.flatMap((row, i) => {
    const ab = row.map((_, j) => replace(row, j, b[i]!));
    const ba = row.map((_, j) => replace(b[i]!, j, row));
    return [row, ...ab, ...(both ? ba : []), b[i]!];
  });
}

function trajectories(d: number, count: number): readonly Row[] {
  return points(count, d, 3).flatMap((start, t) => {
    const order = start.map((_, j) => (j + t) % d);
    const walk = [start];
    for (const j of order) walk.push(walk.at(-1)!.map((value, i) => (i === j ? value + 0.5 : value)));
    return walk;
  });
}

describe("the layout of a design", () => {
  test("is found for any number of factors and rows", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 7 }),
        fc.integer({ min: 2, max: 9 }),
        fc.boolean(),
        (d, n, both) => {
          expect(detectLayout(columnsOf(saltelli(d, n, both)))).toEqual({ kind: "saltelli", both, base: n });
          expect(detectLayout(columnsOf(trajectories(d, n)))).toEqual({
            kind: "trajectories",
            trajectories: n,
          });
          const radial = points(n, d, 4).flatMap((row) => [
            row,
            ...row.map((_, j) => row.map((value, i) => (i === j ? 1 - value : value))),
          ]);
          expect(detectLayout(columnsOf(radial))).toEqual({ kind: "radial", trajectories: n });
        },
      ),
      { numRuns: 60 },
    );
  });

  test("is none of rows that are independent, out of order, one value off, or too few to tell", () => {
    expect(detectLayout(columnsOf(points(50, 3, 5)))).toBeUndefined();
    const rows = saltelli(3, 8, false);
    expect(detectLayout(columnsOf([...rows.slice(1), rows[0]!]))).toBeUndefined();
    expect(
      detectLayout(columnsOf(rows.map((row, i) => (i === 13 ? row.map((x) => x + 1e-9) : row)))),
    ).toBeUndefined();
    expect(detectLayout(columnsOf(rows.slice(0, 5)))).toBeUndefined();
    expect(detectLayout([])).toBeUndefined();
  });
});
