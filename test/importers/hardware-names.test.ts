import { describe, expect, test } from "vitest";
import { hardwareNames } from "../../src/importers/hardware-names.ts";
import { parseCsv } from "../../src/table/parse-csv.ts";
import { ownText } from "./package-data.ts";

const tableOf = (name: string) => parseCsv(name, ownText(name), [])!;
const accelerators = tableOf("accelerators.csv");
const aliases = tableOf("hardware-aliases.csv");
const names = hardwareNames(accelerators, aliases);
const boards = accelerators.columns.get("hardware")!.texts;

test("every board of the table is found by its own name", () => {
  expect(boards.filter((name) => names.match(name)?.hardware !== name)).toEqual([]);
});

test("every alias leads to a board of the table", () => {
  const wrong = aliases.columns
    .get("alias")!
    .texts.filter(
      (alias, row) => names.match(alias)?.hardware !== aliases.columns.get("hardware")!.texts[row],
    );
  expect(wrong).toEqual([]);
});

describe("spellings", () => {
  test.each([
    ["nvidia a100-sxm4-80gb", "NVIDIA A100 SXM4 80 GB", false],
    ["A100 SXM4 80GB", "NVIDIA A100 SXM4 80 GB", false],
    ["8x NVIDIA A100 SXM4 40 GB GPUs", "NVIDIA A100 SXM4 40 GB", false],
    ["NVIDIA A100 GPU", "NVIDIA A100", true],
    ["Tesla V100", "NVIDIA V100", true],
    ["NVIDIA Tesla V100 SXM2 32GB", "NVIDIA Tesla V100 SXM2 32 GB", false],
    ["Tesla V100-SXM2-16GB", "NVIDIA Tesla V100 SXM2 16 GB", false],
    ["TPUv3", "Google TPU v3", false],
    ["TPU v3-512", "Google TPU v3", false],
    ["Cloud TPU v4 pod (1024 chips)", "Google TPU v4", false],
    ["TPU v5p", "Google TPU v5p", false],
    ["TPU v6e", "Google TPU v6e Trillium", false],
    ["GTX 1080Ti", "NVIDIA GeForce GTX 1080 Ti", false],
    ["GeForce GTX 1080 Ti", "NVIDIA GeForce GTX 1080 Ti", false],
    ["RTX 2080 Ti", "NVIDIA GeForce RTX 2080 Ti 11GB", false],
    ["H100 80GB SXM5", "NVIDIA H100 SXM5 80GB", false],
    ["NVIDIA H100", "NVIDIA H100 SXM5 80GB", true],
    ["NVIDIA H100 80GB HBM3", "NVIDIA H100 SXM5 80GB", true],
    ["MI250X", "AMD Radeon Instinct MI250X", false],
    ["AMD Instinct MI300X", "AMD Instinct MI300X", false],
    ["Gaudi 2", "Intel Habana Gaudi2", false],
    ["AWS Trainium2", "Amazon Trainium2", false],
    ["Ascend 910B", "Huawei Ascend 910B", false],
    ["Cerebras CS-2", "Cerebras CS-2 (WSE-2)", false],
    ["GTX Titan X", "NVIDIA GeForce GTX TITAN X", false],
    ["K80", "NVIDIA Tesla K80", false],
    ["NVIDIA L2 PCIe", "NVIDIA L2 PCle", false],
  ])("%s", (name, hardware, generic) => {
    expect(names.match(name)).toEqual({ hardware, generic });
  });

  test("a board that is not in the table is not taken for another one", () => {
    for (const name of ["NVIDIA GeForce RTX 5090", "TPU v99", "NVIDIA X1000", "Graphcore IPU", "NVIDIA"]) {
      expect([name, names.match(name)]).toEqual([name, undefined]);
    }
  });
});

describe("cells", () => {
  const read = (cell: string) => {
    const { boards: found, processors, unknown } = names.read(cell);
    return { boards: found.map(({ hardware }) => hardware), processors, unknown };
  };

  test("list several devices in the order named, each once", () => {
    expect(read("NVIDIA A100,NVIDIA H100 SXM5 80GB, NVIDIA A100")).toEqual({
      boards: ["NVIDIA A100", "NVIDIA H100 SXM5 80GB"],
      processors: [],
      unknown: [],
    });
    expect(read("TPU v3 and TPU v4").boards).toEqual(["Google TPU v3", "Google TPU v4"]);
    expect(read("NVIDIA V100 / NVIDIA P100").boards).toEqual(["NVIDIA V100", "NVIDIA P100"]);
  });

  test("a slash inside a name is part of it", () => {
    expect(read("Cambricon MLU370-S4/S8").boards).toEqual(["Cambricon MLU370-S4/S8"]);
  });

  test("processors and unknown names are kept apart", () => {
    expect(read("NVIDIA GeForce GTX 280,Intel Core 2 Quad Q9450,Graphcore IPU")).toEqual({
      boards: ["NVIDIA GeForce GTX 280"],
      processors: ["Intel Core 2 Quad Q9450"],
      unknown: ["Graphcore IPU"],
    });
    expect(read("")).toEqual({ boards: [], processors: [], unknown: [] });
  });

  test("an unknown name comes with boards that are spelled alike", () => {
    expect(names.closest("NVIDIA GeForce RTX 5090")).toContain("NVIDIA GeForce RTX 3090");
    expect(names.closest("zzz")).toEqual([]);
  });
});
