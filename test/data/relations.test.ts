import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";

type Row = Record<string, string>;

const read = (path: string): Row[] =>
  parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"), { columns: true });
const table = (name: string) => read(`data/${name}.csv`);
const keys = (rows: Row[], ...columns: string[]) =>
  new Set(rows.map((row) => columns.map((name) => row[name]).join("|")));
const has = (row: Row, code: string) => row.flags!.split(";").includes(code);
const count = (rows: Row[], test: (row: Row) => boolean) => rows.filter(test).length;

const runs = table("training-runs");
const accelerators = table("accelerators");
const boards = new Map(accelerators.map((row) => [row.hardware!, row]));
const candidates = table("candidates");

test("has the number of rows that the collected records have", () => {
  const sizes = ["training-runs", "accelerators", "candidates", "mlca-runs", "card-reference"];
  expect(sizes.map((name) => table(name).length)).toEqual([690, 274, 2228, 35, 9]);
  expect(count(runs, (row) => row.notable === "1")).toBe(298);
  expect(count(candidates, (row) => row.notable === "1")).toBe(1036);
});

describe("training runs", () => {
  test("name accelerators, countries, years and organisations that the other tables have", () => {
    const organizations = keys(table("organizations"), "organization");
    const intensity = keys(table("grid-intensity"), "country_iso3", "year");
    const still = keys(table("grid-static"), "country_iso3");
    const lost = runs.filter(
      (row) =>
        !row.hardware_all!.split("|").every((name) => boards.has(name)) ||
        row.hardware_all!.split("|")[0] !== row.hardware ||
        !intensity.has(`${row.country_iso3}|${row.year}`) ||
        !still.has(row.country_iso3!) ||
        !organizations.has(row.organization!),
    );
    expect(lost).toEqual([]);
    expect(organizations.size).toBe(keys(runs, "organization").size);
  });

  test("are all candidates, and the candidates say so", () => {
    const marked = keys(
      candidates.filter((row) => row.in_training_runs === "1"),
      "system",
    );
    expect([...keys(runs, "system")].filter((name) => !marked.has(name))).toEqual([]);
    expect(marked.size).toBe(690);
  });

  test("say 0 or 1 as their cells do", () => {
    const wrong = runs.filter(
      (row) =>
        (row.has_chip_hours === "1") !== (row.chip_hours !== "") ||
        (row.has_run_flop === "1") !== (row.run_flop !== "" && Number(row.run_flop) >= 1e6) ||
        (row.country_known === "0") !== (row.country_iso3 === "WLD") ||
        (row.is_nvidia === "1") !== (row.hardware_vendor === "NVIDIA"),
    );
    expect(wrong).toEqual([]);
  });

  test("have chip-hours, or FLOP and a peak, or a flag that says what is missing", () => {
    const unusable = runs.filter(
      (row) =>
        row.has_chip_hours === "0" &&
        (row.has_run_flop === "0" || boards.get(row.hardware!)!.has_peak === "0") &&
        !has(row, "flop_truncated") &&
        !has(row, "peak_missing"),
    );
    expect(unusable).toEqual([]);
  });

  test("flag exactly the utilisations that no hardware reaches, recomputed from both tables", () => {
    for (const row of runs) {
      const peak = Number(boards.get(row.hardware!)!.peak_dense16_flops);
      const known = row.chip_hours !== "" && row.run_flop !== "" && peak > 0;
      const ratio = known ? Number(row.run_flop) / (Number(row.chip_hours) * 3600 * peak) : Number.NaN;
      expect([row.system, has(row, "utilization_above_1")]).toEqual([row.system, ratio > 1]);
      expect([row.system, has(row, "utilization_below_0.01")]).toEqual([row.system, ratio < 0.01]);
    }
  });

  test("keep what the record says of well-known runs", () => {
    const gpt3 = runs.find((row) => row.system === "GPT-3 175B (davinci)")!;
    expect([gpt3.chip_hours, gpt3.run_flop, gpt3.hardware]).toEqual([
      "3552000",
      "3.14e+23",
      "NVIDIA Tesla V100 DGXS 32 GB",
    ]);
    const twice = runs.filter((row) => row.system!.startsWith("GPT-4 (") && has(row, "repeated_run"));
    expect(twice.map((row) => row.system)).toEqual(["GPT-4 (Mar 2023)", "GPT-4 (Jun 2023)"]);
    const bloom = runs.find((row) => row.system === "BLOOM-176B")!;
    expect(has(bloom, "trained_outside_country")).toBe(true);
  });

  test("give the decimal year of their publication", () => {
    for (const row of runs) {
      const start = Date.UTC(Number(row.year), 0, 1);
      const share = (Date.parse(row.published!) - start) / (Date.UTC(Number(row.year) + 1, 0, 1) - start);
      expect(Math.abs(Number(row.date) - Number(row.year) - share)).toBeLessThan(5.1e-5);
    }
  });
});

test("coverage of notable systems: 172 with chip-hours, 289 with FLOP on one kind of board, 298 with either", () => {
  const notable = runs.filter((row) => row.notable === "1");
  const withFlop = (row: Row) =>
    row.has_run_flop === "1" && boards.get(row.hardware!)!.has_peak === "1" && !has(row, "multi_hardware");
  const withHours = (row: Row) => row.has_chip_hours === "1";
  const found = [withHours, withFlop, (row: Row) => withHours(row) || withFlop(row)];
  expect(found.map((test) => count(notable, test))).toEqual([172, 289, 298]);
});

describe("accelerators", () => {
  test.each([
    ["die_area_cm2", "has_die_area", "die_area_imputed_cm2", "die_area_imputed_from"],
    ["memory_gb", "has_memory", "memory_imputed_gb", "memory_imputed_from"],
    ["tdp_w", "has_tdp", "tdp_imputed_w", "tdp_imputed_from"],
  ])("keep a published %s and say where an imputed one comes from", (value, known, imputed, from) => {
    for (const row of accelerators) {
      expect(row[known]).toBe(row[value] === "" ? "0" : "1");
      if (row[value] !== "") expect(row[imputed]).toBe(row[value]);
      expect([row.hardware, row[from] !== ""]).toEqual([
        row.hardware,
        row[value] === "" && row[imputed] !== "",
      ]);
    }
  });

  test("that a run names have area, memory and power, published or imputed", () => {
    const used = [...new Set(runs.flatMap((row) => row.hardware_all!.split("|")))].map(
      (name) => boards.get(name)!,
    );
    const lacking = used.filter((row) =>
      [row.die_area_imputed_cm2, row.memory_imputed_gb, row.tdp_imputed_w].includes(""),
    );
    expect(lacking).toEqual([]);
  });

  test("have peaks in order: the dense 16-bit peak is one of the published, the highest not below it", () => {
    for (const row of accelerators) {
      const published = [row.peak_fp32_flops, row.peak_fp16_nontensor_flops, row.peak_fp16_tensor_flops];
      if (row.has_peak === "1") expect(published).toContain(row.peak_dense16_flops);
      expect(Number(row.peak_max_flops)).toBeGreaterThanOrEqual(Number(row.peak_dense16_flops));
    }
    const peaks = (name: string) => [boards.get(name)!.peak_dense16_flops, boards.get(name)!.peak_max_flops];
    expect(peaks("NVIDIA H100 SXM5 80GB").map(Number)).toEqual([989.4e12, 1979e12]);
    expect(peaks("NVIDIA GeForce GTX 1080 Ti").map(Number)).toEqual([11.34e12, 11.34e12]);
  });
});

test("electricity: every country has every year, and a carried value is a recorded one", () => {
  const rows = table("grid-intensity");
  const countries = keys(rows, "country_iso3");
  expect(rows.length).toBe(countries.size * 17);
  const at = new Map(rows.map((row) => [`${row.country_iso3} ${row.year}`, row]));
  for (const row of rows) {
    const from = /^carried (?:forward|back) from (\d{4})$/.exec(row.basis!)?.[1];
    if (from === undefined) expect([row.basis, row.flags]).toEqual(["recorded", ""]);
    else {
      const origin = at.get(`${row.country_iso3} ${from}`)!;
      expect([origin.basis, origin.grid_gwp_kg_per_kwh]).toEqual(["recorded", row.grid_gwp_kg_per_kwh]);
    }
  }
  expect(count(rows, (row) => row.year === "2026" && row.basis === "recorded")).toBe(0);
});

test("component factors: ACT by node is what its ingredients give at 97 % abatement", () => {
  const factors = new Map(table("component-factors").map((row) => [row.factor!, Number(row.value)]));
  const fab = (name: string, node = "") => factors.get(`act-fab-${name}-gwp${node}`)!;
  const nodes = [28, 20, 14, 10, 8, 7, 5, 3];
  for (const node of nodes.map((nm) => `-${nm}nm`)) {
    const gas = (fab("gas_95_abatement", node) + fab("gas_99_abatement", node)) / 2;
    const energy = fab("electricity") * fab("energy_per_area", node);
    const expected = (energy + gas + fab("materials")) / fab("yield");
    expect(factors.get(`act-logic-per_area-gwp${node}`)! / expected).toBeCloseTo(1, 5);
  }
});

test("component factors: MLCA's H100 card is 330 kg at its own memory density and 224 kg at 1 GB/cm2", () => {
  const factors = new Map(table("component-factors").map((row) => [row.factor!, Number(row.value)]));
  const gwp = (part: string) => factors.get(`mlca-${part}-gwp`)!;
  const card = (density: number) =>
    gwp("gpu-base") + gwp("gpu-per_area") * 8.14 + gwp("ram-base") + (gwp("ram-per_area") * 80) / density;
  expect(Math.round(card(0.625))).toBe(330);
  expect(Math.round(card(1))).toBe(224);
});

test("measured energies and reference cards point to rows that exist", () => {
  const systems = keys(runs, "system");
  const mlca = keys(table("mlca-runs"), "run");
  for (const row of table("measured-energy")) {
    expect([row.measurement, row.system === ""]).toEqual([row.measurement, has(row, "not_in_training_runs")]);
    if (row.system !== "") expect(systems).toContain(row.system);
    if (row.mlca_run !== "") expect(mlca).toContain(row.mlca_run);
  }
  for (const name of ["card-reference", "card-values", "generic-boards"])
    for (const row of table(name)) expect(boards.has(row.hardware!)).toBe(true);
});

test("the inputs of mlca-runs.csv are those of the reference, cell for cell", () => {
  const inputs = table("mlca-runs");
  for (const [index, row] of read("test/reference/mlca-runs.csv").entries()) {
    const own = Object.entries(inputs[index]!).filter(([name]) => name !== "source");
    expect(own).toEqual(Object.entries(row).filter(([name]) => !name.startsWith("expect_")));
  }
});
