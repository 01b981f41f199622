import { afterEach, expect, test } from "vitest";
import { buildModel } from "../../src/model/build.ts";
import { type Pool, startPool } from "../../src/pool/pool.ts";
import { layOut } from "../../src/run/bands-layout.ts";
import type { BandsPiece } from "../../src/run/bands-work.ts";
import { inline } from "../../src/run/inline.ts";
import { makeJob } from "../../src/run/make-job.ts";
import { directions } from "../design/directions.ts";
import { load } from "../scenario/memory-files.ts";

let pool: Pool;
afterEach(() => pool.close());

async function prepare() {
  const scenario = await load(
    "rebound: 1\nmodel: {equations: {y: a * b}}\nfactors: {a: {normal: {mean: 0, sd: 2}}, b: {uniform: {low: -1, high: 3}}}\noutputs: [y]\nsampling: {draws: 512}\n",
  );
  const { job } = makeJob(scenario, buildModel(scenario), directions);
  const pieces: BandsPiece[] = [{ stage: "evaluate", systems: [0, 1], rows: [0, 512] }];
  return { job, pieces, size: layOut(job).size };
}

/** A pool whose workers hang under the first `hangs` tasks. */
function hanging(hangs: number, told: string[]) {
  const left = new SharedArrayBuffer(4);
  new Int32Array(left)[0] = hangs;
  const options = { pieceTimeout: 1, tell: (text: string) => void told.push(text) };
  pool = startPool(2, new URL("./hanging-worker.mjs", import.meta.url), options);
  return (pieces: readonly unknown[]) => pieces.map((piece) => ({ left, piece }));
}

/** A pool whose workers end under the first `crashes` tasks. */
function crashing(crashes: number) {
  const left = new SharedArrayBuffer(4);
  new Int32Array(left)[0] = crashes;
  pool = startPool(2, new URL("./crashing-worker.mjs", import.meta.url));
  return (pieces: readonly unknown[]) => pieces.map((piece) => ({ left, piece }));
}

test("a piece whose worker ends is computed again, to the same values", async () => {
  const { job, pieces, size } = await prepare();
  const expected = await inline.open(job, size).run(pieces, () => {});
  const wrap = crashing(2);
  expect(await pool.open(job, size).run(wrap(pieces), () => {})).toEqual(expected);
});

test("a piece that ends every worker fails the run, and says so", async () => {
  const { job, pieces, size } = await prepare();
  const wrap = crashing(100);
  await expect(pool.open(job, size).run(wrap(pieces), () => {})).rejects.toThrow(
    "piece 1 of 1 (bands) ended its worker 3 times: worker exited with code: 7",
  );
});

test("a worker that hangs is named and ended, and its piece computed again", async () => {
  const { job, pieces, size } = await prepare();
  const expected = await inline.open(job, size).run(pieces, () => {});
  const told: string[] = [];
  const wrap = hanging(2, told);
  expect(await pool.open(job, size).run(wrap(pieces), () => {})).toEqual(expected);
  expect(told).toHaveLength(2);
  for (const text of told)
    expect(text).toMatch(/^piece 1 of 1 \(bands\) is computed again: thread \d+ has not answered for \d+ s$/);
});

test("a piece that hangs every worker fails the run, and says so", async () => {
  const { job, pieces, size } = await prepare();
  const wrap = hanging(100, []);
  await expect(pool.open(job, size).run(wrap(pieces), () => {})).rejects.toThrow(
    /^piece 1 of 1 \(bands\) ended its worker 3 times: thread \d+ has not answered for \d+ s$/,
  );
});
