import { describe, expect, test } from "vitest";
import { accelerators } from "../../src/importers/accelerators.ts";
import { codecarbon } from "../../src/importers/codecarbon.ts";
import { grid } from "../../src/importers/grid.ts";
import type { Importer } from "../../src/importers/importer.ts";
import { importRows, importText, ownText } from "./package-data.ts";

const cards = `Product Name,GPU Chip,Architecture,Process Size,Die Size,Release Date,TDP,Memory Size,Memory Type,FP16 (half),FP32 (float)
NVIDIA GeForce RTX 4070 SUPER,AD104,Ada Lovelace,5 nm,294 mm²,"Jan 17th, 2024",220 W,12 GB,GDDR6X,35.48 TFLOPS (1:1),35.48 TFLOPS
Old Card,X,Kepler,28 nm,unknown,2013,unknown,512 MB,GDDR5,unknown,900.5 GFLOPS
Odd Card,X,,,three,2013,10 W,,,,
`;

describe("graphics cards in TechPowerUp's terms", () => {
  test("quantities are read with their units", () => {
    const { rows, report } = importRows(accelerators, cards);
    expect(rows[0]).toMatchObject({
      hardware: "NVIDIA GeForce RTX 4070 SUPER",
      vendor: "NVIDIA",
      segment: "consumer",
      architecture: "Ada Lovelace",
      released: "2024-01-17",
      node_nm: 5,
      die_area_cm2: 2.94,
      memory_gb: 12,
      memory_type: "GDDR6X",
      tdp_w: 220,
      peak_fp32_flops: 35.48e12,
      peak_dense16_basis: "fp32",
      flags: "",
      source: "techpowerup(file.csv)",
    });
    expect(rows[1]).toMatchObject({
      die_area_cm2: undefined,
      memory_gb: 0.5,
      tdp_w: undefined,
      peak_fp32_flops: 900.5e9,
      flags: "no_die_area;die_area_not_imputed;no_tdp;tdp_not_imputed",
    });
    expect(report.notes).toEqual(['line 4, Odd Card: no quantity in die "three"']);
  });

  test("columns with the unit in their name, and a maker of its own", () => {
    const text =
      "name,manufacturer,release_date,die_size_mm2,memory_size_gb,thermal_design_power_w,single_float_performance_gflop_s\nTesla X1,NVIDIA,2020-05-14,826,40,400,19490\n";
    const [row] = importRows(accelerators, text).rows;
    expect(row).toMatchObject({
      hardware: "NVIDIA Tesla X1",
      die_area_cm2: 8.26,
      memory_gb: 40,
      tdp_w: 400,
      peak_fp32_flops: 19.49e12,
    });
  });
});

describe("carbon intensity of electricity", () => {
  const owid = `Entity,Code,Year,Carbon intensity of electricity - gCO2/kWh
France,FRA,2019,58.5
France,FRA,2021,67.2
World,OWID_WRL,2020,440
Frence,,2020,1
`;
  const ember = `Area,ISO 3 code,Year,Area type,Category,Subcategory,Variable,Unit,Value
France,FRA,2019,Country,Power sector emissions,CO2 intensity,CO2 intensity,gCO2/kWh,58.5
France,FRA,2019,Country,Electricity generation,Fuel,Wind,TWh,34
France,FRA,2021,Country,Power sector emissions,CO2 intensity,CO2 intensity,gCO2/kWh,67.2
World,,2020,Region,Power sector emissions,CO2 intensity,CO2 intensity,gCO2/kWh,440
`;

  test.each([
    ["owid", owid],
    ["ember", ember],
  ])("%s: every year, the missing ones carried and told", (name, text) => {
    const { rows, report } = importRows(grid, text);
    const france = rows.filter((row) => row["country_iso3"] === "FRA");
    expect(france).toHaveLength(17);
    expect(france.find((row) => row["year"] === 2019)).toMatchObject({
      grid_gwp_kg_per_kwh: 0.0585,
      basis: "recorded",
      flags: "",
      source: `${name}(file.csv)`,
    });
    expect(france.find((row) => row["year"] === 2020)).toMatchObject({
      grid_gwp_kg_per_kwh: 0.0585,
      basis: "carried forward from 2019",
      flags: "carried_forward",
    });
    expect(france.at(-1)).toMatchObject({ year: 2026, grid_gwp_kg_per_kwh: 0.0672 });
    expect(france[0]).toMatchObject({ year: 2010, flags: "carried_back" });
    expect(rows.filter((row) => row["country_iso3"] === "WLD")).toHaveLength(17);
    expect(report.counts).toMatchObject({ countries: 2, "values recorded": 3 });
  });

  test("an area that is no country is told", () => {
    expect(importRows(grid, owid).report.unmapped).toMatchObject([
      { name: "Frence", candidates: ["france", "french guiana", "french polynesia"] },
    ]);
  });

  test("a file without intensities is refused", () => {
    const { imported, issues } = importText(grid, "Entity,Year\nFrance,2020\n");
    expect(imported).toBeUndefined();
    expect(issues[0]!.got).toContain("Carbon intensity of electricity");
  });
});

test("CodeCarbon: each run is a measured energy", () => {
  const text = `timestamp,project_name,run_id,duration,emissions,energy_consumed,country_iso_code,gpu_count,gpu_model,tracking_mode,pue
2024-01-01T00:00:00,llama,abc,7200,1.5,12.5,FRA,8,8 x NVIDIA A100-SXM4-80GB,machine,1.0
2024-01-02T00:00:00,llama,def,3600,1.5,6,FRA,8,8 x NVIDIA A100-SXM4-80GB,process,1.2
2024-01-03T00:00:00,empty,ghi,10,0,0,FRA,,,machine,1.0
`;
  const { rows, report } = importRows(codecarbon, text);
  expect(rows).toEqual([
    {
      measurement: "llama",
      system: "",
      mlca_run: "",
      role: "check",
      energy_kwh: 12.5,
      chip_hours_reported: 16,
      boundary: "GPUs, CPU and memory of the machine, no PUE",
      pue: 1,
      flags: "not_in_training_runs",
      source: "codecarbon(file.csv) abc",
    },
    expect.objectContaining({ measurement: "llama (2)", chip_hours_reported: 8, pue: 1.2 }),
  ]);
  expect(report.leftOut).toEqual([{ line: 4, name: "empty", reason: "no energy consumed" }]);
});

test.each<[string, Importer, string]>([
  ["accelerators.csv", accelerators, cards],
  ["grid-intensity.csv", grid, "Entity,Code,Year,carbon_intensity_elec\nFrance,FRA,2019,58.5\n"],
])("%s: every column of the shipped table is filled", (name, importer, text) => {
  const { rows } = importRows(importer, text);
  expect(Object.keys(rows[0]!)).toEqual(expect.arrayContaining(ownText(name).split("\n")[0]!.split(",")));
});
