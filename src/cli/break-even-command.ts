import { renderBreakEvens } from "../report/break-even-table.ts";
import { breakEvenFileNames } from "../report/files.ts";
import type { BreakEvenRequest } from "../result/request.ts";
import { askBreakEven, breakEvensOf } from "../run/ask-break-even.ts";
import { withComputer } from "./compute.ts";
import { UsageError } from "./failure.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import { load } from "./load.ts";
import type { RunOptions } from "./options.ts";
import { publishResult, refuseTaken, writeResult } from "./publish.ts";

export interface BreakEvenOptions extends RunOptions {
  /** Without factor and target those that the scenario declares are found. */
  readonly factor?: string;
  readonly target?: string;
  readonly with: readonly string[];
  readonly from?: number;
  readonly to?: number;
  readonly points: number;
  readonly map?: string;
  readonly mapFrom?: number;
  readonly mapTo?: number;
  readonly mapPoints: number;
}

/** The value of a factor at which a target is met, in every draw. */
export async function breakEvenCommand(path: string, options: BreakEvenOptions): Promise<void> {
  exitOnInterrupt();
  const scenario = await load(path, options);
  const question = questionOf(options);
  await refuseTaken(breakEvenFileNames(breakEvensOf(scenario, question)), options);
  const result = await withComputer(options, async (computer, progress) =>
    askBreakEven(scenario, question, await computer.settingsFor(scenario, progress)),
  );
  if (options.out !== undefined) await writeResult(result, options.out, options.force ?? false);
  await publishResult(result, options, renderBreakEvens);
}

/** What the command line asks, if it does. */
function questionOf(options: BreakEvenOptions): BreakEvenRequest | undefined {
  const { factor, target, from, to, points, map, mapFrom, mapTo, mapPoints } = options;
  if (factor === undefined && target === undefined) return undefined;
  if (factor === undefined || target === undefined)
    throw new UsageError("break-even: got one of --factor and --target, expected both or neither.");
  return {
    factor,
    ...(options.with.length === 0 ? {} : { with: options.with }),
    target,
    ...range(from, to),
    points,
    ...(map === undefined ? {} : { map: { factor: map, ...range(mapFrom, mapTo), points: mapPoints } }),
  };
}

function range(from: number | undefined, to: number | undefined) {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
