import fc from "fast-check";
import { expect, test } from "vitest";
import { makeRunSorter } from "../../src/analyze/runs.ts";
import { type OutputSummary, type SummaryContext, summarizeColumn } from "../../src/analyze/summarize.ts";
import { makeUniform } from "./generator.ts";

const REPLICATES = 4;
const SIZE = 40;
const context = fc.constantFrom<SummaryContext["design"]>("random", "lhs", "sobol").map(
  (design): SummaryContext => ({
    design,
    replicates: REPLICATES,
    probabilities: [0.05, 0.5, 0.8],
    level: 0.95,
  }),
);
const seed = fc.integer({ min: 0, max: 2 ** 31 });
const kind = fc.constantFrom<(u: number) => number>(
  (u) => u,
  (u) => u ** 8 * 1e6,
  (u) => Math.floor(6 * u),
  (u) => 1e5 - 1 / u,
);

function makeColumn(from: number, shape: (u: number) => number): Float64Array {
  const uniform = makeUniform(from);
  return Float64Array.from({ length: REPLICATES * SIZE }, () => shape(uniform()));
}

/** Every number of a summary, in a fixed order; what is not there is left out. */
function numbersOf(summary: OutputSummary): number[] {
  return [summary.mean, summary.sd, ...summary.quantiles].flatMap((estimate) =>
    "level" in estimate
      ? [estimate.value, estimate.low, estimate.high]
      : estimate.value === null
        ? []
        : [estimate.value],
  );
}

test("the order of the rows of a replicate changes nothing, to the last bit", () => {
  fc.assert(
    fc.property(context, seed, kind, fc.nat({ max: SIZE }), (ctx, from, shape, turn) => {
      const values = makeColumn(from, shape);
      const turned = values.map((_, row) => {
        const start = row - (row % SIZE);
        return values[start + ((row + turn) % SIZE)];
      });
      expect(summarizeColumn(turned, ctx)).toEqual(summarizeColumn(values, ctx));
    }),
  );
});

test("a sorter of vector functions, used before and larger, changes nothing", () => {
  const sorter = makeRunSorter(1000);
  fc.assert(
    fc.property(context, seed, kind, (ctx, from, shape) => {
      const values = makeColumn(from, shape);
      expect(summarizeColumn(values, ctx, sorter)).toEqual(summarizeColumn(values, ctx));
    }),
  );
});

test("multiplying by a power of two multiplies every number exactly, far into the range", () => {
  fc.assert(
    fc.property(context, seed, kind, fc.integer({ min: -600, max: 600 }), (ctx, from, shape, power) => {
      const values = makeColumn(from, shape);
      const factor = 2 ** power;
      const scaled = summarizeColumn(
        values.map((value) => value * factor),
        ctx,
      );
      expect(numbersOf(scaled)).toEqual(
        numbersOf(summarizeColumn(values, ctx)).map((value) => value * factor),
      );
    }),
  );
});

test("adding a number moves locations and leaves the standard deviation", () => {
  fc.assert(
    fc.property(context, seed, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (ctx, from, shift) => {
      const values = makeColumn(from, (u) => u);
      const plain = summarizeColumn(values, ctx);
      const moved = summarizeColumn(
        values.map((value) => value + shift),
        ctx,
      );
      // A last place of 1e6 + 1 is 1.2e-10; t(3) = 3.2 times the spread of 4 replicate estimates adds up several.
      const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThan(2e-9);
      near(moved.mean.value as number, (plain.mean.value as number) + shift);
      near(moved.sd.value as number, plain.sd.value as number);
      plain.quantiles.forEach(({ value }, i) => {
        near(moved.quantiles[i].value as number, (value as number) + shift);
      });
      const [low, movedLow] = [plain, moved].map(({ mean }) => ("level" in mean ? mean.low : Number.NaN));
      near(movedLow, low + shift);
    }),
  );
});

test("negating swaps the bounds", () => {
  fc.assert(
    fc.property(context, seed, (ctx, from) => {
      const values = makeColumn(from, (u) => u);
      const { mean, sd } = summarizeColumn(values, ctx);
      const negated = summarizeColumn(
        values.map((value) => -value),
        ctx,
      );
      if (!("level" in mean && "level" in negated.mean)) throw new Error("no interval");
      expect(negated.mean.low).toBeCloseTo(-mean.high, 13);
      expect(negated.mean.high).toBeCloseTo(-mean.low, 13);
      expect(negated.sd.value).toBeCloseTo(sd.value as number, 13);
    }),
  );
});

test("failures never change what the finite draws say", () => {
  const bad = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
  fc.assert(
    fc.property(
      context,
      seed,
      kind,
      bad,
      fc.integer({ min: 1, max: 20 }),
      (ctx, from, shape, failure, extra) => {
        const values = makeColumn(from, shape);
        // The same number of failures in each replicate, at its start.
        const failed = Float64Array.from({ length: REPLICATES * (SIZE + extra) }, (_, row) => {
          const replicate = Math.floor(row / (SIZE + extra));
          const place = row - replicate * (SIZE + extra) - extra;
          return place < 0 ? failure : values[replicate * SIZE + place];
        });
        const found = summarizeColumn(failed, ctx);
        expect(found.failures).toBe(REPLICATES * extra);
        expect(found.draws).toBe(REPLICATES * (SIZE + extra));
        expect(numbersOf(found)).toEqual(numbersOf(summarizeColumn(values, ctx)));
      },
    ),
  );
});
