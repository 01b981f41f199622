import { estimateProbability } from "../../analyze/claims/probability.ts";
import { IssueError } from "../../core/issue.ts";
import { call, number } from "../../expression/make-expr.ts";
import { marginOf } from "../../expression/statement.ts";
import type { MissingAxis, MissingResult } from "../../result/missing-result.ts";
import type { MissingDeclaration } from "../../scenario/analyses/index.ts";
import type { ClaimDeclaration, RegressedFactor, Sampling, Scenario } from "../../scenario/scenario.ts";
import { spaced } from "../../scenario/spaced-values.ts";
import { findRoots } from "../break-even/roots-job.ts";
import { drawsOf, prepareBreakEven, shareFound, summarize } from "../break-even/setting.ts";
import type { Method } from "./method.ts";
import type { AnalysisSetting } from "./setting.ts";

/**
 * The tipping point of what is missing (rubin1977, little1993): the systems without a record are shifted from what the
 * regression gives them, by a level and by a level per year, until a claim turns over.
 */
export const missing: Method<"missing"> = {
  name: "missing",
  async run(declaration, setting) {
    const { scenario } = setting;
    const factor = findFactor(scenario, declaration);
    if (scenario.claims.length === 0) {
      const hint = "Declare `claims`.";
      throw new IssueError([{ ...declaration.place, got: "no claims", expected: "at least one", hint }]);
    }
    const axes = axesOf(factor, declaration);
    const steps = axes.length * scenario.claims.length;
    const evaluations = declaration.base * declaration.replicates * declaration.points * steps;
    setting.tell(
      `missing: ${evaluations} evaluations over shifts of ${factor.name}, and as many again at most`,
    );
    const { recorded, fits } = factor.regression;
    const imputed = fits.reduce((sum, fit) => sum + fit.imputed, 0);
    const results: MissingResult[] = [];
    for (const claim of scenario.claims) {
      const found: MissingAxis[] = [];
      for (const axis of axes) {
        const before = axes.length * results.length + found.length;
        const progress = (done: number): void => setting.progress((before + done) / steps);
        found.push(await searchAxis({ ...setting, progress }, declaration, factor, claim, axis));
      }
      const { id, statement } = claim;
      results.push({ output: id, statement, factor: factor.name, recorded, imputed, axes: found });
    }
    const { place: _, ...plan } = declaration;
    return { results: { missing: results }, plan };
  },
};

/** A part of the factor that shifts it, on the scale of its regression. */
interface Axis {
  readonly part: "shift" | "shift_per_year";
  readonly ends: readonly [low: number, high: number];
  readonly unit: string;
}

function axesOf(
  { regression, unit: own = "1" }: RegressedFactor,
  declared: MissingDeclaration,
): readonly Axis[] {
  const unit = regression.scale === "log10" ? "log10" : own;
  const level = { part: "shift", ends: declared.shift, unit } as const;
  if (regression.shiftOver === undefined) return [level];
  return [level, { part: "shift_per_year", ends: declared.perYear, unit }];
}

function findFactor({ factors }: Scenario, { factor, place }: MissingDeclaration): RegressedFactor {
  const regressed = factors.flatMap((candidate) => (candidate.combine === "regression" ? [candidate] : []));
  const found = factor === undefined ? regressed[0] : regressed.find(({ name }) => name === factor);
  if (found !== undefined) return found;
  const known = regressed.map(({ name }) => name).join(", ");
  const expected = `a factor with a regression${known && `: ${known}`}`;
  throw new IssueError([
    { ...place, path: `${place.path}.factor`, got: factor === undefined ? "none" : `"${factor}"`, expected },
  ]);
}

/** One axis of shifts for one claim. */
async function searchAxis(
  setting: AnalysisSetting,
  declaration: MissingDeclaration,
  { name, regression }: RegressedFactor,
  { quantity }: ClaimDeclaration,
  { part, ends, unit }: Axis,
): Promise<MissingAxis> {
  const { points, base, replicates } = declaration;
  const { sampling } = setting.scenario;
  const drawn: Sampling = { ...sampling, design: "sobol", draws: base * replicates, replicates };
  const id = `${name}.${part}`;
  const values = spaced(...ends, points);
  // Its margin is 0 where a claim turns over.
  const target = { ...quantity, expr: call("equal", marginOf(quantity.expr), number(0)) };
  const question = { id, factor: id, with: [], values, target };
  const search = prepareBreakEven(
    { ...setting.scenario, sampling: drawn },
    question,
    setting,
    setting.progress,
  );
  const axis = search.axis([id], values);
  const { margins, roots, several } = await findRoots(search.sides, axis);
  return {
    shift: id,
    unit: part === "shift" ? unit : `${unit} per year`,
    ...(part === "shift" ? {} : regression.shiftOver),
    from: ends[0],
    to: ends[1],
    found: shareFound(roots, search),
    turns: { id, unit, deterministic: null, ...summarize(roots, search) },
    several,
    curve: values.map((value, k) => ({
      value,
      holds: estimateProbability(truthOf(drawsOf(margins[k]!, search)), search.summary),
    })),
  };
}

/** A claim holds where its margin is above 0. */
function truthOf(margins: Float64Array): Float64Array {
  return margins.map((margin) => (Number.isNaN(margin) ? Number.NaN : Number(margin > 0)));
}
