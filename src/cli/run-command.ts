import { join } from "node:path";
import type { DrawsFormat } from "../io/draws-file.ts";
import { findExisting } from "../io/write.ts";
import type { Result } from "../result/result.ts";
import { evaluateDraws } from "../run/draws.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { withComputer } from "./compute.ts";
import { UsageError } from "./failure.ts";
import { exitOnInterrupt, keepOnInterrupt } from "./interrupt.ts";
import { load, loadDirections } from "./load.ts";
import type { RunOptions } from "./options.ts";
import { publishResult, writeResult } from "./publish.ts";
import { refuseExisting } from "./refuse-existing.ts";

export async function runCommand(path: string, options: RunOptions): Promise<void> {
  exitOnInterrupt();
  const scenario = await load(path, options);
  const { out, force = false, report = true } = options;
  if (options.saveDraws !== undefined) await checkDraws(options.saveDraws, options);
  if (out !== undefined && !force) await refuseExisting(out, scenario, report);
  const checkpoint = out === undefined ? undefined : await openCheckpoint(out, scenario, options);
  if (checkpoint !== undefined) keepOnInterrupt(checkpoint.keep);
  const result = await withComputer(options, (computer, progress) =>
    computer.run(scenario, progress, checkpoint?.wrap),
  );
  if (out !== undefined) await writeResult(result, out, force);
  await checkpoint?.remove();
  if (out !== undefined && options.saveDraws !== undefined)
    await saveDraws(scenario, options.saveDraws, out, result, force);
  await publishResult(result, options);
}

const drawsName = (format: DrawsFormat): string => `draws.${format}`;

/** Refuses, before anything is computed, what would not be written in the end. */
async function checkDraws(format: DrawsFormat, { out, force = false }: RunOptions): Promise<void> {
  if (out === undefined)
    throw new UsageError("--save-draws: got no --out, expected a folder to write to. Add --out DIR.");
  const existing = force ? [] : await findExisting(out, [drawsName(format)]);
  if (existing.length === 0) return;
  throw new UsageError(
    `--save-draws: got ${existing.join(", ")}, expected a folder without it. Name another, or add --force to replace it.`,
  );
}

/** Evaluates the draws of a result once more and writes them as they come: they need not fit in memory together. */
async function saveDraws(
  scenario: Scenario,
  format: DrawsFormat,
  out: string,
  { manifest }: Result,
  force: boolean,
): Promise<void> {
  const { writeDraws } = await import("../io/draws-file.ts");
  const draws = evaluateDraws(scenario, await loadDirections());
  const metadata = { result: manifest.resultDigest, version: manifest.version };
  writeDraws(join(out, drawsName(format)), format, draws, { force, metadata });
}
