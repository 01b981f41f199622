import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { folderWith, rebound } from "./command.ts";

const scenario = (equation: string, more = ""): string => `rebound: 1
model: {equations: {y: ${equation}}}
factors: {x: {uniform: {low: 0, high: 1}}}
outputs: [y]
sampling: {draws: 256, replicates: 4}
${more}`;

const family = "vary: {top: {set: factors.x.uniform.high, values: [1, 2]}}";

describe("batch", () => {
  test("runs files and families, goes on after one that fails, and writes one summary", async () => {
    const folder = folderWith({
      "a.yaml": scenario("x + 1"),
      "broken.yaml": scenario("z"),
      "family.yaml": scenario("x", family),
      "factors.yaml": "factors: {x: {constant: 1}}",
    });
    const out = mkdtempSync(join(tmpdir(), "rebound-batch-"));
    const first = await rebound(["batch", folder, "--out", out]);
    expect(first.code).toBe(2);
    expect(first.stdout).toContain("4 scenarios: 3 computed, 0 reused, 1 failed");
    expect(first.stderr).toMatch(
      /^broken failed:\n.*broken\.yaml:2:24 {2}model\.equations\.y: got the unknown/,
    );
    expect(readdirSync(join(out, "family")).sort()).toEqual(["top=1", "top=2"]);
    const rows = parse(readFileSync(join(out, "summary.csv")), { columns: true }) as Record<string, string>[];
    const medians = rows
      .filter(({ kind }) => kind === "output")
      .map(({ vary_top, id, "q0.5": q }) => [vary_top, id, Math.round(Number(q) * 10) / 10]);
    expect(medians).toEqual([
      ["", "y", 1.5],
      ["1", "y", 0.5],
      ["2", "y", 1],
    ]);
    expect(rows.filter(({ kind }) => kind === "failure").map(({ message }) => message)[0]).toContain(
      "unknown name",
    );
    const index = readFileSync(join(out, "index.html"), "utf8");
    expect(index).toContain('href="family/top=1/result.json"');
    expect(index).toContain("3 results, 1 failed");
    expect(index).toContain('data-figure="members-y"');
    expect(readFileSync(join(out, "figures", "members-y.svg"), "utf8")).toMatch(
      /y goes from 0\.50 \(top = 1\)[\s\S]* to 1\.00 \(top = 2\)/,
    );
    const fromJson = JSON.parse(readFileSync(join(out, "summary.json"), "utf8")) as Record<string, unknown>[];
    const bytes = readFileSync(join(out, "summary.parquet"));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    expect(await parquetReadObjects({ file })).toEqual(fromJson);
    expect(fromJson.length).toBe(rows.length);
  });

  test("computes again only what has changed", async () => {
    const folder = folderWith({ "a.yaml": scenario("x"), "family.yaml": scenario("x", family) });
    const out = mkdtempSync(join(tmpdir(), "rebound-batch-"));
    const count = async (...args: string[]): Promise<string> =>
      (await rebound(["batch", folder, "--out", out, ...args])).stdout.split("\n")[0]!;
    expect(await count()).toBe("3 scenarios: 3 computed, 0 reused, 0 failed");
    expect(await count()).toBe("3 scenarios: 0 computed, 3 reused, 0 failed");
    expect(await count("--draws", "512", "--set", "sampling.replicates=2")).toBe(
      "3 scenarios: 3 computed, 0 reused, 0 failed",
    );
    expect(await count("--seed", "2")).toBe("3 scenarios: 3 computed, 0 reused, 0 failed");
    expect(await count("--seed", "2", "--force")).toBe("3 scenarios: 3 computed, 0 reused, 0 failed");
  });

  test("a member has the result of the file with its changes", async () => {
    const folder = folderWith({
      "family.yaml": scenario("x", family),
      "two.yaml": scenario("x").replace("high: 1", "high: 2"),
    });
    const { stdout, code } = await rebound(["batch", folder, "--json"]);
    expect(code).toBe(0);
    const { format, scenarios } = JSON.parse(stdout);
    expect(format).toBe("rebound-batch/1");
    const [, second, two] = scenarios;
    expect([second.member, second.at, second.status]).toEqual(["top=2", { top: 2 }, "computed"]);
    expect(second.result.outputs).toEqual(two.result.outputs);
  });

  test("a folder without scenarios is bad usage", async () => {
    const { code, stdout, stderr } = await rebound(["batch", folderWith({ "a.txt": "" })]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("expected at least one");
  });
});
