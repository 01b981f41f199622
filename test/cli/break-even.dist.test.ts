import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { BreakEvenResult } from "../../src/result/break-even-result.ts";
import { folderWith, rebound } from "./command.ts";

const folder = folderWith({
  "s.yaml": `rebound: 1
model: {constants: {k: 2}, equations: {y: "a * x - k", z: "k + x^2"}}
factors: {a: {uniform: {low: 1, high: 2}}, x: {constant: 1}}
outputs: [y, z]
sampling: {draws: 1024, replicates: 8}
`,
});

async function find(...args: string[]): Promise<BreakEvenResult> {
  const { code, stdout, stderr } = await rebound(["break-even", join(folder, "s.yaml"), ...args, "--json"]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout).breakEven[0] as BreakEvenResult;
}

describe("break-even", () => {
  test("the value in every draw: x = 2/a, in closed form", async () => {
    const found = await find(
      "--factor",
      "x",
      "--target",
      "y == 0",
      "--from",
      "0",
      "--to",
      "3",
      "--points",
      "7",
    );
    const at = (p: number) => found.value.quantiles.find((quantile) => quantile.p === p)!.value!;
    // Quantiles of 2/a, a uniform on (1, 2): 2/(2 − p).
    for (const p of [0.05, 0.5, 0.95]) expect(at(p)).toBeCloseTo(2 / (2 - p), 2);
    expect(found.found.value).toBe(1);
    expect(found.curve.map(({ value }) => value)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3]);
    expect(found.least).toMatchObject({ value: 0, median: -2 });
  });

  test("a constant of the model, and a map with the line on which the target is met", async () => {
    const args = [
      "--factor",
      "k",
      "--target",
      "y == 0",
      "--from",
      "0",
      "--to",
      "3",
      "--map",
      "a",
      "--map-points",
      "3",
    ];
    const { map } = await find(...args);
    // At x = 1 the target is met where k = a.
    expect(map!.values).toEqual([1, 1.5, 2]);
    map!.plateau.forEach((value, row) => {
      expect(value).toBeCloseTo(map!.values[row]!, 10);
    });
  });

  test("no value in the range is an answer", async () => {
    const found = await find("--factor", "x", "--target", "z == 0", "--from", "0", "--to", "3");
    expect(found.found.value).toBe(0);
    expect(found.value.mean.value).toBe(null);
    expect(found.least).toMatchObject({ value: 0, median: 2 });
    expect(found.greatest).toMatchObject({ value: 3, median: 11 });
  });

  test.each([
    [["--factor", "k", "--target", "y == 0"], "Give --from and --to"],
    [["--factor", "x", "--target", "y > 0", "--from", "0", "--to", "3"], "two sides with == between"],
    [["--factor", "x", "--target", "w == 0", "--from", "0", "--to", "3"], "an output or a result path"],
    [["--target", "y == 0"], "--factor"],
  ])("%s is refused", async (args, message) => {
    const { code, stdout, stderr } = await rebound(["break-even", join(folder, "s.yaml"), ...args]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});
