import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { rebound } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "analyze-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Column = readonly number[];
interface Regression {
  readonly r2: number;
  readonly factors: Column;
}
/** One Latin hypercube of 512 rows with what numpy and scipy say of it: test/reference/given.py. */
interface Reference {
  readonly x: readonly Column[];
  readonly y: Column;
  readonly src: Regression;
  readonly srrc: Regression;
  readonly pcc: Column;
  readonly prcc: Column;
  readonly spearman: Column;
  readonly xi: Column;
  readonly rankFirstOrder: Column;
  readonly rbdFast: Column;
  readonly pawn: readonly Column[];
  readonly delta: Column;
  readonly hsic: readonly Column[];
  readonly regional: Column;
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
  "run,x1,x2,x3,x4",
  y.map((_, row) => [`r${row}`, ...x.map((column) => column[row]!)]),
);
const outputs = csv("y.csv", "run,y", y.map((value, row) => [`r${row}`, value]).reverse());
const scenario = join(folder, "scenario.yaml");
const uniform = "{uniform: {low: -3.141592653589793, high: 3.141592653589793}}";
writeFileSync(
  scenario,
  `rebound: 1
model: {equations: {y: sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1) + 0 * x4}}
factors: {x1: ${uniform}, x2: ${uniform}, x3: ${uniform}, x4: ${uniform}}
outputs: [y]
`,
);

type Measures = readonly Readonly<Record<string, { readonly value: number }>>[];

function near(measures: Measures, name: string, expected: Column): void {
  expect(measures).toHaveLength(expected.length);
  for (const [i, value] of expected.entries())
    expect(Math.abs(measures[i]![name]!.value - value)).toBeLessThan(1e-9);
}

describe("analyze", () => {
  test("matches rows by identifier and agrees with numpy, scipy and SALib's definitions to 1e-9", async () => {
    const methods =
      "src,srrc,pcc,prcc,spearman,xi,rankFirstOrder,rbdFast,pawn,delta,hsic,regional,shapleyNeighbours";
    const args = ["--design", design, "--outputs", outputs, "--method", methods, "--json"];
    const { code, stdout } = await rebound(["analyze", scenario, ...args]);
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    for (const name of ["src", "srrc"] as const) {
      near(result[name][0].measures, name, ishigami[name].factors);
      expect(Math.abs(result[name][0].r2.value - ishigami[name].r2)).toBeLessThan(1e-9);
    }
    for (const name of ["pcc", "prcc", "spearman", "xi"] as const) {
      near(result[name][0].measures, name, ishigami[name]);
    }
    near(result.rankFirstOrder[0].measures, "s1", ishigami.rankFirstOrder);
    near(result.rbdFast[0].measures, "s1", ishigami.rbdFast);
    near(result.delta[0].measures, "plugIn", ishigami.delta);
    near(result.regional[0].measures, "ks", ishigami.regional);
    const column = (rows: readonly Column[], at: number) => rows.map((row) => row[at]!);
    for (const [at, name] of ["median", "mean", "maximum", "minimum", "cv"].entries()) {
      near(result.pawn[0].measures, name, column(ishigami.pawn, at));
    }
    for (const [at, name] of ["r2", "hsic"].entries()) {
      near(result.hsic[0].measures, name, column(ishigami.hsic, at));
    }
    const shares = (result.shapleyNeighbours[0].measures as Measures).map(({ sh }) => sh!.value);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
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
