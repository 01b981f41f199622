import { absentEstimate } from "../analyze/estimate.ts";
import { trendMeasures } from "../analyze/trend.ts";
import { estimateShares } from "../analyze/variance-shares.ts";
import type { LinePoint, TrendMeasures, TrendResult } from "../result/result.ts";
import { absentOutput, output, type Parts } from "./assemble-output.ts";
import type { PreparedTrend } from "./prepare-trend.ts";
import type { TrendJob } from "./reductions.ts";
import { lineDates, linePoints } from "./trend-line.ts";

const units = { growthPerYear: "1", doublingMonths: "month", r2: "1", slope: "1/year" } as const;
type Reported = keyof typeof units;

/** One trend; `index` is its number among those computed, of which there are `computed`. */
export function assembleTrend(
  prepared: PreparedTrend,
  index: number,
  computed: number,
  parts: Parts,
): TrendResult {
  const { declaration, job, refusal, variants } = prepared;
  const { id, of, over, fit } = declaration;
  const regression = refusal === undefined ? parts.deterministic.fit(job) : absentEstimate(refusal);
  const notes = notesOn(prepared, parts.draws);
  return {
    id,
    of,
    over,
    fit,
    ...(refusal === undefined ? measuresOf(index, parts) : absentMeasures(refusal, parts)),
    systems: job.systems.length,
    r2: refusal === undefined ? finite(parts.deterministic.trend(index, trendMeasures.indexOf("r2"))) : null,
    regression:
      "slope" in regression
        ? { growthPerYear: regression.growthPerYear, doublingMonths: regression.doublingMonths }
        : regression,
    ...(refusal === undefined ? { points: pointsOf(job, parts), line: lineOf(prepared, index, parts) } : {}),
    ...(variants === undefined ? {} : splitOf(index, computed + variants.length * index, parts)),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

function pointsOf({ systems, dates }: TrendJob, { systemNames }: Parts): TrendResult["points"] & object {
  return Array.from(systems, (system, place) => ({ system: systemNames[system]!, over: dates[place]! }));
}

function lineOf({ declaration, job }: PreparedTrend, index: number, parts: Parts): readonly LinePoint[] {
  const { bands, deterministic, firstLine, unitOf } = parts;
  return lineDates(job.dates).map((over, place) => {
    const quantity = firstLine + index * linePoints + place;
    const unit = unitOf.get(declaration.of) ?? "1";
    return { over, ...output("line", unit, deterministic.quantity(quantity), bands.quantity(quantity)) };
  });
}

function measuresOf(index: number, { deterministic, bands }: Parts): TrendMeasures {
  const measure = (key: Reported) => {
    const number = trendMeasures.indexOf(key);
    return output(key, units[key], deterministic.trend(index, number), bands.trend(index, number));
  };
  return inOrder(measure);
}

function absentMeasures(refusal: string, { probabilities }: Parts): TrendMeasures {
  return inOrder((key) => absentOutput(key, units[key], refusal, probabilities));
}

function inOrder(measure: (key: Reported) => TrendMeasures["slope"]): TrendMeasures {
  return {
    growthPerYear: measure("growthPerYear"),
    doublingMonths: measure("doublingMonths"),
    slope: measure("slope"),
    r2Draws: measure("r2"),
  };
}

/** The trend with inputs and choice of systems drawn alone, and how the variance of the slope splits. */
function splitOf(index: number, first: number, parts: Parts) {
  const [inputs, composition] = [first, first + 1];
  const shares = estimateShares(
    parts.bands.slopes(index),
    parts.bands.slopes(inputs),
    parts.bands.slopes(composition),
    parts.replicates,
  );
  return {
    inputs: measuresOf(inputs, parts),
    composition: measuresOf(composition, parts),
    variance: { inputs: shares.first, composition: shares.second, both: shares.together },
  };
}

function notesOn({ declaration, job }: PreparedTrend, draws: number): readonly string[] {
  const { fit, rerank, top } = declaration;
  return [
    ...(job.sample === undefined
      ? []
      : [
          `fitted in ${(draws / job.sample.of) * job.sample.each} of ${draws} draws, the first of each replicate`,
        ]),
    ...(fit === "frontier" && !rerank
      ? [`through the ${top} greatest of each year by the deterministic values, the same in every draw`]
      : []),
    ...(rerank
      ? [`through the ${top} greatest of each year in each draw, which biases the growth upward`]
      : []),
  ];
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
