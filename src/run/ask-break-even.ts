import { IssueError } from "../core/issue.ts";
import { bindDistribution } from "../families/bind.ts";
import type { BreakEvenRequest, RequestedRange } from "../result/request.ts";
import type { Result } from "../result/result.ts";
import { drawnOf } from "../scenario/drawn.ts";
import { resultNames } from "../scenario/load.ts";
import { parseTarget } from "../scenario/read-break-evens.ts";
import { Reader } from "../scenario/reader.ts";
import type { BreakEvenDeclaration, QuantityDeclaration, Scenario } from "../scenario/scenario.ts";
import { spaced } from "../scenario/spaced-values.ts";
import { compileLibrary } from "../wasm/library.ts";
import { findBreakEvens } from "./break-even/break-even.ts";
import { finishResult } from "./finish-result.ts";
import type { RunOptions } from "./run.ts";

type Ends = readonly [from: number, to: number];

/** Values on the curve, and of the second factor of a map, where nothing is said. */
const defaultPoints = { curve: 25, map: 11 };

/**
 * What a question asks of a scenario, its ranges and its target read; without one, the scenario's own.
 *
 * @throws IssueError where the question does not fit the scenario, or there is none.
 */
export function breakEvensOf(
  scenario: Scenario,
  question: BreakEvenRequest | undefined,
): readonly BreakEvenDeclaration[] {
  if (question !== undefined) return [readQuestion(scenario, question)];
  if (scenario.breakEvens.length > 0) return scenario.breakEvens;
  const hint = 'For example --factor lifetime_y --target "trend.gwp.growthPerYear == 1".';
  const expected = "the section `breakEven`, or a question";
  throw new IssueError([{ file: scenario.file, path: "breakEven", got: "nothing", expected, hint }]);
}

function readQuestion(
  scenario: Scenario,
  { factor, with: others = [], target, from, to, points = defaultPoints.curve, map }: BreakEvenRequest,
): BreakEvenDeclaration {
  const ends = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const range = rangeOf(scenario, { factor, ...ends }, "--from and --to");
  const second = map === undefined ? undefined : rangeOf(scenario, map, "--map-from and --map-to");
  return {
    id: factor,
    factor,
    with: others,
    values: spaced(...range, points),
    target: readTarget(scenario, target),
    ...(map === undefined || second === undefined
      ? {}
      : { map: { factor: map.factor, values: spaced(...second, map.points ?? defaultPoints.map) } }),
  };
}

/**
 * The value of a factor at which a target is met, in every draw: a result without bands.
 *
 * @throws IssueError if the question, the model, its units or its sampling are wrong.
 */
export async function askBreakEven(
  scenario: Scenario,
  question: BreakEvenRequest | undefined,
  options: RunOptions,
): Promise<Result> {
  await compileLibrary();
  const asked = { ...scenario, breakEvens: breakEvensOf(scenario, question) };
  const breakEven = await findBreakEvens(asked, options, options.progress ?? (() => {}));
  const result: Omit<Result, "manifest"> = {
    format: "rebound-result/1",
    name: scenario.name,
    notes: scenario.notes,
    outputs: [],
    aggregates: [],
    trends: [],
    breakEven,
  };
  const { design, draws, replicates } = scenario.sampling;
  const about = { verb: "break-even" as const, ...(question === undefined ? {} : { question }) };
  const request = { ...scenario.request, ...about };
  return finishResult(result, { plan: { design, draws, replicates }, scenario, request }, options);
}

/** The ends asked for, else those of the factor's distribution: its support, or its central 98 % where that is open. */
function rangeOf({ file, factors }: Scenario, { factor: name, from, to }: RequestedRange, how: string): Ends {
  const distribution = factors.flatMap(drawnOf).find(({ id }) => id === name)?.distribution;
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

function readTarget(scenario: Scenario, text: string): QuantityDeclaration {
  const reader = new Reader();
  const origin = { file: "--target", base: "" };
  const at = { node: { kind: "scalar", value: text, origin }, path: [] } as const;
  const { outputs, trends, aggregates, systems } = scenario;
  const found = parseTarget(reader, at, text, resultNames(outputs, trends, aggregates, systems));
  if (found === undefined) throw new IssueError(reader.issues);
  return found;
}
