import type { BoardFacts, EpochRun } from "./epoch-runs.ts";

const secondsPerHour = 3600;
/** No recorded training took fewer operations than one pass of a tiny network: less is a truncated record. */
export const leastFlop = 1e6;
/** A minute of one GPU of 2010: less than any published training needs. */
const suspectFlop = 1e13;
/** The study's performance ratio, and the disagreement of two estimates that it names as a failure signature. */
const studyRatio = 0.27;
const disagreement = 5;

export function familyOf(board: BoardFacts): string {
  if (board.isTpu) return "tpu";
  if (board.vendor !== "NVIDIA") return "other";
  return board.releaseYear >= 2020 ? "nvidia-2020on" : "nvidia-2019";
}

/** Recorded FLOP over what the recorded chip-hours could do at the dense 16-bit peak of the first board. */
export function impliedUtilization({ runFlop, chipHours, used }: EpochRun): number | undefined {
  const peak = used[0]?.peak ?? Number.NaN;
  if (runFlop === undefined || chipHours === undefined || Number.isNaN(peak)) return undefined;
  return Number((runFlop / (chipHours * secondsPerHour * peak)).toPrecision(5));
}

/** Whether chip-hours, or FLOP and a peak, are known: what an estimate of energy starts from. */
export function isEstimable({ chipHours, runFlop, used }: EpochRun): boolean {
  if (chipHours !== undefined) return true;
  return runFlop !== undefined && runFlop >= leastFlop && !Number.isNaN(used[0]?.peak ?? Number.NaN);
}

/** Doubts about a row, as data/README.md explains them; whether a run is repeated needs the whole table. */
export function findFlags(run: EpochRun): readonly string[] {
  const [first] = run.used;
  const ratio = impliedUtilization(run);
  const released = run.used.map((board) => board.released).filter((date) => date !== "");
  const tests: readonly (readonly [string, boolean])[] = [
    ["has_base_model", run.baseModel !== ""],
    [
      "run_flop_may_include_base_model",
      run.baseModel !== "" && run.finetuneFlop === undefined && run.runFlop !== undefined,
    ],
    ["finetune_compute_given", run.finetuneFlop !== undefined],
    ["country_multinational_wld", run.place === "MULTI"],
    ["country_unknown_wld", run.place === ""],
    ["generic_hardware_name", run.generic],
    ["organization_missing", run.organization === ""],
    ["flop_truncated", run.runFlop !== undefined && run.runFlop < leastFlop],
    [
      "training_flop_suspect_low",
      run.runFlop !== undefined && run.runFlop >= leastFlop && run.runFlop < suspectFlop,
    ],
    ["flop_missing", run.runFlop === undefined],
    ["not_estimable", !isEstimable(run)],
    ["utilization_above_1", ratio !== undefined && ratio > 1],
    ["utilization_below_0.01", ratio !== undefined && ratio < 0.01],
    ["utilization_below_0.02", ratio !== undefined && ratio >= 0.01 && ratio < 0.02],
    [
      "hours_and_flop_disagree",
      ratio !== undefined && Math.max(ratio / studyRatio, studyRatio / ratio) > disagreement,
    ],
    ["hours_differ_from_product", hoursDiffer(run)],
    ["published_before_hardware", released.length > 0 && released.every((date) => run.published < date)],
    ["multi_hardware", run.used.length > 1],
    ["hardware_families_mixed", new Set(run.used.map(familyOf)).size > 1],
    ["other_hardware_dropped", run.cell.processors.length + run.cell.unknown.length > 0],
    ["mfu_above_1", (run.mfu ?? 0) > 1],
    ["die_area_imputed", first !== undefined && !first.hasDie],
    ["memory_imputed", first !== undefined && !first.hasMemory],
    ["tdp_imputed", first !== undefined && !first.hasTdp],
    ["peak_missing", first !== undefined && Number.isNaN(first.peak)],
    ["line_break_removed", run.lineBreak],
    ["date_partial", run.datePartial],
    ["notability_not_recorded", !run.notabilityKnown],
  ];
  return tests.flatMap(([code, holds]) => (holds ? [code] : []));
}

/** Chip-hours reported as such that are more than a tenth off the product of hours and count. */
function hoursDiffer({ chipHours, hours, quantity }: EpochRun): boolean {
  if (chipHours === undefined || hours === undefined || quantity === undefined) return false;
  return Math.abs(chipHours / (hours * quantity) - 1) > 0.1;
}

/** Rows whose organisation, FLOP, hardware and chip-hours equal those of another: likely one run under two names. */
export function findRepeatedRuns(runs: readonly EpochRun[]): ReadonlySet<EpochRun> {
  const bySignature = new Map<string, EpochRun[]>();
  for (const run of runs) {
    if (run.runFlop === undefined || run.runFlop < leastFlop) continue;
    const boards = run.used.map((board) => board.hardware).join("|");
    const signature = JSON.stringify([run.organization, run.runFlop, boards, run.chipHours ?? null]);
    bySignature.set(signature, [...(bySignature.get(signature) ?? []), run]);
  }
  return new Set([...bySignature.values()].filter((same) => same.length > 1).flat());
}
