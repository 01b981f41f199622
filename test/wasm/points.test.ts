import { describe, expect, test } from "vitest";
import { fillColumn, makePlan } from "../../src/design/index.ts";
import { vectorPoints } from "../../src/evaluate/vector-points.ts";
import { makeLibrary } from "../../src/wasm/library.ts";
import { directions } from "../design/directions.ts";
import { firstDifference } from "./columns.ts";

const columns = Array.from({ length: 24 }, (_, i) => ({
  factor: `f${i % 6}`,
  component: i < 6 ? "" : `c${i}`,
}));

describe.each(["random", "sobol", "lhs"])("points of a %s design", (design) => {
  test.each([
    [8192, 8],
    [2 ** 15, 1],
    [2 ** 17, 2],
    [4096, 4],
    [512, 1],
    [64, 16],
    [8, 8],
    [4, 1],
    // No whole number of powers of two: only a Sobol' net needs these.
    ...(design === "sobol"
      ? []
      : [
          [9600, 8],
          [4000, 1],
        ]),
  ] as [number, number][])(
    "are the bits of fillColumn for %i draws in %i replicates",
    (draws, replicates) => {
      const request = { name: "p", design, draws, replicates, seed: 3, columns, qmcDimensions: 12 };
      const plan = makePlan(request, directions);
      const library = makeLibrary();
      const fill = vectorPoints(plan, library);
      const start = library.allocate(8 * draws);
      for (const column of [0, 5, 8, 20]) {
        for (const [from, to] of [
          [0, draws],
          [draws / 2, draws],
          [1, Math.min(3, draws)],
        ] as const) {
          const expected = new Float64Array(draws);
          fillColumn(plan, column, from, to, expected);
          library.memory().fill(0, start / 8, start / 8 + draws);
          fill(column, from, to, start / 8);
          const found = library.memory().slice(start / 8, start / 8 + draws);
          expect([firstDifference(found, expected), column, from]).toEqual([-1, column, from]);
        }
      }
    },
  );
});
