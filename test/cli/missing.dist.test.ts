import { describe, expect, test } from "vitest";
import { nodeFiles } from "../../src/io/node-files.ts";
import { loadScenario } from "../../src/scenario/load.ts";
import { folderWith, rebound } from "./command.ts";

const table = Array.from({ length: 24 }, (_, j) => {
  const year = 2013 + Math.floor(j / 2);
  const flop = 10 ** (0.5 * (year - 2013) + (j % 5) / 4);
  const hours = j % 3 === 0 ? "" : `${(flop ** 0.8 * (1 + (j % 7) / 7)).toPrecision(4)}`;
  return `s${j},${year},${flop.toPrecision(4)},${hours}`;
});
const scenario = `rebound: 1
name: Hours
model: {equations: {y: hours * rate}}
table: t.csv
factors:
  rate: {lognormal: {median: 1, gsd: 1.2}, scope: system}
  hours: {regression: {on: {year: year, flop: log10(flop)}}}
outputs: [y]
sampling: {draws: 512}
trends: {all: {of: y, over: year}}
claims: [{id: grows, statement: It grows, expr: trend.all.growthPerYear > 1}]
analyses: {missing: {per_year: [-3, 3]}}
`;

describe("missing data on the command line", () => {
  test("the trend, then the claim and what would overturn it, then how it was imputed", async () => {
    const cwd = folderWith({ "t.csv": `system,year,flop,hours\n${table.join("\n")}\n`, "s.yaml": scenario });
    const { code, stdout } = await rebound(["run", "s.yaml", "--out", "o"], { cwd });
    expect(code).toBe(0);
    const at = (text: string): number => stdout.indexOf(text);
    expect(stdout).toContain("hours: recorded of 16 systems, imputed for 8.");
    expect(stdout).toMatch(
      /grows: turns over with a shift of -\d\.\d+ \(×0\.\d+\) more each year \(none in 2020\)/,
    );
    const order = [
      "all grows",
      "Claims",
      "How different the missing",
      "Growth per year",
      "Imputed where",
    ].map(at);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order.every((place) => place > 0)).toBe(true);
  });

  test("a shift, a part and a drift have break-evens of their own", async () => {
    const cwd = folderWith({
      "t.csv": `system,year,flop,hours\n${table.join("\n")}\n`,
      "s.yaml": scenario.replace(
        "rate: {lognormal: {median: 1, gsd: 1.2}, scope: system}",
        "rate: {parts: {shared: {constant: 1}, system: {lognormal: {median: 1, gsd: 1.2}}}, drift: 0}",
      ),
    });
    const at = async (factor: string, from: string, to: string) => {
      const target = "trend.all.growthPerYear == 1";
      const args = [
        "break-even",
        "s.yaml",
        "--factor",
        factor,
        "--from",
        from,
        "--to",
        to,
        "--target",
        target,
      ];
      const { code, stdout } = await rebound([...args, "--json"], { cwd });
      expect(code).toBe(0);
      return JSON.parse(stdout).breakEven[0];
    };
    // A drift of −ln(growth) a year stops it; a common factor never does.
    const drift = await at("rate.drift", "-2", "2");
    expect(drift.value.quantiles[3].value).toBeCloseTo(-Math.log(2.46), 1);
    expect((await at("rate.shared", "0.1", "10")).found.value).toBe(0);
    expect((await at("hours.shift_per_year", "-3", "3")).value.quantiles[3].value).toBeLessThan(-0.5);
  });

  test("the shipped scenario imputes two thirds of the notable systems", async () => {
    const { factors, systems } = await loadScenario("scenarios/missing-systems.yaml", { files: nodeFiles });
    expect(systems!.table.rows).toBe(871);
    const [hours] = factors.flatMap((factor) => (factor.combine === "regression" ? [factor] : []));
    const { recorded, fits } = hours!.regression;
    expect([hours!.name, recorded, fits.length]).toEqual(["chip_hours", 178, 4]);
    // FLOP tell chip-hours well, a date alone does not (numpy: 0.885 and 0.210).
    expect(fits[0]!.fit.r2).toBeCloseTo(0.885, 3);
    expect(fits[3]!.fit.r2).toBeCloseTo(0.21, 3);
    expect(fits[3]!.fit.coefficients[0]).toBeCloseTo(0.28325, 4);
  });
});
