import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { rebound } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "analyze-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Reference {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly xi: readonly number[];
  readonly pawn: readonly (readonly number[])[];
  readonly hsic: readonly (readonly number[])[];
}
const { ishigami } = JSON.parse(
  readFileSync(new URL("../reference/given.json", import.meta.url), "utf8"),
) as { readonly ishigami: Reference };

/** Writes a CSV of rows and returns its path. */
function csv(name: string, head: string, rows: readonly (readonly (string | number)[])[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${head}\n${rows.map((row) => row.join(",")).join("\n")}\n`);
  return path;
}

const { x, y } = ishigami;
const design = csv(
  "x.csv",
  "run,x1,x2,x3",
  y.map((_, row) => [`r${row}`, x[0]![row]!, x[1]![row]!, x[2]![row]!]),
);
const outputs = csv("y.csv", "run,y", y.map((value, row) => [`r${row}`, value]).reverse());
const scenario = "scenarios/ishigami.yaml";

describe("analyze", () => {
  test("matches rows by identifier and agrees with numpy and scipy", async () => {
    const args = ["--design", design, "--outputs", outputs, "--method", "xi,pawn,hsic,shapley", "--json"];
    const { code, stdout } = await rebound(["analyze", scenario, ...args]);
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    for (const i of [0, 1, 2]) {
      expect(result.xi[0].measures[i].xi.value).toBeCloseTo(ishigami.xi[i]!, 12);
      expect(result.pawn[0].measures[i].median.value).toBeCloseTo(ishigami.pawn[i]![0]!, 12);
      expect(result.hsic[0].measures[i].hsic.value).toBeCloseTo(ishigami.hsic[i]![1]!, 12);
    }
    const shares = result.shapley[0].effects.map((effect: { sh: { value: number } }) => effect.sh.value);
    expect(shares.reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test("a missing factor or row is told with exit code 2, and nothing is printed", async () => {
    const short = csv("short.csv", "run,y", [["r0", 1]]);
    const { code, stdout, stderr } = await rebound([
      "analyze",
      scenario,
      "--design",
      short,
      "--outputs",
      short,
      "--method",
      "xi",
    ]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain('expected a column "x3"');
  });
});
