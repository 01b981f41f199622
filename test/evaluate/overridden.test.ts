import { expect, test } from "vitest";
import { makePlan } from "../../src/design/index.ts";
import { layOutColumns } from "../../src/evaluate/columns.ts";
import { overriddenSource } from "../../src/evaluate/points/overridden.ts";
import { buildModel } from "../../src/model/build.ts";
import { makeLibrary } from "../../src/wasm/library.ts";
import { directions } from "../design/directions.ts";
import { load } from "../scenario/memory-files.ts";

test("overrides go where the memory of a library is now, after the first draws have taken more of it", async () => {
  const { model } = buildModel(
    await load(
      "rebound: 1\nmodel: {equations: {y: a}}\nfactors: {a: {normal: {mean: 0, sd: 2}}}\noutputs: [y]\n",
    ),
  );
  const plan = makePlan(
    {
      name: "points",
      design: "sobol",
      draws: 64,
      replicates: 1,
      seed: 1,
      columns: layOutColumns(model).columns,
      qmcDimensions: 256,
    },
    directions,
  );
  const byVariant = [{ factor: 0, component: null, values: Float64Array.of(Number.NaN, 7) }];
  const source = () =>
    overriddenSource(model, { kind: "overridden", plan, rows: 64, variants: 2, byVariant, byRow: [] });
  const plain = new Float64Array(128);
  source().fill(0, 0, 0, 128, plain, 0);

  const library = makeLibrary();
  const first = library.allocate(8 * 128) / 8;
  const left = library.memory().byteLength - 8 * (first + 128);
  library.allocate(left - 16);
  const before = library.memory();
  source().fill(0, 0, 0, 128, before, first);
  expect(before.length).toBe(0);
  expect(library.memory().slice(first, first + 128)).toEqual(plain);
});
