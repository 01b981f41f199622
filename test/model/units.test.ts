import { describe, expect, test } from "vitest";
import { formatIssue } from "../../src/core/issue.ts";
import { formatUnit, parseUnit, sameUnit } from "../../src/expression/unit.ts";
import { checkUnits, unitsOf } from "../../src/model/unit-check.ts";
import { load } from "../scenario/memory-files.ts";

const energy = "{value: 3, unit: kWh}";
const heat = "{value: 3, unit: MJ}";
const mass = "{value: 2, unit: kg CO2e}";

async function check(
  equations: string,
  constants = `p: ${energy}, q: ${heat}, m: ${mass}, n: 2, z: {value: 5, unit: percent}`,
) {
  const scenario = await load(
    `rebound: 1\nmodel:\n  constants: {${constants}}\n  equations:\n    ${equations}\noutputs: [y]\n`,
  );
  return { issues: checkUnits(scenario).map(formatIssue), units: unitsOf(scenario) };
}

describe("units", () => {
  test.each([
    ["kWh", 3.6e6, "3600000 kg m^2/s^2"],
    ["MJ/kWh", 1 / 3.6, "0.277777777778"],
    ["kg CO2e/kWh", 1 / 3.6e6, "2.77777777778e-7 s^2 CO2e/m^2"],
    ["FLOP/s/device", 1, "FLOP/(s device)"],
    ["device h", 3600, "3600 s device"],
    ["cm^-2", 1e4, "10000/m^2"],
    ["GB/cm^2", 1e13, "10000000000000 B/m^2"],
    ["percent", 0.01, "0.01"],
    ["1", 1, "1"],
    ["", 1, "1"],
    ["year", 365.25 * 86400, "31557600 s"],
  ])("%s", (text, factor, formatted) => {
    const unit = parseUnit(text);
    expect(unit.factor / factor).toBeCloseTo(1, 14);
    expect(formatUnit(unit)).toBe(formatted);
  });

  test("CO2e and Sb-eq are no plain mass, and a device is no number", () => {
    expect(sameUnit(parseUnit("kg CO2e"), parseUnit("kg Sbeq"))).toBe(false);
    expect(sameUnit(parseUnit("kg CO2e"), parseUnit("kg"))).toBe(false);
    expect(sameUnit(parseUnit("device"), parseUnit("1"))).toBe(false);
    expect(sameUnit(parseUnit("kW h"), parseUnit("kWh"))).toBe(true);
  });

  test.each(["kWhh", "sin(kg)", "kg^x", "kg +", "constructor", "__proto__"])("%s is refused", (text) => {
    expect(() => parseUnit(text)).toThrow(/expected/);
  });
});

describe("the check", () => {
  test.each([
    [
      "y: p + q",
      "got 3600000 kg m^2/s^2 and 1000000 kg m^2/s^2 in p + q, expected one unit on all sides. Multiply q by 0.277777777778.",
    ],
    ["y: p + m", "expected one unit on all sides. A number with a unit is a constant: {value, unit}."],
    ["y: p + 1", "got 3600000 kg m^2/s^2 and 1 in p + 1"],
    ["y: n + z", "Multiply z by 0.01."],
    [
      "y: exp(p)",
      "got 3600000 kg m^2/s^2 in p, argument of exp, expected a pure number. Divide it by a constant of its own unit.",
    ],
    ["y: exp(z)", "Multiply it by 0.01."],
    ['y: "n > 1 ? p : q"', "in n > 1 ? p : q, expected one unit on all sides"],
    ["y: max(p, m, 0)", "expected one unit on all sides"],
    ["y: p > q", "expected one unit on all sides"],
    ["y: p^w\n    w: 3 * y0\n    y0: n / 2", "got the exponent w of 3600000 kg m^2/s^2, expected a constant"],
    [
      "y: {expr: p * n, unit: MJ}",
      "got an expression in 3600000 kg m^2/s^2, expected MJ, as declared. Multiply it by 3.6, as a constant with a unit, or declare another unit.",
    ],
    ["y: {expr: p * n, unit: kg}", "Check the formula and the units of what it reads."],
    ["y: {expr: p, unit: kwh}", 'got the unit "kwh", expected a unit that is known.'],
  ])("%s", async (equations, message) => {
    const { issues } = await check(equations);
    expect(issues.join("\n")).toContain(message);
    expect(issues).toHaveLength(1);
  });

  test.each([
    ["y: p + 0", "3600000 kg m^2/s^2"],
    ["y: max(p - p, 0)", "3600000 kg m^2/s^2"],
    ["y: sqrt(p^2)", "3600000 kg m^2/s^2"],
    ["y: p^n / p", "3600000 kg m^2/s^2"],
    ["y: exp(p / p) * m", "kg CO2e"],
    ['y: "p > 0 ? m : 0"', "kg CO2e"],
    ["y: cbrt(m * m * m)", "kg CO2e"],
  ])("%s fits", async (equations, unit) => {
    const { issues, units } = await check(equations);
    expect(issues).toEqual([]);
    expect(units.get("y")).toBe(unit);
  });

  test("one mistake is told once, not by all that read it", async () => {
    const { issues } = await check("y: a * n\n    a: p + m\n    b: a + a");
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatch(/^s\.yaml:6:8 {2}model\.equations\.a: /);
  });

  test("where nothing has a unit, nothing is checked", async () => {
    expect((await check("y: exp(n) + n^n", "n: 2")).issues).toEqual([]);
  });

  test("a factor takes the unit of the constant that it replaces, and may declare no other", async () => {
    const text = (unit: string) =>
      `rebound: 1\nmodel: {constants: {p: ${energy}}, equations: {y: {expr: p, unit: kWh}}}\nfactors: {p: {uniform: {low: 1, high: 2}${unit}}}\noutputs: [y]\n`;
    expect(checkUnits(await load(text("")))).toEqual([]);
    expect(checkUnits(await load(text(", unit: kW h")))).toEqual([]);
    expect(checkUnits(await load(text(", unit: MJ"))).map(formatIssue)).toContain(
      "s.yaml:3:14  factors.p.unit: got MJ, expected kWh, the unit of what it takes the place of. Convert its numbers, or remove `unit`.",
    );
  });
});
