import { expect, test } from "vitest";
import type { Result } from "../../src/result/result.ts";
import { rebound } from "../cli/command.ts";

async function run(path: string, sets: Record<string, number>): Promise<Result> {
  const options = Object.entries(sets).flatMap(([name, value]) => [
    "--set",
    `factors.${name}.constant=${value}`,
  ]);
  const { code, stdout, stderr } = await rebound(["run", path, "--json", ...options]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Result;
}

/** Logic of the H100 PCIe (die 8.14 cm2, 4 nm) in kg CO2e under these constants. */
async function logicOfH100(sets: Record<string, number>): Promise<number> {
  const { systems } = await run("scenarios/reference-cards.yaml", sets);
  const { outputs } = systems!.find(({ system }) => system === "NVIDIA H100 PCIe 80GB")!;
  return outputs.find(({ id }) => id === "card_gwp_logic")!.deterministic!;
}

const area = 8.14;
/** At 4 nm, half-way between two nodes of the sources. */
const [act, imec] = [Math.sqrt(2.778 * 3.16257), Math.sqrt(1.54 * 1.75)];
const [density, clustering, salvage] = [0.1, 3, 0.5];
const binomial = (a: number) => (1 + (a * density) / clustering) ** -clustering;
const sold = (a: number) => binomial(a) + salvage * (1 - binomial(a));
const wafer = Math.PI * 15 ** 2;
const perWafer = wafer / area - (Math.PI * 30) / Math.sqrt(2 * area);
const withYield = { yield_model: 4, salvage };

test.each([
  ["MLCA as published", {}, 1.97 * area],
  ["ACT as published, its own yield included", { logic_model: 2 }, act * area],
  ["imec as published", { logic_model: 3 }, imec * area],
  ["ADEME by wafer, losses of the round edge included", { logic_model: 4 }, (4.26 * wafer) / perWafer],
  ["MLCA against a die of 1 cm2", { ...withYield }, (1.97 * area * sold(1)) / sold(area)],
  ["ACT without its own yield", { ...withYield, logic_model: 2 }, (act * area * 0.875) / sold(area)],
  ["imec over the yield", { ...withYield, logic_model: 3 }, (imec * area) / sold(area)],
  ["ADEME over the yield", { ...withYield, logic_model: 4 }, (4.26 * wafer) / perWafer / sold(area)],
])("no yield is counted twice: %s", async (_, sets, expected) => {
  expect((await logicOfH100(sets)) / expected).toBeCloseTo(1, 5);
});

test("MLCA's cards: 144 boards, median 105 kg from 38 to 545, +11.4 % a year; +7.0 % at 1.875 GB/cm2", async () => {
  const [tool, dense] = await Promise.all([
    run("scenarios/cards-mlca.yaml", {}),
    run("scenarios/cards-mlca.yaml", { memory_density: 1.875 }),
  ]);
  const growth = ({ trends }: Result, id: string) =>
    trends!.find((trend) => trend.id === id)!.growthPerYear.deterministic!;
  const values = tool.systems!.map(({ outputs }) => outputs[0]!.deterministic!);
  expect(values.length).toBe(144);
  expect([Math.min(...values), Math.max(...values)].map(Math.round)).toEqual([38, 545]);
  expect(Math.round(tool.aggregates!.find(({ id }) => id === "gwp")!.deterministic!)).toBe(105);
  expect(growth(tool, "gwp")).toBeCloseTo(1.114, 3);
  expect(growth(dense, "gwp")).toBeCloseTo(1.07, 3);
  // With the same memory on every card next to nothing is left of it.
  expect(growth(tool, "gwp-fixed-memory")).toBeLessThan(1.005);
});
