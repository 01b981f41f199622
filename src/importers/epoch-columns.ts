import type { ColumnNames } from "./columns.ts";

/** Names that Epoch AI's tables of models have had for a column, newest first. */
export const runColumns = {
  model: ["Model", "System", "Model name", "Name"],
  organization: ["Organization", "Organization(s)", "Organization (from Organization)", "Organisation"],
  published: ["Publication date", "Publication Date", "Date", "Release date"],
  year: ["Year", "Publication year"],
  domain: ["Domain"],
  parameters: ["Parameters", "Number of parameters"],
  flop: ["Training compute (FLOP)", "Training compute", "Compute (FLOP)"],
  finetuneFlop: [
    "Finetune compute (FLOP)",
    "Fine-tune compute (FLOP)",
    "Finetune compute",
    "Post-training compute (FLOP)",
  ],
  method: ["Training compute estimation method", "Compute estimation method"],
  hours: ["Training time (hours)", "Training time", "Training time (h)"],
  chipHours: [
    "Training chip-hours",
    "Training time (chip hours)",
    "Training time (chip-hours)",
    "Chip-hours",
  ],
  hardware: ["Training hardware", "Hardware model", "Hardware"],
  quantity: ["Hardware quantity", "Number of hardware units", "Hardware count"],
  mfu: ["Hardware utilization (MFU)", "MFU", "Hardware utilization"],
  hfu: ["Hardware utilization (HFU)", "HFU"],
  confidence: ["Confidence"],
  country: [
    "Country (of organization)",
    "Country (from Organization)",
    "Country (of organisation)",
    "Nationality of Organization (from Organization)",
    "Country",
  ],
  criteria: ["Notability criteria", "Inclusion criteria", "Notable", "Notability criteria met"],
  frontier: ["Frontier model", "Frontier"],
  baseModel: ["Base model", "Base model(s)"],
} as const satisfies ColumnNames;

export type RunColumn = keyof typeof runColumns;

/** The same for its table of machine-learning hardware. */
export const boardColumns = {
  hardware: ["Hardware name", "Name of the hardware", "Hardware", "Name"],
  vendor: ["Manufacturer", "Vendor", "Hardware maker"],
  type: ["Type"],
  released: ["Release date", "Release Date"],
  fp32: ["FP32 (single precision) performance (FLOP/s)", "FP32 Performance (FLOP/s)"],
  fp16: ["FP16 (half precision) performance (FLOP/s)", "FP16 Performance (FLOP/s)"],
  tensor: [
    "Tensor-FP16/BF16 performance (FLOP/s)",
    "FP16 Tensor Core (FLOP/s)",
    "FP16 Tensor Core",
    "Tensor Float 16 (FLOP/s)",
  ],
  fp8: ["FP8 performance (FLOP/s)"],
  fp4: ["FP4 performance (FLOP/s)"],
  memory: ["Memory (bytes)", "Memory size per board (Byte)", "Memory size per board (bytes)"],
  die: ["Die Size (mm^2)", "Die area (mm^2)", "Die size (mm2)", "Die size in mm^2"],
  tdp: ["TDP (W)", "TDP in W", "Thermal design power (W)", "TDP"],
  node: ["Process size (nm)", "Process size in nm", "Process node (nm)", "Process (nm)"],
} as const satisfies ColumnNames;

export type BoardColumn = keyof typeof boardColumns;
