import { familyOf, findFlags, findRepeatedRuns, impliedUtilization, leastFlop } from "./epoch-flags.ts";
import type { EpochRun } from "./epoch-runs.ts";
import type { Row } from "./importer.ts";

/** Stands where no organisation is recorded. */
export const unrecorded = "(not recorded)";

/** As a number for equations; whatever else is recorded counts as the least sure. */
const confidenceCodes: Readonly<Record<string, number>> = { Confident: 1, Likely: 2 };

/** Rows of training-runs.csv from runs with a known board; `gridCountries` are those that electricity is known of. */
export function tableOfRuns(
  runs: readonly EpochRun[],
  gridCountries: ReadonlySet<string>,
  source: string,
): readonly Row[] {
  const repeated = findRepeatedRuns(runs);
  const names = uniqueNames(runs);
  return runs.map((run, index) => {
    const inGrid = gridCountries.has(run.place);
    const placed = run.place !== "" && run.place !== "MULTI";
    const flags = [
      ...findFlags(run),
      ...(placed && !inGrid ? ["country_without_grid_wld"] : []),
      ...(repeated.has(run) ? ["repeated_run"] : []),
      ...(names[index] === run.name ? [] : ["name_repeated"]),
    ];
    const vendors = new Set(run.used.map(({ vendor }) => vendor));
    return {
      system: names[index],
      date: run.date,
      published: run.published,
      year: run.year,
      organization: run.organization || unrecorded,
      country_iso3: inGrid ? run.place : "WLD",
      country_known: placed && inGrid,
      site_iso3: inGrid ? run.place : "WLD",
      site_known: false,
      countries_all: run.places.join("|"),
      domain: run.domain,
      parameters: run.parameters,
      run_flop: run.runFlop,
      has_run_flop: run.runFlop !== undefined && run.runFlop >= leastFlop,
      flop_independent: run.independent,
      base_model: run.baseModel,
      hardware: run.used[0]!.hardware,
      hardware_all: run.used.map(({ hardware }) => hardware).join("|"),
      hardware_kinds: run.used.length,
      hardware_vendor: vendors.size === 1 ? run.used[0]!.vendor : "mixed",
      is_nvidia: run.used.every(({ vendor }) => vendor === "NVIDIA"),
      is_tpu: run.used.every(({ isTpu }) => isTpu),
      hardware_family: familyOf(run.used[0]!),
      hardware_count: run.quantity,
      training_hours: run.hours,
      has_training_hours: run.hours !== undefined,
      chip_hours: run.chipHours,
      has_chip_hours: run.chipHours !== undefined,
      chip_hours_basis: run.chipHoursBasis,
      mfu: run.mfu,
      hfu: run.hfu,
      implied_utilization: impliedUtilization(run),
      confidence: run.confidence,
      confidence_code: confidenceCodes[run.confidence] ?? 3,
      notable: run.notable,
      frontier: run.frontier,
      flags: flags.join(";"),
      source,
    };
  });
}

/** A name that stands twice gets ` (2)`, ` (3)` … in file order. */
function uniqueNames(runs: readonly EpochRun[]): readonly string[] {
  const seen = new Map<string, number>();
  const taken = new Set(runs.map(({ name }) => name));
  return runs.map(({ name }) => {
    let count = (seen.get(name) ?? 0) + 1;
    while (count > 1 && taken.has(`${name} (${count})`)) count++;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
