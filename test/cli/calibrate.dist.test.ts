import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, rebound, root } from "./command.ts";

describe("calibrate", () => {
  test("the 27 % under each peak: what one point does to it", async () => {
    const { code, stdout } = await rebound([
      ...["calibrate", "scenarios/calibration.yaml", "--json"],
      ...["--observed", "hours_reported", "--computed", "hours_at_peak"],
    ]);
    expect(code).toBe(0);
    const { calibrations } = JSON.parse(stdout);
    const of = (name: string) =>
      calibrations.find((entry: { name: string }) => entry.name === name).calibration;
    // Reconstruction: 0.534 on the dense 16-bit peak and 0.267 on the maximum one, R² 0.956; Grok 3 carries both.
    const [dense, most] = [of("peak=1, subset=NVIDIA"), of("peak=2, subset=NVIDIA")];
    expect(dense.linear.ratio.value).toBeCloseTo(0.534, 3);
    expect(most.linear.ratio.value).toBeCloseTo(0.267, 3);
    expect(dense.linear.r2).toBeCloseTo(0.956, 3);
    expect([dense.linear.leverage.system, most.linear.leverage.system]).toEqual(["Grok 3", "Grok 3"]);
    expect(most.linear.leverage.without).toBeCloseTo(0.161, 3);
  });

  test("figures of each member, which are not replaced", async () => {
    const cwd = folderWith({});
    const args = [
      ...["calibrate", `${root}scenarios/calibration.yaml`, "--member", "peak=2, subset=NVIDIA"],
      ...["--observed", "hours_reported", "--computed", "hours_at_peak", "--figures", "figures"],
    ];
    expect((await rebound(args, { cwd })).code).toBe(0);
    const file = join(cwd, "figures", "calibration-peak-2-subset-nvidia.svg");
    const svg = readFileSync(file, "utf8");
    expect(svg).toContain("hours_at_peak is 0.27 of hours_reported");
    expect(svg).toContain("Grok 3 has 91.44 % of the leverage".replace(" %", "\u00a0%"));
    const again = await rebound(args, { cwd });
    expect([again.code, again.stdout]).toEqual([2, ""]);
    expect(again.stderr).toContain("--force");
  });

  test("which rows are circular, and the ratio as distributions that a scenario can include", async () => {
    const cwd = folderWith({});
    const shipped = `${root}scenarios/calibration.yaml`;
    const common = [
      ...["calibrate", shipped, "--observed", "hours_reported", "--computed", "hours_at_peak"],
      ...["--size", "size", "--independent", "flop_independent"],
    ];
    const table = await rebound([...common, "--rows", "rows.csv"], { cwd });
    expect(table.stdout).toContain("Grok 3 alone, with 91.49 % of the leverage");
    expect(table.stdout).toContain("independent / circular");
    const rows = readFileSync(join(cwd, "rows.csv"), "utf8").split("\n");
    expect(rows[0]).toBe("calibration,system,observed,computed,ratio,leverage,independent");
    expect(rows.filter((row) => row.startsWith('"peak=1, subset=independent FLOP",')).length).toBe(19);

    const member = "peak=1, subset=independent FLOP or reported utilisation";
    const out = await rebound([...common, "--member", member, "--out", "d.yaml"], { cwd });
    expect(out.code).toBe(0);
    // The shipped file is what the shipped scenario gives.
    const written = readFileSync(join(cwd, "d.yaml"), "utf8").split("\n").slice(2).join("\n");
    const kept = readFileSync(`${root}distributions/performance-calibrated.yaml`, "utf8");
    expect(written.replaceAll(shipped, "scenarios/calibration.yaml")).toBe(
      kept.split("\n").slice(2).join("\n"),
    );
    const again = await rebound([...common, "--member", member, "--out", "d.yaml"], { cwd });
    expect([again.code, again.stdout]).toEqual([2, ""]);
    const all = await rebound([...common, "--out", "e.yaml"], { cwd });
    expect(all.stderr).toContain("Name it by --member.");
  });

  test("an unknown output is told", async () => {
    const args = [
      "calibrate",
      "scenarios/calibration.yaml",
      "--observed",
      "hours",
      "--computed",
      "hours_at_peak",
    ];
    const { code, stdout, stderr } = await rebound(args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("an output: hours_reported, hours_at_peak");
  });
});
