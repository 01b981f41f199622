import { bisect, farthest, type Margins, otherSide } from "./crossing.ts";

/** A dimension as far as a change of it alone is concerned. */
interface Dimension {
  readonly options?: readonly { readonly score: number }[];
}

/** The smallest change of one dimension, all others at their medians, that turns a statement over. */
export interface SingleChange {
  readonly dimension: number;
  /** The score at which it turns: the value, not the distance. */
  readonly score: number;
  /** Index of the option, of a dimension with options. */
  readonly option?: number;
}

const step = 0.25;

/** For every dimension, the change that turns the statement over, if there is one within `farthest`. */
export function nearestChanges(
  margins: Margins,
  nominal: Float64Array,
  dimensions: readonly Dimension[],
): readonly SingleChange[] {
  const [atNominal] = margins([nominal]);
  if (Number.isNaN(atNominal!)) return [];
  const isOther = otherSide(atNominal!);
  return [
    ...continuousChanges(margins, nominal, dimensions, isOther),
    ...optionChanges(margins, nominal, dimensions, isOther),
  ];
}

function moved(nominal: Float64Array, dimension: number, score: number): Float64Array {
  const point = nominal.slice();
  point[dimension] = score;
  return point;
}

function continuousChanges(
  margins: Margins,
  nominal: Float64Array,
  dimensions: readonly Dimension[],
  isOther: (margin: number) => boolean,
): readonly SingleChange[] {
  const steps = Math.round(farthest / step);
  const rays = [...dimensions.keys()]
    .filter((k) => dimensions[k]!.options === undefined)
    .flatMap((dimension) => [1, -1].map((sign) => ({ dimension, sign })));
  if (rays.length === 0) return [];
  const at = ({ dimension, sign }: (typeof rays)[number], distance: number) =>
    moved(nominal, dimension, sign * distance);
  const found = margins(
    rays.flatMap((ray) => Array.from({ length: steps }, (_, i) => at(ray, (i + 1) * step))),
  );
  const first = rays.map((_, index) => found.subarray(index * steps, (index + 1) * steps).findIndex(isOther));
  // Of the two directions of a dimension only the nearer one is narrowed.
  const kept = rays.flatMap((ray, index) => {
    const other = first[index ^ 1]!;
    const own = first[index]!;
    const isNearer = own >= 0 && (other < 0 || own < other || (own === other && ray.sign > 0));
    return isNearer ? [{ ray, high: (own + 1) * step }] : [];
  });
  const high = Float64Array.from(kept, (entry) => entry.high);
  const directions = kept.map(({ ray }) => {
    const direction = new Float64Array(nominal.length);
    direction[ray.dimension] = ray.sign;
    return direction;
  });
  const onAxis: Margins = (points) =>
    margins(points.map((point) => point.map((value, k) => value + nominal[k]!)));
  const distances = bisect(
    onAxis,
    directions,
    high.map((end) => end - step),
    high,
    isOther,
  );
  return kept.map(({ ray }, index) => ({ dimension: ray.dimension, score: ray.sign * distances[index]! }));
}

function optionChanges(
  margins: Margins,
  nominal: Float64Array,
  dimensions: readonly Dimension[],
  isOther: (margin: number) => boolean,
): readonly SingleChange[] {
  const changes = dimensions.flatMap(({ options = [] }, dimension) =>
    options.map(({ score }, option) => ({ dimension, score, option })),
  );
  const found = margins(changes.map(({ dimension, score }) => moved(nominal, dimension, score)));
  const turning = changes.filter(
    ({ dimension, score }, index) => score !== nominal[dimension] && isOther(found[index]!),
  );
  return turning;
}

/** Least change of the margin, relative to the margin at the medians, that counts. */
const leastEffect = 1e-3;

/**
 * Points at which a dimension may show itself that does nothing at the medians, such as one that only multiplies others:
 * scores between −2 and 2 in no simple relation to each other (multiples of the golden ratio).
 */
function genericPoints(nominal: Float64Array, dimensions: readonly Dimension[]): readonly Float64Array[] {
  const golden = (Math.sqrt(5) - 1) / 2;
  return [1, 2, 3].map((which) =>
    nominal.map((score, k) => {
      if (dimensions[k]!.options !== undefined) return score;
      const place = (which * 0.37 + (k + 1) * which * golden) % 1;
      return 4 * place - 2;
    }),
  );
}

/** Dimensions with options of which one moves the margin, the others at their medians, at another option or elsewhere. */
export function activeOptions(
  margins: Margins,
  nominal: Float64Array,
  dimensions: readonly Dimension[],
): readonly number[] {
  const withOptions = [...dimensions.keys()].filter((k) => dimensions[k]!.options !== undefined);
  const scores = (k: number) => dimensions[k]!.options!.map(({ score }) => score);
  const bases = [
    nominal,
    ...withOptions.flatMap((k) => scores(k).map((score) => moved(nominal, k, score))),
    ...genericPoints(nominal, dimensions),
  ];
  const atBases = margins(bases);
  const least = leastEffect * Math.abs(atBases[0]!);
  return withOptions.filter((k) =>
    scores(k).some((score) => {
      const found = margins(bases.map((base) => moved(base, k, score)));
      return found.some((value, i) => bases[i]![k] === nominal[k] && Math.abs(value - atBases[i]!) > least);
    }),
  );
}

/** Scores at which a dimension is tried for whether it moves the margin at all. */
const probes = [-2, 2];

/** Continuous dimensions that move the margin, the others at their medians, under the nominal or another option. */
export function activeDimensions(
  margins: Margins,
  nominal: Float64Array,
  dimensions: readonly Dimension[],
  options: readonly number[],
): readonly number[] {
  const bases = [
    nominal,
    ...options.flatMap((k) =>
      dimensions[k]!.options!.flatMap(({ score }) =>
        score === nominal[k] ? [] : [moved(nominal, k, score)],
      ),
    ),
  ];
  const atBases = margins(bases);
  const least = leastEffect * Math.abs(atBases[0]!);
  const continuous = [...dimensions.keys()].filter((k) => dimensions[k]!.options === undefined);
  const active = new Set<number>();
  bases.forEach((base, index) => {
    const rest = continuous.filter((k) => !active.has(k));
    const found = margins(rest.flatMap((k) => probes.map((score) => moved(base, k, score))));
    rest.forEach((k, i) => {
      const moves = probes.some(
        (_, j) => !(Math.abs(found[probes.length * i + j]! - atBases[index]!) <= least),
      );
      if (moves) active.add(k);
    });
  });
  return continuous.filter((k) => active.has(k));
}
