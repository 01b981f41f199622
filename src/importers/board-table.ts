import type { Table } from "../table/table.ts";
import { type NodeColumns, nodeColumns } from "./board-nodes.ts";
import { type Day, decimalYear, isoDate } from "./cells.ts";
import type { Row } from "./importer.ts";

/** What a file says of one accelerator, in the units of accelerators.csv (cm2, GB, W, FLOP/s). */
export interface BoardRecord {
  readonly hardware: string;
  readonly vendor: string;
  readonly isTpu: boolean;
  readonly released: Day | undefined;
  readonly architecture: string;
  readonly node: number | undefined;
  readonly die: number | undefined;
  readonly memory: number | undefined;
  readonly memoryType: string;
  readonly tdp: number | undefined;
  readonly fp32: number | undefined;
  readonly fp16: number | undefined;
  readonly tensor: number | undefined;
  /** Highest rate at 8 or 4 bit, with its name. */
  readonly lowPrecision: { readonly rate: number; readonly basis: string } | undefined;
}

/** A part whose published figures may stand in where another's are missing. */
interface Donor {
  readonly hardware: string;
  readonly vendor: string;
  readonly segment: string;
  /** Whether the name is that of a family, whose boards the project's tables list. */
  readonly generic: boolean;
  readonly dies: number;
  readonly date: number;
  readonly values: Readonly<Record<Kind, number | undefined>>;
}

type Kind = "die" | "memory" | "tdp";
const kinds: readonly Kind[] = ["die", "memory", "tdp"];
const words: Readonly<Record<Kind, string>> = { die: "die_area", memory: "memory", tdp: "tdp" };

/**
 * Rows of accelerators.csv. What a file does not say is never filled in silently: it stands in the columns
 * `…_imputed`, from the part of that name in the project's own table, else from the nearest release of the same
 * vendor and segment, and the origin stands beside it.
 */
export function tableOfBoards(records: readonly BoardRecord[], known: Table, source: string): readonly Row[] {
  const donors = donorsOf(known);
  const shipped = new Map(donors.map((donor) => [donor.hardware, donor]));
  const own = records.map((record) => donorOf(record, shipped));
  const nodes = nodeColumns(known);
  return records.map((record, index) =>
    rowOf(record, own[index]!, [...own, ...donors], shipped, nodes, source),
  );
}

function donorsOf(known: Table): readonly Donor[] {
  const number = (name: string, row: number): number | undefined => {
    const value = known.columns.get(name)!.numbers[row]!;
    return Number.isNaN(value) ? undefined : value;
  };
  const text = (name: string, row: number): string => known.columns.get(name)!.texts[row]!;
  return Array.from({ length: known.rows }, (_, row) => ({
    hardware: text("hardware", row),
    vendor: text("vendor", row),
    segment: text("segment", row),
    generic: number("is_generic", row) === 1,
    dies: number("dies", row) ?? 1,
    date: number("release_date", row) ?? Number.NaN,
    values: { die: number("die_area_cm2", row), memory: number("memory_gb", row), tdp: number("tdp_w", row) },
  }));
}

function donorOf(record: BoardRecord, shipped: ReadonlyMap<string, Donor>): Donor {
  const same = shipped.get(record.hardware);
  return {
    hardware: record.hardware,
    vendor: same?.vendor ?? record.vendor,
    segment: same?.segment ?? segmentOf(record),
    generic: same?.generic ?? false,
    dies: same?.dies ?? 1,
    date: record.released === undefined ? Number.NaN : decimalYear(record.released),
    values: { die: record.die, memory: record.memory, tdp: record.tdp },
  };
}

/** The part of the market, by vendor and name. */
function segmentOf({ hardware, vendor, isTpu }: BoardRecord): string {
  if (isTpu) return "tpu";
  if (vendor !== "NVIDIA") return "other_accelerator";
  if (/geforce|titan/i.test(hardware)) return "consumer";
  return /quadro|rtx|nvidia t\d00/i.test(hardware) ? "workstation" : "datacenter";
}

interface Imputation {
  readonly value: number | undefined;
  readonly from: string;
}

function impute(
  own: Donor,
  kind: Kind,
  donors: readonly Donor[],
  shipped: ReadonlyMap<string, Donor>,
): Imputation {
  const value = own.values[kind];
  if (value !== undefined) return { value, from: "" };
  const same = shipped.get(own.hardware)?.values[kind];
  if (same !== undefined) return { value: same, from: `${own.hardware}: the project's own table` };
  const distance = (donor: Donor): number => Math.abs(donor.date - own.date);
  const near = donors
    .filter((donor) => donor.values[kind] !== undefined && !Number.isNaN(distance(donor)))
    .filter((donor) => donor.vendor === own.vendor && donor.segment === own.segment)
    .sort((a, b) => distance(a) - distance(b) || (a.hardware < b.hardware ? -1 : 1));
  const [donor] = near;
  if (donor === undefined) return { value: undefined, from: "" };
  const perDie = kind === "die" ? own.dies / donor.dies : 1;
  const scaledValue = Number((donor.values[kind]! * perDie).toPrecision(6));
  return { value: scaledValue, from: `${donor.hardware}: nearest release of the same vendor` };
}

function rowOf(
  record: BoardRecord,
  own: Donor,
  donors: readonly Donor[],
  shipped: ReadonlyMap<string, Donor>,
  nodes: NodeColumns,
  source: string,
): Row {
  const { hardware, released, fp32, fp16, tensor, lowPrecision } = record;
  const [die, memory, tdp] = kinds.map((kind) => impute(own, kind, donors, shipped)) as [
    Imputation,
    Imputation,
    Imputation,
  ];
  const dense = dense16(fp32, fp16, tensor);
  const highest = lowPrecision !== undefined && lowPrecision.rate > (dense.rate ?? 0) ? lowPrecision : dense;
  const imputed = { die, memory, tdp };
  const flags = kinds.flatMap((kind) => {
    if (own.values[kind] !== undefined) return [];
    const result = imputed[kind].value === undefined ? "not_imputed" : "imputed";
    return [`no_${words[kind]}`, `${words[kind]}_${result}`];
  });
  if (record.node === undefined) flags.push(Number.isNaN(own.date) ? "node_not_imputed" : "node_imputed");
  return {
    hardware,
    vendor: own.vendor,
    segment: own.segment,
    architecture: record.architecture,
    released: released === undefined ? undefined : isoDate(released),
    release_date: released === undefined ? undefined : decimalYear(released),
    release_year: released?.year,
    ...nodes(record.node, own.date),
    dies: own.dies,
    die_area_cm2: record.die,
    has_die_area: record.die !== undefined,
    die_area_imputed_cm2: die.value,
    die_area_imputed_from: die.from,
    memory_gb: record.memory,
    has_memory: record.memory !== undefined,
    memory_type: record.memoryType,
    is_hbm: record.memoryType.startsWith("HBM"),
    memory_imputed_gb: memory.value,
    memory_imputed_from: memory.from,
    tdp_w: record.tdp,
    has_tdp: record.tdp !== undefined,
    tdp_imputed_w: tdp.value,
    tdp_imputed_from: tdp.from,
    tdp_alternative_w: record.tdp,
    has_older_tdp: false,
    peak_fp32_flops: fp32,
    peak_fp16_nontensor_flops: fp16,
    peak_fp16_tensor_flops: tensor,
    peak_dense16_flops: dense.rate,
    peak_dense16_basis: dense.basis,
    has_peak: dense.rate !== undefined,
    peak_max_flops: highest.rate,
    peak_max_basis: highest.basis,
    is_generic: own.generic,
    same_board_as: "",
    flags: [
      ...flags,
      ...(released === undefined ? ["no_release_date"] : []),
      ...(dense.rate === undefined ? ["no_peak"] : []),
    ].join(";"),
    source,
  };
}

/** The peak that a run in 16 bit could use: tensor units where there are any, else the faster plain rate. */
function dense16(fp32: number | undefined, fp16: number | undefined, tensor: number | undefined) {
  if (tensor !== undefined) return { rate: tensor, basis: "fp16_tensor" };
  if (fp32 === undefined && fp16 === undefined) return { rate: undefined, basis: "" };
  return (fp16 ?? 0) > (fp32 ?? 0) ? { rate: fp16, basis: "fp16_nontensor" } : { rate: fp32, basis: "fp32" };
}
