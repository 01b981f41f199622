import type { BreakEvenResult, CurvePoint } from "../../result/break-even-result.ts";
import type { BreakEvenDeclaration, QuantityDeclaration, Scenario } from "../../scenario/scenario.ts";
import { finiteOrNull } from "../analyses/evaluate-points.ts";
import type { Progress } from "../executor.ts";
import type { RunOptions } from "../run.ts";
import { mapOver } from "./map.ts";
import { findRoots } from "./roots-job.ts";
import { bandPoint, nominalOf, prepareBreakEven, shareFound, summarize } from "./setting.ts";

/** Share of the work that the curve is where there is a map too; only a progress bar needs it. */
const curveShare = 0.3;

/** The break-evens of a scenario, one after another. */
export async function findBreakEvens(
  scenario: Scenario,
  options: RunOptions,
  progress: Progress,
): Promise<readonly BreakEvenResult[]> {
  const found: BreakEvenResult[] = [];
  const { length } = scenario.breakEvens;
  for (const [index, question] of scenario.breakEvens.entries()) {
    const own = (done: number) => progress((index + done) / length);
    found.push(await findBreakEven(scenario, question, options, own));
  }
  return found;
}

/**
 * Finds in every draw where a target is met along a factor. That there is no such value is an answer: the result has
 * the curve of the left side with its band, and its least and greatest values.
 *
 * @throws IssueError where the scenario cannot be run, or has no such factor.
 */
async function findBreakEven(
  scenario: Scenario,
  question: BreakEvenDeclaration,
  options: RunOptions,
  progress: Progress,
): Promise<BreakEvenResult> {
  const share = question.map === undefined ? 1 : curveShare;
  const setting = prepareBreakEven(scenario, question, options, (done) => progress(share * done));
  const { id, statement, factor, values, target } = question;
  const axis = setting.axis([factor, ...question.with], values);
  const { left, roots, several } = await findRoots(setting.sides, axis);
  const curve = values.map((value, k): CurvePoint => ({ value, ...bandPoint(left[k]!, setting) }));
  const rest = (done: number) => progress(share + (1 - share) * done);
  const { map: second } = question;
  const map =
    second === undefined
      ? undefined
      : await mapOver(prepareBreakEven(scenario, question, options, rest, second), question, second);
  const summary = summarize(roots, setting);
  return {
    id,
    ...(statement === undefined ? {} : { statement }),
    factor,
    with: question.with,
    target: target.id,
    ...describeSides(target),
    from: values[0]!,
    to: values.at(-1)!,
    found: shareFound(roots, setting),
    value: {
      id: factor,
      unit: setting.unitOf(factor),
      deterministic: finiteOrNull(nominalOf(roots)),
      ...summary,
    },
    several,
    curve,
    ...extremes(curve),
    ...(map === undefined ? {} : { map }),
  };
}

/** The left side as written, and the right side where it is a number. */
function describeSides({ id, expr }: QuantityDeclaration): Pick<BreakEvenResult, "left" | "level"> {
  const right = expr.kind === "call" ? expr.args[1] : undefined;
  return { left: id.split("==")[0]!.trim(), level: right?.kind === "number" ? right.value : null };
}

function extremes(curve: readonly CurvePoint[]): Pick<BreakEvenResult, "least" | "greatest"> {
  const ordered = curve.filter(({ median }) => median !== null).sort((a, b) => a.median! - b.median!);
  return { least: ordered[0] ?? null, greatest: ordered.at(-1) ?? null };
}
