import { IssueError } from "../core/issue.ts";
import { bindDistribution } from "../families/bind.ts";
import type { BreakEvenRequest, RequestedRange } from "../result/request.ts";
import type { Result } from "../result/result.ts";
import { resultNames } from "../scenario/load.ts";
import { parseQuantity } from "../scenario/read-quantity.ts";
import { Reader } from "../scenario/reader.ts";
import type { QuantityDeclaration, Scenario } from "../scenario/scenario.ts";
import { spaced } from "../scenario/spaced-values.ts";
import { findBreakEven } from "./break-even.ts";
import type { RunOptions } from "./run.ts";

type Ends = readonly [from: number, to: number];

/** Values on the curve, and of the second factor of a map, where nothing is said. */
const defaultPoints = { curve: 25, map: 11 };

/**
 * The value of a factor at which a target is met, in every draw. `change` reads the scenario again with more changes:
 * the factor is drawn over its range, since a constant would be decided before any point is evaluated.
 *
 * @throws IssueError where the question does not fit the scenario.
 */
export async function askBreakEven(
  scenario: Scenario,
  question: BreakEvenRequest,
  change: (sets: readonly string[]) => Promise<Scenario>,
  options: RunOptions,
): Promise<Result> {
  const { map } = question;
  const range = rangeOf(scenario, question, "--from and --to");
  const second = map === undefined ? undefined : rangeOf(scenario, map, "--map-from and --map-to");
  const drawn = await change([
    drawnOver(question.factor, range),
    ...(second === undefined ? [] : [drawnOver(map!.factor, second)]),
  ]);
  const asked = {
    factor: question.factor,
    values: spaced(...range, question.points ?? defaultPoints.curve),
    target: readTarget(drawn, question.target),
    ...(second === undefined
      ? {}
      : { map: { factor: map!.factor, values: spaced(...second, map!.points ?? defaultPoints.map) } }),
  };
  return findBreakEven(drawn, asked, options, { ...scenario.request, verb: "break-even", question });
}

/** The ends asked for, else those of the factor's distribution: its support, or its central 98 % where that is open. */
function rangeOf({ file, factors }: Scenario, { factor: name, from, to }: RequestedRange, how: string): Ends {
  const distribution = factors.find((factor) => factor.name === name)?.distribution;
  const bound = distribution === undefined ? undefined : bindDistribution(distribution);
  const [low, high] = bound?.support ?? [Number.NaN, Number.NaN];
  const ends = [
    from ?? (Number.isFinite(low) ? low : (bound?.quantile(0.01) ?? Number.NaN)),
    to ?? (Number.isFinite(high) ? high : (bound?.quantile(0.99) ?? Number.NaN)),
  ] as const;
  if (ends[0] < ends[1]) return ends;
  const got = Number.isNaN(ends[0] + ends[1]) ? "no range" : `the range [${ends.join(", ")}]`;
  throw new IssueError([
    { file, path: `factors.${name}`, got, expected: "two ends, the lower first", hint: `Give ${how}.` },
  ]);
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
