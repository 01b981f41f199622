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

/** Points around the medians at which options are tried: one at them, the others at even quantiles of every dimension. */
const probes = [0, 1, -1, 1.5, -1.5];

/**
 * Dimensions with options whose choice moves the margin, at the medians or with every other dimension moved. (An option
 * may matter with another option only: each is also tried beside every option of the others.)
 */
export function activeOptions(
  margins: Margins,
  nominal: Float64Array,
  dimensions: readonly Dimension[],
): readonly number[] {
  const withOptions = [...dimensions.keys()].filter((k) => dimensions[k]!.options !== undefined);
  const bases = [
    ...probes.map((by) =>
      nominal.map((score, k) => (dimensions[k]!.options === undefined ? by * (k % 2 === 0 ? 1 : -1) : score)),
    ),
    ...withOptions.flatMap((k) => dimensions[k]!.options!.map(({ score }) => moved(nominal, k, score))),
  ];
  const atBases = margins(bases);
  return withOptions.filter((k) =>
    dimensions[k]!.options!.some(({ score }) => {
      const found = margins(bases.map((base) => moved(base, k, score)));
      return found.some((value, index) => bases[index]![k] === nominal[k] && value !== atBases[index]!);
    }),
  );
}
