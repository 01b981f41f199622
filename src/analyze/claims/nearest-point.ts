import {
  along,
  bisect,
  farthest,
  firstCrossings,
  type IsOther,
  type Margins,
  otherSide,
} from "./crossing.ts";

/** The point nearest to the origin at which a statement turns over. */
export interface NearestPoint {
  /** Its distance, β; 0 where the statement is on the other side at the origin already. */
  readonly distance: number;
  readonly at: Float64Array;
}

const gradientStep = 0.05;
/** Directions that are refined. */
const mostRefined = 2;
const mostSteps = 10;
const mostTurns = 4;
/** Relative gain below which a search ends. */
const leastGain = 1e-5;
const turns = [1, 0.5, 0.25, 0.1];
/** Angles of the search without derivatives, about, in radians. */
const angles = [0.3, 0.1, 0.03];

/**
 * The most probable point, in a space of independent standard normal scores, at which a statement turns over (the
 * design point of first-order reliability; Hasofer & Lind 1974, Rackwitz & Fiessler 1978). From several starts: follow
 * the gradient on the surface, and where that does not help, which is so where the margin is not smooth, turn
 * the direction without derivatives. `side`: the margin at the point that the search is about, where that is not the
 * origin. Undefined where there is none within `farthest`.
 */
export function nearestPoint(
  margins: Margins,
  dimensions: number,
  starts: readonly Float64Array[],
  side?: number,
): NearestPoint | undefined {
  const origin = new Float64Array(dimensions);
  const [atOrigin] = margins([origin]);
  if (Number.isNaN(atOrigin!)) return undefined;
  const isOther = otherSide(side ?? atOrigin!);
  if (isOther(atOrigin!)) return { distance: 0, at: origin };
  const steepest = descent(margins, origin, isOther);
  const directions = [
    ...(steepest === undefined ? [] : [steepest]),
    ...starts.flatMap((start) => unit(start) ?? []),
  ];
  if (directions.length === 0) return undefined;
  const distances = firstCrossings(margins, directions, isOther);
  const ordered = [...distances.keys()]
    .filter((index) => Number.isFinite(distances[index]!))
    .sort((a, b) => distances[a]! - distances[b]!)
    .slice(0, mostRefined);
  const found = ordered.map((index) => refine(margins, directions[index]!, distances[index]!, isOther));
  const [best] = found.sort((a, b) => a.distance - b.distance);
  if (best === undefined || best.distance > farthest) return undefined;
  return { distance: best.distance, at: along(best.direction, best.distance) };
}

interface Ray {
  readonly direction: Float64Array;
  readonly distance: number;
}

function refine(margins: Margins, start: Float64Array, distance: number, isOther: IsOther): Ray {
  let ray: Ray = { direction: start, distance };
  for (let step = 0; step < mostSteps; step++) {
    const downhill = descent(margins, along(ray.direction, ray.distance), isOther);
    const candidates =
      downhill === undefined
        ? []
        : turns.flatMap((share) => unit(blend(ray.direction, downhill, share)) ?? []);
    const better = nearer(margins, ray, candidates, isOther);
    if (better === undefined) break;
    const gained = ray.distance - better.distance;
    ray = better;
    if (gained < leastGain * ray.distance) break;
  }
  for (const angle of angles) {
    for (let turn = 0; turn < mostTurns; turn++) {
      const better = nearer(margins, ray, turned(ray.direction, angle), isOther);
      if (better === undefined || ray.distance - better.distance < leastGain * ray.distance) break;
      ray = better;
    }
  }
  return ray;
}

/** The ray with the nearest crossing among some directions, if any crosses before `ray` does. */
function nearer(
  margins: Margins,
  ray: Ray,
  directions: readonly Float64Array[],
  isOther: IsOther,
): Ray | undefined {
  const ahead = ray.distance * (1 - leastGain);
  const found = margins(directions.map((direction) => along(direction, ahead)));
  const crossing = directions.filter((_, index) => isOther(found[index]!));
  if (crossing.length === 0) return undefined;
  const low = new Float64Array(crossing.length);
  const distances = bisect(
    margins,
    crossing,
    low,
    low.map(() => ahead),
    isOther,
  );
  const best = [...distances.keys()].reduce((a, b) => (distances[b]! < distances[a]! ? b : a));
  return { direction: crossing[best]!, distance: distances[best]! };
}

/** The unit vector in which the margin moves fastest to the other side; undefined where it does not move. */
export function descent(margins: Margins, at: Float64Array, isOther: IsOther): Float64Array | undefined {
  const points = [...at.keys()].flatMap((k) => [moved(at, k, gradientStep), moved(at, k, -gradientStep)]);
  const found = margins(points);
  const sign = isOther(Number.NEGATIVE_INFINITY) ? -1 : 1;
  const gradient = at.map((_, k) => {
    const slope = sign * (found[2 * k]! - found[2 * k + 1]!);
    return Number.isFinite(slope) ? slope : 0;
  });
  return unit(gradient);
}

function moved(at: Float64Array, dimension: number, by: number): Float64Array {
  const point = at.slice();
  point[dimension]! += by;
  return point;
}

function turned(direction: Float64Array, angle: number): readonly Float64Array[] {
  return [...direction.keys()].flatMap((k) =>
    [angle, -angle].flatMap((by) => unit(moved(direction, k, by)) ?? []),
  );
}

function blend(a: Float64Array, b: Float64Array, share: number): Float64Array {
  return a.map((value, k) => value * (1 - share) + b[k]! * share);
}

function unit(vector: Float64Array): Float64Array | undefined {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : undefined;
}
