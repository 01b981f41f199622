import type { Margins } from "../../analyze/claims/crossing.ts";
import { nearestPoint } from "../../analyze/claims/nearest-point.ts";
import { activeOptions, nearestChanges, type SingleChange } from "../../analyze/claims/single-changes.ts";
import { type LatentDimension, latentPoints } from "../../evaluate/points/latent.ts";
import { prepareRows } from "../columns-job.ts";
import type { Evaluation } from "../evaluation.ts";
import type { JobKind } from "../job-kind.ts";

/** Searches for points at which claims turn over: the quantities are their margins. */
export interface TippingJob extends Omit<Evaluation, "plan"> {
  readonly kind: "tipping";
  readonly dimensions: readonly LatentDimension[];
}

/** Options by dimension: the index of each, −1 where the dimension is continuous. */
export type Choice = readonly number[];

export type TippingPiece =
  | { readonly stage: "single"; readonly claim: number }
  | {
      readonly stage: "joint";
      readonly claim: number;
      readonly choice: Choice;
      /** Points to start from, besides the gradient's: scores of all dimensions. */
      readonly starts: readonly Float64Array[];
      /** Margin at the nominal choice: which side is the other one. */
      readonly side: number;
    };

export interface SingleFound {
  readonly margin: number;
  readonly changes: readonly SingleChange[];
  /** Dimensions with options, of which any moves the margin. */
  readonly active: readonly number[];
}

export interface JointFound {
  readonly distance: number;
  /** Scores of all dimensions. */
  readonly at: Float64Array;
}

const roomForRows = 4096;

export const tippingKind: JobKind<TippingJob, TippingPiece, SingleFound | JointFound | null> = {
  kind: "tipping",
  prepare(job) {
    const { dimensions } = job;
    const marginsOf = prepareMargins(job);
    return (piece) => {
      const margins = marginsOf(piece.claim);
      if (piece.stage === "single") {
        const nominal = scoresOf(dimensions, nominalChoice(dimensions));
        return {
          margin: margins([nominal])[0]!,
          changes: nearestChanges(margins, nominal, dimensions),
          active: activeOptions(margins, nominal, dimensions),
        };
      }
      return searchJointly(dimensions, margins, piece);
    };
  },
};

export function nominalChoice(dimensions: readonly LatentDimension[]): Choice {
  return dimensions.map(({ options, nominalOption }) => (options === undefined ? -1 : nominalOption));
}

/** The point at which every continuous dimension is at its median. */
export function scoresOf(dimensions: readonly LatentDimension[], choice: Choice): Float64Array {
  return Float64Array.from(dimensions, ({ options }, k) =>
    options === undefined ? 0 : options[choice[k]!]!.score,
  );
}

function searchJointly(
  dimensions: readonly LatentDimension[],
  margins: Margins,
  { choice, starts, side }: Extract<TippingPiece, { stage: "joint" }>,
): JointFound | null {
  const origin = scoresOf(dimensions, choice);
  const moving = [...dimensions.keys()].filter((k) => dimensions[k]!.options === undefined);
  const whole = (point: Float64Array): Float64Array => {
    const scores = origin.slice();
    moving.forEach((k, index) => {
      scores[k] = point[index]!;
    });
    return scores;
  };
  const narrow = (scores: Float64Array): Float64Array => Float64Array.from(moving, (k) => scores[k]!);
  const found = nearestPoint((points) => margins(points.map(whole)), moving.length, starts.map(narrow), side);
  return found === undefined ? null : { distance: found.distance, at: whole(found.at) };
}

/** The margins of a claim at points; rows are used in turn, since an evaluator takes the same rows for the same points. */
function prepareMargins(job: TippingJob): (claim: number) => Margins {
  const points = latentPoints(job.model, job.dimensions, roomForRows);
  const store = new Float64Array(job.reductions.quantities.length * roomForRows);
  const evaluate = prepareRows(job, points.source, roomForRows, store);
  let next = 0;
  const evaluateSome = (some: readonly Float64Array[], claim: number): Float64Array => {
    if (next + some.length > roomForRows) next = 0;
    const from = next;
    next += some.length;
    some.forEach((scores, index) => {
      points.set(from + index, scores);
    });
    evaluate([from, next]);
    return store.slice(claim * roomForRows + from, claim * roomForRows + next);
  };
  const most = roomForRows / 4;
  return (claim) => (all) => {
    const out = new Float64Array(all.length);
    for (let from = 0; from < all.length; from += most)
      out.set(evaluateSome(all.slice(from, from + most), claim), from);
    return out;
  };
}
