import { renderBreakEven } from "../report/break-even-table.ts";
import { askBreakEven } from "../run/ask-break-even.ts";
import { withComputer } from "./compute.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import { load } from "./load.ts";
import type { RunOptions } from "./options.ts";
import { bold, writeOut } from "./output.ts";

export interface BreakEvenOptions extends RunOptions {
  readonly factor: string;
  readonly target: string;
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
  const change = (sets: readonly string[]) => load(path, { ...options, set: [...options.set, ...sets] });
  const result = await withComputer(options, async (computer, progress) =>
    askBreakEven(scenario, questionOf(options), change, await computer.settingsFor(scenario, progress)),
  );
  if (options.json) writeOut(`${JSON.stringify(result)}\n`);
  else if (!options.quiet) writeOut(renderBreakEven(result, bold));
}

function questionOf(options: BreakEvenOptions) {
  const { factor, target, from, to, points, map, mapFrom, mapTo, mapPoints } = options;
  return {
    factor,
    target,
    ...range(from, to),
    points,
    ...(map === undefined ? {} : { map: { factor: map, ...range(mapFrom, mapTo), points: mapPoints } }),
  };
}

function range(from: number | undefined, to: number | undefined) {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
