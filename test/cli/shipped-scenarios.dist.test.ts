import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Result } from "../../src/result/result.ts";
import { rebound } from "./command.ts";

/** The scenarios of what would curb the growth, at a size at which only their form is tried. */
const small = ["--draws", "16", "--set", "sampling.replicates=2", "--set", "claims=[]"];

interface Document {
  readonly scenarios: readonly { readonly status: string; readonly result: Result }[];
}

test("stress scenarios run in one batch, and their quantities and break-evens have values", async () => {
  const out = mkdtempSync(join(tmpdir(), "rebound-shipped-"));
  const files = ["efficiency-rebound", "water"].map((name) => `scenarios/${name}.yaml`);
  const { code, stdout, stderr } = await rebound(["batch", ...files, ...small, "--out", out, "--json"]);
  expect(code, stderr).toBe(0);
  const { scenarios } = JSON.parse(stdout) as Document;
  expect(scenarios.map(({ status }) => status)).toEqual(Array(7).fill("computed"));
  const [efficiency, ...water] = scenarios.map(({ result }) => result);
  const growth = (id: string): number =>
    efficiency!.trends.find((trend) => trend.id === id)!.growthPerYear.deterministic!;
  // Over the same runs energy is demand over efficiency, exactly.
  expect(growth("energy")).toBeCloseTo(growth("flop") / growth("efficiency"), 10);
  expect(efficiency!.quantities![0]!.deterministic).toBeCloseTo(
    Math.log(growth("flop")) / Math.log(growth("efficiency")),
    10,
  );
  const sums = water.map(({ aggregates }) => aggregates[0]!.deterministic!);
  // Electricity counts half, once, twice; fabs add to each.
  expect(sums[2]! - sums[0]!).toBeCloseTo((sums[4]! - sums[2]!) / 2, -3);
  expect(sums[1]!).toBeGreaterThan(sums[0]!);
  expect(readFileSync(join(out, "index.html"), "utf8")).toContain("7 results");
}, 120_000);
