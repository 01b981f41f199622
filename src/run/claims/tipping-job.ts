import { firstCrossings, type Margins, otherSide } from "../../analyze/claims/crossing.ts";
import { descent, nearestPoint } from "../../analyze/claims/nearest-point.ts";
import {
  activeDimensions,
  activeOptions,
  nearestChanges,
  type SingleChange,
} from "../../analyze/claims/single-changes.ts";
import { type LatentDimension, latentPoints } from "../../evaluate/points/latent.ts";
import { compile } from "../../evaluate/program.ts";
import { prepareRows } from "../columns-job.ts";
import type { Evaluation } from "../evaluation.ts";
import type { JobKind } from "../job-kind.ts";
import { narrow } from "../quantities.ts";
import { type Combination, listCombinations, nominalChoice, scoresOf } from "./combinations.ts";

/** Searches for points at which claims turn over: the quantities are their margins, a piece is one claim. */
export interface TippingJob extends Pick<Evaluation, "model" | "reductions" | "backEnd"> {
  readonly kind: "tipping";
  readonly dimensions: readonly LatentDimension[];
}

/** The nearest point at which a claim turns over. */
export interface JointFound {
  readonly distance: number;
  /** Scores of all dimensions. */
  readonly at: readonly number[];
  readonly combination: Combination;
}

export interface TippingFound {
  /** NaN where the claim is not defined at the medians. */
  readonly margin: number;
  readonly changes: readonly SingleChange[];
  readonly joint: JointFound | null;
  readonly searched: number;
  readonly of: number;
}

const roomForRows = 4096;
/** Single changes from which a joint search starts, besides the gradient's direction. */
const mostStarts = 4;
/** Combinations of options, besides the nominal one, that are searched in full: those that turn over soonest. */
const mostSearched = 3;

export const tippingKind: JobKind<TippingJob, number, TippingFound> = {
  kind: "tipping",
  prepare: (job) => (claim) => searchClaim(job.dimensions, prepareMargins(job, claim)),
  writes: () => [],
};

function searchClaim(dimensions: readonly LatentDimension[], margins: Margins): TippingFound {
  const nominal = scoresOf(dimensions, nominalChoice(dimensions));
  const [margin] = margins([nominal]);
  if (Number.isNaN(margin!)) return { margin: Number.NaN, changes: [], joint: null, searched: 0, of: 0 };
  const changes = nearestChanges(margins, nominal, dimensions);
  const options = activeOptions(margins, nominal, dimensions);
  const { list, of } = listCombinations(dimensions, options);
  const moving = activeDimensions(margins, nominal, dimensions, options);
  const starts = changes
    .filter(({ option }) => option === undefined)
    .sort((a, b) => Math.abs(a.score) - Math.abs(b.score))
    .slice(0, mostStarts)
    .map(({ dimension, score }) => nominal.with(dimension, score));
  const search = ({ choice }: Combination, from: readonly Float64Array[]) =>
    searchJointly(scoresOf(dimensions, choice), moving, margins, from, margin!);
  const first = search(list[0]!, starts);
  const others = promising(list.slice(1), dimensions, moving, margins, margin!, [
    ...starts,
    ...(first === undefined ? [] : [Float64Array.from(first.at)]),
  ]);
  const found = [
    ...(first === undefined ? [] : [{ ...first, combination: list[0]! }]),
    ...others.flatMap(({ combination, start }) => {
      const point = search(combination, [start]);
      return point === undefined ? [] : [{ ...point, combination }];
    }),
  ];
  const [joint = null] = found.sort((a, b) => a.distance - b.distance);
  return { margin: margin!, changes, joint, searched: list.length, of };
}

/**
 * Of combinations of options those that turn over soonest, each along some directions and along its own gradient, with
 * the direction of each.
 */
function promising(
  list: readonly Combination[],
  dimensions: readonly LatentDimension[],
  moving: readonly number[],
  margins: Margins,
  side: number,
  starts: readonly Float64Array[],
) {
  const isOther = otherSide(side);
  const given = starts.map((start) => unitAlong(start, dimensions));
  const origins = list.map(({ choice }) => scoresOf(dimensions, choice));
  const atOrigins = margins(origins);
  const found = list.flatMap((combination, index) => {
    const origin = origins[index]!;
    if (isOther(atOrigins[index]!)) return [{ combination, distance: 0, start: origin }];
    const { within, whole } = restricted(origin, moving, margins);
    const steepest = descent(within, new Float64Array(moving.length), isOther);
    const rays = [...given, ...(steepest === undefined ? [] : [subtract(whole(steepest), origin)])];
    if (rays.length === 0) return [];
    const distances = firstCrossings(
      (points) => margins(points.map((point) => add(origin, point))),
      rays,
      isOther,
    );
    const best = [...distances.keys()].reduce((a, b) => (distances[b]! < distances[a]! ? b : a));
    return Number.isFinite(distances[best]!)
      ? [{ combination, distance: distances[best]!, start: rays[best]! }]
      : [];
  });
  return found.sort((a, b) => a.distance - b.distance).slice(0, mostSearched);
}

/** A unit vector in the continuous dimensions. */
function unitAlong(scores: Float64Array, dimensions: readonly LatentDimension[]): Float64Array {
  const vector = scores.map((score, k) => (dimensions[k]!.options === undefined ? score : 0));
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
}

function add(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, k) => value + b[k]!);
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, k) => value - b[k]!);
}

/** Margins over the dimensions that move them, the others as at `origin`, and the way back to all dimensions. */
function restricted(origin: Float64Array, moving: readonly number[], margins: Margins) {
  const whole = (point: Float64Array): Float64Array => {
    const scores = origin.slice();
    moving.forEach((k, index) => {
      scores[k] = point[index]!;
    });
    return scores;
  };
  const within: Margins = (points) => margins(points.map(whole));
  return { whole, within };
}

function searchJointly(
  origin: Float64Array,
  moving: readonly number[],
  margins: Margins,
  starts: readonly Float64Array[],
  side: number,
): Pick<JointFound, "distance" | "at"> | undefined {
  const { whole, within } = restricted(origin, moving, margins);
  const narrowed = (scores: Float64Array): Float64Array => Float64Array.from(moving, (k) => scores[k]!);
  const found = nearestPoint(within, moving.length, starts.map(narrowed), side);
  return found === undefined ? undefined : { distance: found.distance, at: [...whole(found.at)] };
}

/** The margin of a claim at points; rows are used in turn, since an evaluator takes the same rows for the same points. */
function prepareMargins({ model, reductions, dimensions, backEnd }: TippingJob, claim: number): Margins {
  const own = narrow(model, { ...reductions, quantities: [reductions.quantities[claim]!] });
  const points = latentPoints(model, dimensions, roomForRows);
  const store = new Float64Array(roomForRows);
  const job = { ...own, program: compile(own.model), ...(backEnd === undefined ? {} : { backEnd }) };
  const evaluate = prepareRows(job, points.source, roomForRows, store);
  let next = 0;
  const evaluateSome = (some: readonly Float64Array[]): Float64Array => {
    if (next + some.length > roomForRows) next = 0;
    const from = next;
    next += some.length;
    some.forEach((scores, index) => {
      points.set(from + index, scores);
    });
    evaluate([from, next]);
    return store.slice(from, next);
  };
  const most = roomForRows / 4;
  return (all) => {
    const out = new Float64Array(all.length);
    for (let from = 0; from < all.length; from += most)
      out.set(evaluateSome(all.slice(from, from + most)), from);
    return out;
  };
}
