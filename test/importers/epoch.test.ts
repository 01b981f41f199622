import { stringify } from "csv-stringify/sync";
import { describe, expect, test } from "vitest";
import { epoch } from "../../src/importers/epoch.ts";
import { tableCsv } from "../../src/report/import-report.ts";
import { importRows, importText, ownText } from "./package-data.ts";

/** Rows with the column names of a download of 2025, unless others are given. */
const names2025 = {
  model: "Model",
  organization: "Organization",
  date: "Publication date",
  flop: "Training compute (FLOP)",
  finetune: "Finetune compute (FLOP)",
  hours: "Training time (hours)",
  hardware: "Training hardware",
  quantity: "Hardware quantity",
  country: "Country (of organization)",
  criteria: "Notability criteria",
  base: "Base model",
  confidence: "Confidence",
};
type Words = keyof typeof names2025;

const plain: Partial<Record<Words, string>> = {
  model: "Small Net",
  organization: "University of Somewhere",
  date: "2019-07-02",
  flop: "1e+20",
  hours: "100.0",
  hardware: "NVIDIA V100",
  quantity: "8.0",
  country: "France",
  criteria: "SOTA improvement",
  confidence: "Confident",
};

function csv(
  rows: readonly Partial<Record<Words, string>>[],
  names: Partial<Record<Words, string>> = names2025,
) {
  const keys = Object.keys(names) as Words[];
  return stringify([keys.map((key) => names[key]!), ...rows.map((row) => keys.map((key) => row[key] ?? ""))]);
}

const importRuns = (
  rows: readonly Partial<Record<Words, string>>[],
  names?: Partial<Record<Words, string>>,
) => importRows(epoch, csv(rows, names));
const flagsOf = (row: Partial<Record<Words, string>>, more: readonly Partial<Record<Words, string>>[] = []) =>
  String(importRuns([{ ...plain, ...row }, ...more]).rows[0]!["flags"]).split(";");

describe("a table of models", () => {
  test("becomes training runs with every column of the shipped table", () => {
    const { rows, table } = importRuns([plain]);
    const shipped = ownText("training-runs.csv").split("\n")[0]!;
    expect(tableCsv(table, rows).split("\n")[0]).toBe(shipped);
    expect(Object.keys(rows[0]!).sort()).toEqual(shipped.split(",").sort());
    expect(rows[0]).toMatchObject({
      system: "Small Net",
      date: 2019.4986,
      published: "2019-07-02",
      organization: "University of Somewhere",
      country_iso3: "FRA",
      country_known: true,
      run_flop: 1e20,
      hardware: "NVIDIA V100",
      hardware_family: "nvidia-2019",
      is_nvidia: true,
      hardware_count: 8,
      chip_hours: 800,
      chip_hours_basis: "time_x_quantity",
      implied_utilization: 0.27778,
      notable: true,
      flags: "generic_hardware_name",
      source: "epoch_import(file.csv)",
    });
  });

  test("is known by the column names of other years, in any case", () => {
    const old: Partial<Record<Words, string>> = {
      model: "System",
      organization: "Organization (from Organization)",
      date: "Publication Date",
      flop: "Training compute (FLOPs)",
      hours: "Training time (hours)",
      hardware: "training hardware",
      quantity: "Hardware quantity",
      country: "Country (from Organization)",
      criteria: "Notability criteria",
    };
    const [now] = importRuns([plain]).rows;
    expect(importRuns([plain], old).rows[0]).toEqual({ ...now, confidence: "Unknown", confidence_code: 3 });
  });

  test("reported chip-hours come before the product of hours and number", () => {
    const text = csv([plain]).replace("\n", ",Training chip-hours\n").replace(/\n$/, ",1000\n");
    const [row] = importRows(epoch, text).rows;
    expect(row).toMatchObject({ chip_hours: 1000, chip_hours_basis: "chip_hours_reported" });
    expect(String(row!["flags"])).toContain("hours_differ_from_product");
  });

  test("of several devices the first is used, and the row says so", () => {
    const [row] = importRuns([{ ...plain, hardware: "Google TPU v3,NVIDIA A100,Intel Xeon E5" }]).rows;
    expect(row).toMatchObject({
      hardware: "Google TPU v3",
      hardware_all: "Google TPU v3|NVIDIA A100",
      hardware_vendor: "mixed",
      is_nvidia: false,
      is_tpu: false,
      hardware_family: "tpu",
    });
    for (const code of ["multi_hardware", "hardware_families_mixed", "other_hardware_dropped"])
      expect(String(row!["flags"]).split(";")).toContain(code);
  });

  test("rows without known hardware are left out and told, with what is close", () => {
    const { rows, report } = importRuns([
      plain,
      { ...plain, model: "No hardware", hardware: "" },
      { ...plain, model: "Processor", hardware: "Intel Xeon Gold 6148" },
      { ...plain, model: "New", hardware: "NVIDIA GeForce RTX 5090" },
      { ...plain, model: "Undated", date: "soon" },
    ]);
    expect(rows.map((row) => row["system"])).toEqual(["Small Net"]);
    expect(report.counts).toMatchObject({
      "rows in the file": 5,
      "rows that name hardware": 4,
      "of these, mapped to an accelerator": 2,
    });
    expect(report.leftOut).toEqual([
      { line: 4, name: "Processor", reason: "trained on processors" },
      { line: 5, name: "New", reason: "hardware not known" },
      { line: 6, name: "Undated", reason: "no date that can be read" },
    ]);
    expect(report.unmapped).toMatchObject([
      {
        kind: "hardware",
        name: "NVIDIA GeForce RTX 5090",
        rows: 1,
        candidates: ["NVIDIA GeForce RTX 3090", "NVIDIA GeForce RTX 4090", "NVIDIA GeForce RTX 3090 Ti"],
      },
      {
        kind: "hardware",
        name: "Intel Xeon Gold 6148",
        rows: 1,
        candidates: [],
        reason: "a processor, not an accelerator",
      },
    ]);
  });

  test("without a column of criteria all rows count as notable, flagged", () => {
    const { criteria: _, ...others } = names2025;
    const { rows, report } = importRuns([plain], others);
    expect(rows[0]).toMatchObject({ notable: true });
    expect(String(rows[0]!["flags"])).toContain("notability_not_recorded");
    expect(report.notes[0]).toContain("does not say which models are notable");
  });

  test("a number that is none is told and read as empty", () => {
    const { rows, report } = importRuns([{ ...plain, flop: "a lot" }]);
    expect(rows[0]).toMatchObject({ run_flop: undefined, has_run_flop: false });
    expect(report.notes).toEqual(['line 2, Small Net: no number in flop "a lot"']);
  });

  test("countries: the first decides; unknown ones are told and become the world", () => {
    const { rows, report } = importRuns([
      { ...plain, country: "United States of America,United Kingdom of Great Britain and Northern Ireland" },
      { ...plain, model: "b", country: "Multinational" },
      { ...plain, model: "c", country: "Frence" },
      { ...plain, model: "d", country: "Liechtenstein" },
    ]);
    expect(rows.map((row) => [row["country_iso3"], row["country_known"], row["countries_all"]])).toEqual([
      ["USA", true, "USA|GBR"],
      ["WLD", false, "MULTI"],
      ["WLD", false, ""],
      ["WLD", false, "LIE"],
    ]);
    expect(rows.map((row) => String(row["flags"]).match(/country\w*/)?.[0])).toEqual([
      undefined,
      "country_multinational_wld",
      "country_unknown_wld",
      "country_without_grid_wld",
    ]);
    expect(report.unmapped).toMatchObject([
      {
        kind: "country",
        name: "Frence",
        rows: 1,
        candidates: ["france", "french guiana", "french polynesia"],
      },
    ]);
  });

  test("missing columns are all told at once, and nothing is made", () => {
    const { imported, issues } = importText(epoch, "Modell,Domain\na,b\n");
    expect(imported).toBeUndefined();
    expect(issues.map(({ got }) => got)).toEqual(['no column "Model"', 'no column "Training hardware"']);
    expect(issues[0]!.hint).toBe('Closest is "Modell".');
  });
});

describe("flags", () => {
  test("fine-tunes: the fine-tuning compute where it is recorded, else a doubt", () => {
    const given = importRuns([{ ...plain, base: "Llama 2", finetune: "5e18" }]).rows[0]!;
    expect(given).toMatchObject({ run_flop: 5e18, base_model: "Llama 2" });
    expect(String(given["flags"])).toContain("has_base_model;finetune_compute_given");
    expect(flagsOf({ base: "Llama 2" })).toContain("run_flop_may_include_base_model");
  });

  test("the ratio of FLOP to what the hardware could do", () => {
    // 800 V100 hours at 125 TFLOP/s are 3.6e20 FLOP.
    expect(flagsOf({ flop: "3.7e20" })).toContain("utilization_above_1");
    expect(flagsOf({ flop: "3.5e20" })).not.toContain("utilization_above_1");
    expect(flagsOf({ flop: "3.5e18" })).toContain("utilization_below_0.01");
    expect(flagsOf({ flop: "7.1e18" })).toContain("utilization_below_0.02");
    expect(flagsOf({ flop: "7.1e18" })).toContain("hours_and_flop_disagree");
    expect(flagsOf({ flop: "1e20" })).not.toContain("hours_and_flop_disagree");
  });

  test("the same organisation, FLOP, hardware and hours under two names is one run twice", () => {
    expect(flagsOf({}, [{ ...plain, model: "Small Net, March" }])).toContain("repeated_run");
    expect(flagsOf({}, [{ ...plain, model: "Other", flop: "2e20" }])).not.toContain("repeated_run");
  });

  test("a name that stands twice is told apart", () => {
    const { rows } = importRuns([
      plain,
      { ...plain, flop: "2e20" },
      { ...plain, model: "Small Net (2)", flop: "3e20" },
    ]);
    expect(rows.map((row) => row["system"])).toEqual(["Small Net", "Small Net (3)", "Small Net (2)"]);
    expect(String(rows[1]!["flags"])).toContain("name_repeated");
  });

  test("nothing to estimate from", () => {
    expect(flagsOf({ flop: "", hours: "" })).toEqual(
      expect.arrayContaining(["flop_missing", "not_estimable"]),
    );
    expect(flagsOf({ flop: "7" })).toEqual(expect.arrayContaining(["flop_truncated"]));
    expect(flagsOf({ date: "2016-01-01" })).toContain("published_before_hardware");
  });

  test("every code is explained in data/README.md", () => {
    const all = [
      { ...plain, organization: "", country: "", date: "2019", flop: "7", hours: "" },
      { ...plain, country: "Multinational", hardware: "Google TPU v4,NVIDIA A100,X", base: "y" },
      { ...plain, country: "Liechtenstein", hours: "", quantity: "", flop: "", finetune: "3" },
      { ...plain, hardware: "Amazon Trainium1" },
      { ...plain, hardware: "Google TPU v1", model: "two\nlines" },
    ];
    const { criteria: _, ...others } = names2025;
    const codes = [...Object.keys(importRuns(all, others).report.flags)];
    const readme = ownText("README.md");
    expect(codes.length).toBeGreaterThan(12);
    expect(codes.filter((code) => !readme.includes(`\`${code}\``))).toEqual([]);
  });
});

describe("a table of hardware", () => {
  const header =
    "Hardware name,Manufacturer,Type,Release date,FP32 (single precision) performance (FLOP/s),Tensor-FP16/BF16 performance (FLOP/s),FP8 performance (FLOP/s),Memory (bytes),Die Size (mm^2),TDP (W),Process size (nm)";
  const boards = `${header}
NVIDIA H100 SXM5 80GB,NVIDIA,GPU,2022-09-21,66908000000000.0,989400000000000.0,1978900000000000.0,80000000000,814,700,5
NVIDIA Brand New,NVIDIA,GPU,2022-09-22,1e14,,,,,,4
Some TPU,Google,TPU,2021-01-01,,2e14,,1.6e10,,200,7
`;

  test("becomes accelerators with every column of the shipped table", () => {
    const { rows, table } = importRows(epoch, boards);
    const shipped = ownText("accelerators.csv").split("\n")[0]!;
    expect(tableCsv(table, rows).split("\n")[0]).toBe(shipped);
    expect(Object.keys(rows[0]!).sort()).toEqual(shipped.split(",").sort());
    expect(rows[0]).toMatchObject({
      hardware: "NVIDIA H100 SXM5 80GB",
      segment: "datacenter",
      die_area_cm2: 8.14,
      memory_gb: 80,
      tdp_w: 700,
      node_imputed_nm: 5,
      logic_gwp_act_kg_per_cm2: 2.778,
      is_generic: false,
      peak_dense16_flops: 989.4e12,
      peak_max_flops: 1978.9e12,
      peak_max_basis: "FP8",
      flags: "",
    });
  });

  test("what is not published is imputed beside, with its origin", () => {
    const { rows } = importRows(epoch, boards);
    expect(rows[1]).toMatchObject({
      die_area_cm2: undefined,
      has_die_area: false,
      die_area_imputed_cm2: 8.14,
      memory_imputed_gb: 80,
      tdp_imputed_w: 700,
      peak_dense16_basis: "fp32",
    });
    expect(String(rows[1]!["die_area_imputed_from"])).toContain("nearest release of the same vendor");
    expect(rows[2]).toMatchObject({ segment: "tpu", vendor: "Google", has_tdp: true, memory_gb: 16 });
  });
});
