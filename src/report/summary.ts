import type { OutputResult, Result, TrendResult } from "../result/result.ts";
import { bandTexts } from "./band-text.ts";
import { quantileOf } from "./cells.ts";
import { mainOutput } from "./main-output.ts";
import { answer, describeTrend } from "./sentences.ts";
import { formatDecimals, printed, supportedText } from "./supported-digits.ts";

/** Names listed in one sentence. */
const named = 3;
/** Share of the draws from which on a claim is counted as holding. */
const sure = 0.95;

/** What a result was asked, as questions. */
export function asked(result: Result): readonly string[] {
  const { trends, claims = [], breakEven = [], comparisons = [], sobol = [], morris = [] } = result;
  const targets = [...new Set([...sobol, ...morris].map(({ output }) => output))];
  const grow = [...new Set(trends.map(({ of }) => of))];
  const [over] = trends.map((trend) => trend.over);
  return [
    ...(grow.length > 0
      ? [`How fast ${grow.length === 1 ? "does" : "do"} ${list(grow)} grow by ${over}?`]
      : []),
    ...(trends.length === 0 && comparisons.length === 0 ? valuesAsked(result) : []),
    ...(comparisons.length > 0 ? ["How does A compare with B on common draws?"] : []),
    ...breakEven.map(({ factor, target }) => `At which ${factor} is ${target}?`),
    ...(claims.length > 0
      ? [
          `Does ${claims.length === 1 ? "the claim" : `each of ${claims.length} claims`} hold, and what would overturn it?`,
        ]
      : []),
    ...(targets.length > 0 ? [`What decides ${list(targets)}?`] : []),
  ];
}

function valuesAsked({ outputs, systems = [], aggregates }: Result): readonly string[] {
  const ids = (
    outputs.length > 0 ? outputs : aggregates.length > 0 ? aggregates : (systems[0]?.outputs ?? [])
  ).map(({ id }) => id);
  const of = systems.length > 0 ? ` of ${systems.length} systems` : "";
  return ids.length === 0
    ? []
    : [`How large ${ids.length === 1 ? "is" : "are"} ${list(ids)}${of}, and how sure is that?`];
}

/** The answer in one paragraph: the main number with its band, how sure it is, and what it hangs on. */
export function summary(result: Result): readonly string[] {
  const main = mainTrend(result);
  const first =
    main === undefined ? answer(result).slice(0, named) : [describeTrend(main), ...pointValues(main)];
  return [
    ...first,
    ...(main === undefined ? [] : [...allTrends(result.trends), ...compositionOf(main)]),
    ...driversOf(result, main),
    ...claimsOf(result),
  ];
}

/** The one number that stands for a result: growth of its main trend, else its first aggregate or output. */
export function headlineOf(
  result: Result,
): { readonly name: string; readonly output: OutputResult } | undefined {
  const trend = mainTrend(result);
  if (trend !== undefined) return { name: `${trend.id}: growth per year`, output: trend.growthPerYear };
  const output = result.aggregates[0] ?? result.outputs[0];
  return output === undefined ? undefined : { name: output.id, output };
}

/** The trend of the main output, else the first. */
function mainTrend(result: Result): TrendResult | undefined {
  const main = mainOutput(result);
  const known = result.trends.filter(({ growthPerYear }) => quantileOf(growthPerYear, 0.5) !== null);
  return known.find(({ of }) => of === main) ?? known[0];
}

/** Deterministic value and mean beside the median, to its digits. */
function pointValues({ growthPerYear }: TrendResult): readonly string[] {
  const { deterministic, mean, draws } = growthPerYear;
  if (draws <= 1 || deterministic === null || mean.value === null) return [];
  const decimals = decimalsOf(growthPerYear);
  const text = (value: number): string => `×${printed(formatDecimals(value, decimals))}`;
  return [
    `With every factor at its nominal value it is ${text(deterministic)}; the mean is ${text(mean.value)}.`,
  ];
}

/** Decimals that the sentence about an output has. */
function decimalsOf(output: OutputResult): number {
  return bandTexts(output).median.split(".")[1]?.length ?? 0;
}

function allTrends(trends: readonly TrendResult[]): readonly string[] {
  if (trends.length < 2) return [];
  const lows = trends
    .flatMap((trend) => {
      const low = quantileOf(trend.growthPerYear, 0.025);
      return low === null || trend.growthPerYear.draws <= 1 ? [] : [{ low, trend }];
    })
    .sort((a, b) => a.low - b.low);
  const [least] = lows;
  if (least === undefined) return [];
  const growing = lows.filter(({ low }) => low > 1).length;
  const text = bandTexts(least.trend.growthPerYear).band?.low ?? "–";
  return growing === trends.length
    ? [
        `All ${trends.length} trends grow in at least 97.5 % of the draws; the slowest, ${least.trend.id}, by ×${text} a year or more.`,
      ]
    : [`${growing} of ${trends.length} trends grow in at least 97.5 % of the draws.`];
}

function compositionOf({ variance }: TrendResult): readonly string[] {
  if (variance === undefined || variance.composition.value === null) return [];
  return [
    `Which systems are in the data accounts for ${supportedText(variance.composition)} of the variance of its slope, the inputs for ${supportedText(variance.inputs)}.`,
  ];
}

/** The factors with the largest total effects on what the answer is about, else on the first target. */
function driversOf({ sobol = [] }: Result, main: TrendResult | undefined): readonly string[] {
  const item = sobol.find(({ output }) => output === `trend.${main?.id}.growthPerYear`) ?? sobol[0];
  if (item === undefined) return [];
  const largest = item.indices
    .filter(({ st }) => st.value !== null)
    .sort((a, b) => b.st.value! - a.st.value!)
    .slice(0, named);
  if (largest.length === 0) return [];
  const texts = largest.map(({ factor, st }) => `${factor} (${supportedText(st)})`);
  return [`Of the variance of ${item.output}, interactions included, most comes with ${list(texts)}.`];
}

function claimsOf({ claims = [] }: Result): readonly string[] {
  const known = claims.filter(({ holds }) => holds.value !== null);
  if (known.length === 0) return [];
  const holding = known.filter(({ holds }) => holds.value! >= sure).length;
  const doubtful = known
    .filter(({ holds }) => holds.value! < sure)
    .sort((a, b) => a.holds.value! - b.holds.value!);
  const least = doubtful
    .slice(0, named)
    .map(({ statement, holds }) => `“${statement}” (${supportedText(holds)})`);
  const others = least.length === 0 ? "" : `; less sure: ${list(least, doubtful.length)}`;
  return [`${holding} of ${claims.length} claims hold in at least ${sure * 100} % of the draws${others}.`];
}

/** `a, b and c`; `count`: how many there are of which these are the first. */
function list(texts: readonly string[], count = texts.length): string {
  const shown = texts.slice(0, named);
  const more = count - shown.length;
  const parts = more > 0 ? [...shown, `${more} more`] : shown;
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
