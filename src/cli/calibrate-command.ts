import { basename, dirname } from "node:path";
import { stringify } from "csv-stringify/sync";
import { findExisting, writeFiles } from "../io/write.ts";
import { calibrationDistribution } from "../report/calibration-distribution.ts";
import { calibrationRows, type NamedCalibration, renderCalibrations } from "../report/calibration-table.ts";
import { calibrationFigures } from "../report/charts/calibration.ts";
import { type CalibrationQuestion, calibrateScenario } from "../run/calibrate-scenario.ts";
import { listMembers } from "../scenario/load.ts";
import { UsageError } from "./failure.ts";
import { load, loadOptions } from "./load.ts";
import type { ScenarioOptions } from "./options.ts";
import { writeOut } from "./output.ts";

export interface CalibrateOptions extends ScenarioOptions, CalibrationQuestion {
  /** First part of the names of the factors that `out` declares. */
  readonly factor: string;
  /** File of distributions to write. */
  readonly out?: string;
  /** CSV file of all rows to write. */
  readonly rows?: string;
  /** Folder of figures to write. */
  readonly figures?: string;
  readonly force?: boolean;
}

/** The ratio between two outputs over systems, for each member of a family. */
export async function calibrateCommand(path: string, options: CalibrateOptions): Promise<void> {
  const { member, out, rows, force = false } = options;
  const members = (await listMembers(path, loadOptions(options))).map(({ name }) => name);
  const wanted = member === undefined ? members : [member];
  if (out !== undefined && wanted.length > 1)
    throw new UsageError(
      `calibrate: got ${wanted.length} members of a family, expected one for --out. Name it by --member.`,
    );
  const files = [out, rows].filter((file) => file !== undefined);
  if (!force) await refuseFiles(files);
  const found: NamedCalibration[] = [];
  for (const name of wanted.length === 0 ? [undefined] : wanted) {
    const scenario = await load(path, options, name);
    found.push({ name: name ?? scenario.name, ...calibrateScenario(scenario, options) });
  }
  if (options.figures !== undefined) await writeFigures(options.figures, found, options);
  if (out !== undefined) await write(out, distributionOf(path, found[0]!, options), force);
  if (rows !== undefined) await write(rows, stringify([...calibrationRows(found)], { header: true }), force);
  if (options.json) writeOut(`${JSON.stringify({ format: "rebound-calibration/1", calibrations: found })}\n`);
  else writeOut(renderCalibrations(found));
}

function distributionOf(
  path: string,
  { name, calibration }: NamedCalibration,
  { factor, observed, computed, size, member }: CalibrateOptions,
): string {
  const { fitted } = calibration;
  if ("reason" in fitted)
    throw new UsageError(`calibrate: got no distribution, ${fitted.reason}. Choose other systems.`);
  const chosen = [
    ...(member === undefined ? [] : ["--member", JSON.stringify(member)]),
    ...["--observed", observed, "--computed", computed],
    ...(size === undefined ? [] : ["--size", size]),
  ];
  const command = `rebound calibrate ${path} ${chosen.join(" ")} --out FILE`;
  return calibrationDistribution(factor, fitted, {
    scenario: path,
    member: name,
    observed,
    computed,
    command,
  });
}

/** Observed against computed of each member, as SVG and PNG. */
async function writeFigures(
  folder: string,
  found: readonly NamedCalibration[],
  { observed, computed, force = false }: CalibrateOptions,
): Promise<void> {
  const { drawAll, pictureFiles } = await import("../node/report-files.ts");
  const drawn = await drawAll(calibrationFigures(found, observed, computed));
  const { files, notes } = await pictureFiles(drawn, "");
  const existing = force ? [] : await findExisting(folder, files.keys());
  if (existing.length > 0)
    throw new UsageError(
      `calibrate: got ${existing.length} of its figures in ${folder}, expected new files. --force replaces them.`,
    );
  await writeFiles(folder, files, { force });
  for (const note of notes) process.stderr.write(`Note: ${note}.\n`);
}

async function refuseFiles(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const [existing] = await findExisting(dirname(file), [basename(file)]);
    if (existing !== undefined)
      throw new UsageError(`calibrate: got ${file}, which exists, expected a new file. --force replaces it.`);
  }
}

function write(file: string, text: string, force: boolean): Promise<void> {
  return writeFiles(dirname(file), new Map([[basename(file), text]]), { force });
}
