import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { directionNumbers } from "../../src/design/directions.ts";
import {
  type ColumnName,
  checkSampling,
  describePlan,
  designs,
  fillColumn,
  makePlan,
  type Plan,
  parseDirections,
} from "../../src/design/index.ts";
import { masterKey } from "../../src/design/key.ts";
import { permute } from "../../src/design/permutation.ts";
import { philox4x32 } from "../../src/design/philox.ts";
import { PERMUTATION_ROUNDS } from "../../src/math/permutation-rounds.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url));
const reference = (name: string) => JSON.parse(read(`../reference/${name}`).toString("utf8"));
const directions = parseDirections(read("../../data/sobol-directions.bin"));
const names = designs.map(({ name }) => name);

const shared = (count: number): ColumnName[] =>
  Array.from({ length: count }, (_, i) => ({ factor: `f${i}`, component: "" }));

function plan(
  design: string,
  draws: number,
  replicates: number,
  columns = shared(4),
  seed: number | string = 1,
): Plan {
  return makePlan({ name: "test", design, draws, replicates, seed, columns, qmcDimensions: 256 }, directions);
}

function column(of: Plan, index: number): Float64Array {
  const out = new Float64Array(of.draws);
  fillColumn(of, index, 0, of.draws, out);
  return out;
}

describe("streams", () => {
  test("Philox gives the published vectors", () => {
    const words = (hex: readonly string[]) => hex.map((word) => Number.parseInt(word, 16));
    const { vectors } = reference("philox.json") as {
      vectors: { counter: string[]; key: string[]; output: string[] }[];
    };
    for (const { counter, key, output } of vectors) {
      const out = new Uint32Array(4);
      const [c0, c1, c2, c3] = words(counter) as [number, number, number, number];
      const [k0, k1] = words(key) as [number, number];
      philox4x32(c0, c1, c2, c3, k0, k1, out);
      expect([...out]).toEqual(words(output));
    }
    expect(vectors.length).toBe(3);
  });

  test("a seed keeps its meaning: frozen first draws", () => {
    const first = Object.fromEntries(
      names.map((name) => [name, [...column(plan(name, 16, 2), 1).slice(0, 3)]]),
    );
    expect(first).toMatchInlineSnapshot(`
      {
        "lhs": [
          0.10151791731186677,
          0.6305469416111009,
          0.4892805449635489,
        ],
        "random": [
          0.8121433384949341,
          0.044375532888807356,
          0.9142443597083911,
        ],
        "sobol": [
          0.18306005095655564,
          0.8873819340224145,
          0.48519017737999093,
        ],
      }
    `);
    expect(masterKey(1, "bands")).toEqual(masterKey("1", "bands"));
    expect(masterKey(0, "bands")).not.toEqual(masterKey(1, "bands"));
    expect(masterKey(1, "sobol")).not.toEqual(masterKey(1, "bands"));
  });
});

describe.each(names)("%s", (name) => {
  test("any block of any column is the same as in the whole", () => {
    const whole = plan(name, 256, 4);
    const columns = [0, 3].map((index) => column(whole, index));
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.constantFrom(0, 1), (a, b, which) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const out = new Float64Array(300).fill(-1);
        fillColumn(whole, which === 0 ? 0 : 3, from, to, out, 20);
        expect([...out.slice(20, 20 + to - from)]).toEqual([...columns[which]!.slice(from, to)]);
        expect(out[19]).toBe(-1);
        expect(out[20 + to - from]).toBe(-1);
      }),
      { seed: 3 },
    );
  });

  test("numbers are inside (0, 1), distinct, and change with seed, factor, component and replicate", () => {
    const values = [
      ...column(plan(name, 512, 2), 0),
      ...column(plan(name, 512, 2), 1),
      ...column(plan(name, 512, 2, shared(4), 2), 0),
      ...column(plan(name, 512, 2, [{ factor: "f0", component: "A" }]), 0),
    ];
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThan(1);
    // 2048 of 2^32 cells: the chance that any two agree is 5e-4 for the hashed ones; the seed is fixed.
    expect(new Set(values).size).toBe(values.length);
  });

  test("a system or a last shared factor more moves no other shared draw", () => {
    const few = [...shared(3), { factor: "s", component: "A" }];
    const many = [...shared(4), { factor: "s", component: "A" }, { factor: "s", component: "B" }];
    for (let i = 0; i < 3; i++)
      expect(column(plan(name, 64, 1, few), i)).toEqual(column(plan(name, 64, 1, many), i));
  });

  test("mean and correlation of columns are those of independent uniforms", () => {
    const of = plan(name, 4096, 1, [...shared(2), { factor: "s", component: "A" }]);
    const columns = [0, 1, 2].map((index) => column(of, index).map((u) => (u - 0.5) * Math.sqrt(12)));
    const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
    // |z| < 5 for each of six statistics: a correct design fails with probability below 4e-6, and the seed is fixed.
    for (const values of columns) expect(Math.abs(mean(values)) * 64).toBeLessThan(5);
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      expect(Math.abs(mean(columns[a]!.map((v, i) => v * columns[b]![i]!))) * 64).toBeLessThan(5);
    }
  });
});

describe("Sobol' nets", () => {
  test("unscrambled points are those of Joe & Kuo", () => {
    const { columns } = reference("sobol.json") as { columns: Record<string, number[]> };
    const numbers = directionNumbers(directions, Math.max(...Object.keys(columns).map(Number)));
    for (const [dimension, points] of Object.entries(columns)) {
      const start = 32 * (Number(dimension) - 1);
      let point = 0;
      points.forEach((expected, i) => {
        expect((point >>> 0) / 4).toBe(expected);
        point ^= numbers[start + 31 - Math.clz32((i + 1) & -(i + 1))]!;
      });
    }
  });

  test("each replicate of each column is stratified: one point in each of n cells", () => {
    const of = plan("sobol", 1024, 4);
    for (let c = 0; c < 4; c++) {
      const values = column(of, c);
      for (let r = 0; r < 4; r++) {
        const cells = new Set(values.slice(256 * r, 256 * (r + 1)).map((u) => Math.floor(u * 256)));
        expect(cells.size).toBe(256);
      }
    }
  });

  test("the first two dimensions are a (0, m, 2)-net after scrambling", () => {
    const of = plan("sobol", 256, 1);
    const [x, y] = [column(of, 0), column(of, 1)];
    for (let k = 0; k <= 8; k++) {
      const boxes = new Set(
        Array.from(x, (u, i) => `${Math.floor(u * 2 ** k)} ${Math.floor(y[i]! * 2 ** (8 - k))}`),
      );
      expect(boxes.size).toBe(256);
    }
  });

  test("the error of a smooth mean falls far faster than at random", () => {
    const error = (design: string, draws: number): number => {
      let squares = 0;
      for (let seed = 0; seed < 40; seed++) {
        const of = plan(design, draws, 1, shared(3), seed);
        const columns = [0, 1, 2].map((index) => column(of, index));
        const mean =
          columns[0]!.reduce(
            (sum, _, i) => sum + columns.reduce((product, u) => product * (0.5 + u[i]!), 1),
            0,
          ) / draws;
        squares += (mean - 1) ** 2;
      }
      return Math.sqrt(squares / 40);
    };
    // Scrambled nets: n^-1.5 (Owen 1997), 512 times less from 16 to 1024 points; random: 8 times. Between: 64.
    expect(error("sobol", 16) / error("sobol", 1024)).toBeGreaterThan(64);
    expect(error("random", 16) / error("random", 1024)).toBeLessThan(64);
  });

  test("individual components beyond the limit are hashed, shared factors never", () => {
    const columns = [...shared(2), { factor: "s", component: "A" }, { factor: "s", component: "B" }];
    const of = makePlan(
      { name: "t", design: "sobol", draws: 8, replicates: 1, seed: 1, columns, qmcDimensions: 3 },
      directions,
    );
    expect(describePlan(of).columns.map(({ dimension }) => dimension)).toEqual([1, 2, 3, "hashed"]);
  });
});

describe("Latin hypercubes", () => {
  test("have one point in each stratum of each replicate, for any size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 3 }), (size, replicates) => {
        const values = column(plan("lhs", size * replicates, replicates), 1);
        for (let r = 0; r < replicates; r++) {
          const strata = [...values.slice(size * r, size * (r + 1))].map((u) => Math.floor(u * size));
          expect(strata.sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  test("permutations put each element everywhere equally often", () => {
    const [size, trials] = [7, 7000];
    const counts = new Float64Array(size * size);
    for (let trial = 0; trial < trials; trial++) {
      const keys = new Int32Array(2 * PERMUTATION_ROUNDS);
      const words = new Uint32Array(4);
      for (let i = 0; i < PERMUTATION_ROUNDS; i++) {
        philox4x32(trial, i, 0, 0, 1, 2, words);
        keys.set([words[0]!, words[1]!], 2 * i);
      }
      for (let i = 0; i < size; i++) counts[i * size + permute(i, size, keys)]!++;
    }
    const expected = trials / size;
    const chi2 = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 36 degrees of freedom: above 90 with probability 1.5e-6; the keys are fixed.
    expect(chi2).toBeLessThan(90);
  });
});

describe("what a design cannot serve", () => {
  test.each([
    [{ design: "sobl", draws: 8, replicates: 1 }, "design"],
    [{ design: "sobol", draws: 1000, replicates: 8 }, "draws"],
    [{ design: "sobol", draws: 1024, replicates: 3 }, "replicates"],
    [{ design: "sobol", draws: 4, replicates: 8 }, "draws"],
    [{ design: "lhs", draws: 100, replicates: 8 }, "draws"],
    [{ design: "random", draws: 0, replicates: 1 }, "draws"],
    [{ design: "sobol", draws: 8, replicates: 1, sharedColumns: 30_000 }, "design"],
  ])("%j", (sampling, path) => {
    expect(checkSampling(sampling).map((problem) => problem.path)).toEqual([path]);
  });
});
