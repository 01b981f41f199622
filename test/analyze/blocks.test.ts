import { describe, expect, test } from "vitest";
import { type Blocks, blockRows } from "../../src/analyze/blocks.ts";
import { medianNetwork } from "../../src/analyze/median-network.ts";
import { plainBlocks } from "../../src/analyze/plain-blocks.ts";
import { vectorBlocks } from "../../src/analyze/vector-blocks.ts";
import { log10 } from "../../src/math/elementary.ts";
import { loadColumns } from "./blocks.ts";
import { makeNormal } from "./generator.ts";

/** What a function leaves in columns from the place given on, with both kinds of memory. */
function both(columns: number, rows: number, run: (blocks: Blocks, to: number) => void): number[][] {
  return [plainBlocks(), vectorBlocks()].map((blocks) => {
    const to = blocks.allocate(columns);
    run(blocks, to);
    return Array.from({ length: columns }, (_, i) => [
      ...blocks.memory().subarray(to + i * blockRows, to + i * blockRows + rows),
    ]).flat();
  });
}

const normal = makeNormal(11);
const columnsOf = (systems: number): readonly Float64Array[] =>
  Array.from({ length: systems }, () => Float64Array.from({ length: blockRows }, () => 3 + normal()));
/** Columns of the values, in a memory. */
function place(blocks: Blocks, values: readonly Float64Array[]) {
  const { places, load } = loadColumns(blocks, values);
  load(0, blockRows);
  return places;
}

describe.each([
  [3, 64],
  [40, 7],
  [289, 61],
])("%i systems and %i rows have the same bits by vector functions and by plain loops", (systems, rows) => {
  const values = columnsOf(systems);
  const dates = Float64Array.from({ length: systems }, (_, j) => 2013 + j / 9);

  test("in sums", () => {
    const [plain, vector] = both(1, rows, (blocks, to) => blocks.addUp(place(blocks, values), rows, to));
    expect(vector).toEqual(plain);
    expect(plain![5]).toBe(values.reduce((sum, column) => sum + column[5]!, 0));
  });

  test("in medians", () => {
    const [plain, vector] = both(1, rows, (blocks, to) =>
      blocks.takeMedians(place(blocks, values), medianNetwork(systems), rows, to),
    );
    expect(vector).toEqual(plain);
    const sorted = values.map((column) => column[5]!).sort((a, b) => a - b);
    expect(plain![5]).toBe((sorted[(systems - 1) >> 1]! + sorted[systems >> 1]!) / 2);
  });

  test("in weighted trends, from any row on", () => {
    const weights = values.map((column) => column.map(Math.abs));
    const first = blockRows - rows;
    const [plain, vector] = both(6, rows, (blocks, to) => {
      const [logs, weighed] = [place(blocks, values), place(blocks, weights)];
      blocks.weighTrend(logs, weighed, blocks.keep(dates), first, rows, to);
    });
    expect(vector).toEqual(plain);
  });

  test("in plain trends, from any row on", () => {
    const first = blockRows - rows;
    const [plain, vector] = both(3, rows, (blocks, to) =>
      blocks.fitTrend(place(blocks, values), blocks.keep(dates), first, rows, to),
    );
    expect(vector).toEqual(plain);
  });

  test("in logarithms", () => {
    const wild = values[0]!.map((value, i) => (i % 7 === 6 ? -i : value * 10 ** (i % 40)));
    const [plain, vector] = both(1, rows, (blocks, to) => {
      blocks.log10(place(blocks, [wild]).places[0]!, rows, to);
    });
    expect(vector).toEqual(plain);
    expect(plain).toEqual([...wild.subarray(0, rows)].map((value) => log10(value)));
  });
});

test("a median is exact down to the least number, and there is none of a row with a value that is not finite", () => {
  const least = Number.MIN_VALUE;
  const values = [
    [least, 1, 1, 1],
    [least, Number.NaN, 2, Infinity],
    [least, 3, 3, -Infinity],
  ].map((column) => Float64Array.from(column));
  for (const found of both(1, 4, (blocks, to) =>
    blocks.takeMedians(place(blocks, values), medianNetwork(3), 4, to),
  ))
    expect(found).toEqual([least, Number.NaN, 2, Number.NaN]);
});

test("a network brings the middle of 0-1 sequences to its place, and so that of all others", () => {
  for (let size = 1; size <= 11; size++) {
    const { pairs } = medianNetwork(size);
    for (let bits = 0; bits < 2 ** size; bits++) {
      const values = Array.from({ length: size }, (_, i) => (bits >> i) & 1);
      const sorted = values.toSorted((a, b) => a - b);
      for (let at = 0; at < pairs.length; at += 2) {
        const [a, b] = [values[pairs[at]!]!, values[pairs[at + 1]!]!];
        values[pairs[at]!] = Math.min(a, b);
        values[pairs[at + 1]!] = Math.max(a, b);
      }
      for (const middle of [(size - 1) >> 1, size >> 1]) expect(values[middle]).toBe(sorted[middle]);
    }
  }
});
