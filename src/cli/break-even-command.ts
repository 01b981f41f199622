import { IssueError } from "../core/issue.ts";
import { bindDistribution } from "../families/bind.ts";
import { renderBreakEven } from "../report/break-even-table.ts";
import { findBreakEven } from "../run/break-even.ts";
import { resultNames } from "../scenario/load.ts";
import { parseQuantity } from "../scenario/read-quantity.ts";
import { Reader } from "../scenario/reader.ts";
import type { QuantityDeclaration, Scenario } from "../scenario/scenario.ts";
import { spaced } from "../scenario/spaced-values.ts";
import { withComputer } from "./compute.ts";
import { UsageError } from "./failure.ts";
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
  const plain = await load(path, options);
  const range = rangeOf(plain, options.factor, options.from, options.to, "--from and --to");
  const second =
    options.map === undefined
      ? undefined
      : rangeOf(plain, options.map, options.mapFrom, options.mapTo, "--map-from and --map-to");
  // Drawn over the range: a constant would be decided before any point is evaluated.
  const sets = [
    ...options.set,
    drawnOver(options.factor, range),
    ...(second === undefined ? [] : [drawnOver(options.map!, second)]),
  ];
  const scenario = await load(path, { ...options, set: sets });
  const question = {
    factor: options.factor,
    values: spaced(...range, options.points),
    target: readTarget(scenario, options.target),
    ...(second === undefined
      ? {}
      : { map: { factor: options.map!, values: spaced(...second, options.mapPoints) } }),
  };
  const result = await withComputer(options, async (computer, progress) =>
    findBreakEven(scenario, question, await computer.settingsFor(scenario, progress)),
  );
  if (options.json) writeOut(`${JSON.stringify(result)}\n`);
  else if (!options.quiet) writeOut(renderBreakEven(result, bold));
}

type Ends = readonly [from: number, to: number];

/** The ends asked for, else those of the factor's distribution: its support, or its central 98 % where that is open. */
function rangeOf(
  { factors }: Scenario,
  name: string,
  from: number | undefined,
  to: number | undefined,
  how: string,
): Ends {
  const distribution = factors.find((factor) => factor.name === name)?.distribution;
  const bound = distribution === undefined ? undefined : bindDistribution(distribution);
  const [low, high] = bound?.support ?? [Number.NaN, Number.NaN];
  const ends = [
    from ?? (Number.isFinite(low) ? low : (bound?.quantile(0.01) ?? Number.NaN)),
    to ?? (Number.isFinite(high) ? high : (bound?.quantile(0.99) ?? Number.NaN)),
  ] as const;
  if (ends[0] < ends[1]) return ends;
  throw new UsageError(`break-even: got no range for ${name}, expected two different ends. Give ${how}.`);
}

function drawnOver(factor: string, [low, high]: Ends): string {
  return `factors[${JSON.stringify(factor)}].uniform={low: ${low}, high: ${high}}`;
}

function readTarget(scenario: Scenario, text: string): QuantityDeclaration {
  const reader = new Reader();
  const origin = { file: "--target", base: "" };
  const at = { node: { kind: "scalar", value: text, origin }, path: [] } as const;
  const { outputs, trends, aggregates, systems } = scenario;
  const found = parseQuantity(reader, at, text, resultNames(outputs, trends, aggregates, systems));
  if (found === undefined) throw new IssueError(reader.issues);
  return found;
}
