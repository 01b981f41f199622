import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, rebound } from "./command.ts";

const scenario = (claim: string): string => `rebound: 1
model: {equations: {y: x + 1}}
factors: {x: {uniform: {low: 0, high: 1}}}
outputs: [y]
sampling: {draws: 256, replicates: 4}
claims: [${claim}]
`;
const sure = scenario('{id: sure, statement: y is above 0, expr: "y > 0", required: true}');
const broken = scenario('{id: broken, expr: "y > 1.5", required: true}');
const open = scenario('{id: open, expr: "y > 1.5"}');

describe("claims on the command line", () => {
  test("a required claim that does not hold: exit 3, the whole result printed", async () => {
    const folder = folderWith({
      "sure.yaml": sure,
      "broken.yaml": broken,
      "open.yaml": open,
      "bad.yaml": scenario("1"),
    });
    const run = (name: string) => rebound(["run", join(folder, name), "--json"]);
    expect((await run("sure.yaml")).code).toBe(0);
    expect((await run("open.yaml")).code).toBe(0);
    const { code, stdout, stderr } = await run("broken.yaml");
    expect(code).toBe(3);
    expect(stderr).toContain('claim broken: "y > 1.5" holds with probability 0.5');
    expect(JSON.parse(stdout).claims[0]).toMatchObject({ id: "broken", met: false, holds: { value: 0.5 } });
    expect((await rebound(["batch", join(folder, "sure.yaml"), join(folder, "broken.yaml")])).code).toBe(3);
    expect((await rebound(["batch", folder])).code).toBe(2);
  });

  test("a table to paste stands beside the result", async () => {
    const folder = folderWith({ "sure.yaml": sure });
    const out = join(mkdtempSync(join(tmpdir(), "rebound-claims-")), "out");
    const { code } = await rebound(["run", join(folder, "sure.yaml"), "--out", out, "--no-report"]);
    expect(code).toBe(0);
    expect(readFileSync(join(out, "claims.md"), "utf8")).toContain("| y is above 0 | 1.000 | 1.000 | – |");
    expect(existsSync(join(out, "claims.csv"))).toBe(true);
  });
});
