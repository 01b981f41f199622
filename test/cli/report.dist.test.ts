import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fixture } from "../gallery/fixture.ts";
import { folderWith, rebound } from "./command.ts";

describe("report", () => {
  test("several results get a folder each, named by slugs, and an index; nothing is replaced", async () => {
    const other = { ...fixture, name: "../<b>Other</b>" };
    const folder = folderWith({ "a.json": JSON.stringify(fixture), "b.json": JSON.stringify(other) });
    const out = join(folder, "out");
    const args = ["report", join(folder, "a.json"), join(folder, "b.json"), "--out", out];
    expect(await rebound(args)).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(out).sort()).toEqual(["a-small-example", "b-other-b", "figures", "index.html"]);
    const index = readFileSync(join(out, "index.html"), "utf8");
    expect(index).toContain('<a href="b-other-b/report.html">../&lt;b&gt;Other&lt;/b&gt;</a>');
    expect(index).toContain("Training GWP grows exponentially");
    expect(index).toMatch(
      /<th scope="row"><a href="a-small-example\/report.html">A small example<\/a><\/th><td>gwp: growth per year<\/td>/,
    );
    const again = await rebound(args);
    expect(again).toMatchObject({ code: 2, stdout: "" });
    expect(again.stderr).toContain("--force");
  });

  test("what is no result is refused, every one of them, and nothing is written", async () => {
    const folder = folderWith({
      "a.json": "{",
      "b.json": '{"format":"other"}',
      "c.json": '{"format":"rebound-result/1"}',
    });
    const files = ["a", "b", "c", "d"].map((name) => join(folder, `${name}.json`));
    const { code, stdout, stderr } = await rebound(["report", ...files, "--out", join(folder, "out")]);
    expect([code, stdout]).toEqual([2, ""]);
    for (const file of files) expect(stderr).toContain(`${file}: got `);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  test("a folder stands for the result in it", async () => {
    const folder = folderWith({});
    writeFileSync(join(folder, "result.json"), JSON.stringify(fixture));
    expect((await rebound(["report", folder])).code).toBe(0);
    expect(readdirSync(join(folder, "figures"))).toContain("trend-gwp.png");
  });
});
