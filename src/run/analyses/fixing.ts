import { bandOf } from "../../analyze/ranking.ts";
import type { Band, RankedFactor, Ranking, SobolResult } from "../../result/sensitivity-result.ts";
import { runVariants, type VariantColumns, type VariantsJob } from "../variants-job.ts";
import type { FactorGroup } from "./groups.ts";
import type { AnalysisSetting, TargetEvaluation } from "./setting.ts";
import type { SobolDesign } from "./sobol-design.ts";

/** Sets tried for one target before none is called fixable. */
const mostTries = 2;
/** Number of the variants A and A with group 0 fixed. */
const [free, firstFixed] = [0, 2];

interface Fixing {
  readonly setting: AnalysisSetting;
  readonly evaluation: TargetEvaluation;
  readonly design: SobolDesign;
  readonly groups: readonly FactorGroup[];
  readonly rows: number;
}

function jobOf({ evaluation, design, rows }: Fixing, groupOf: Int32Array, groups: number): VariantsJob {
  const { model, program, reductions } = evaluation;
  const swaps = { groupOf, groups, both: false };
  return {
    kind: "variants",
    model,
    program,
    reductions,
    plan: design.plan.plan,
    swaps,
    against: "nominal",
    first: 0,
    rows,
  };
}

/** The width of a band with factors fixed, as a share of that with none fixed; null where there is no band. */
function shareOf(band: Band | null, whole: Band | null): number | null {
  return band === null || whole === null || whole.high === whole.low
    ? null
    : (band.high - band.low) / (whole.high - whole.low);
}

function within(share: number | null, tolerance: number): boolean | null {
  return share === null ? null : Math.abs(share - 1) <= tolerance;
}

/**
 * Completes rankings with what happens to the band when factors are fixed at their nominal values, from the first rows
 * of A: each alone, and the least important ones together.
 */
export async function fixFactors(
  results: readonly SobolResult[],
  fixing: Fixing,
): Promise<readonly SobolResult[]> {
  const { setting, design, groups } = fixing;
  const { groupOf } = design.swaps;
  const points = groups.length + 2;
  setting.tell(
    `sobol: ${fixing.rows * points} more evaluations for bands with factors fixed: ${fixing.rows} rows`,
  );
  const columns = await runVariants(
    jobOf(fixing, groupOf, groups.length),
    setting.executor,
    setting.progress,
  );
  const tried = new Map<string, Promise<VariantColumns>>();
  const fixTogether = (names: readonly string[]): Promise<VariantColumns> => {
    const key = names.join("\n");
    const isFixed = groups.map(({ name }) => names.includes(name));
    const joined = groupOf.map((group) => (group >= 0 && isFixed[group] ? 0 : -1));
    const found = tried.get(key) ?? runVariants(jobOf(fixing, joined, 1), setting.executor, () => {});
    tried.set(key, found);
    return found;
  };
  const completed: SobolResult[] = [];
  for (const [quantity, result] of results.entries()) {
    const { ranking } = result;
    if (ranking === null) {
      completed.push(result);
      continue;
    }
    const band = bandOf(columns(free, quantity));
    const factors = ranking.factors.map((ranked): RankedFactor => {
      const group = groups.findIndex(({ name }) => name === ranked.factor);
      const fixedBand = bandOf(columns(firstFixed + group, quantity));
      const fixedWidth = shareOf(fixedBand, band);
      return { ...ranked, fixedBand, fixedWidth, fixable: within(fixedWidth, ranking.tolerance) };
    });
    const fixableTogether = await searchTogether({ ...ranking, factors, band }, quantity, fixTogether);
    completed.push({ ...result, ranking: { ...ranking, factors, band, fixableTogether } });
  }
  return completed;
}

/**
 * The least important factors whose total effects add up to no more than the tolerance allows (a width is as the root of
 * a variance), tried on the band itself; while that changes by more, the most important of them is left out.
 */
async function searchTogether(
  ranking: Ranking,
  quantity: number,
  fix: (names: readonly string[]) => Promise<VariantColumns>,
): Promise<Ranking["fixableTogether"]> {
  const { factors, band, tolerance } = ranking;
  const allowed = 1 - (1 - tolerance) * (1 - tolerance);
  const candidates = factors.filter(({ fixable }) => fixable === true).toReversed();
  const chosen: RankedFactor[] = [];
  let sum = 0;
  for (const candidate of candidates) {
    sum += Math.max(0, candidate.st.value ?? 1);
    if (sum > allowed) break;
    chosen.push(candidate);
  }
  for (let attempt = 0; attempt < mostTries && chosen.length > 0; attempt++, chosen.pop()) {
    const names = chosen.map(({ factor }) => factor);
    const fixed = bandOf((await fix(names))(firstFixed, quantity));
    const width = shareOf(fixed, band);
    if (within(width, tolerance) === true) return { factors: names, band: fixed, width };
  }
  return { factors: [], band: null, width: null };
}
