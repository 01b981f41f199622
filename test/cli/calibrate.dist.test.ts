import { describe, expect, test } from "vitest";
import { rebound } from "./command.ts";

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
