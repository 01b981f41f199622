import type { SampledShape } from "../model/explain-factor.ts";

/** So many different values, or fewer, are counted one by one. */
const fewValues = 12;
const bins = 24;
/** Outermost share on either side that bins leave out, so that one far value does not flatten the rest. */
const tail = 0.005;

/** How values lie, sorted in place; undefined where none is finite or all are equal. */
export function shapeOf(values: Float64Array): SampledShape | undefined {
  const sorted = values.filter(Number.isFinite).sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || first === last) return undefined;
  const different: number[] = [];
  for (let i = 0; i < sorted.length && different.length <= fewValues; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) different.push(sorted[i]!);
  }
  if (different.length <= fewValues) {
    return { values: different, counts: different.map((value) => sorted.filter((v) => v === value).length) };
  }
  const outer = Math.floor(tail * sorted.length);
  const [low, high] = [sorted[outer]!, sorted[sorted.length - 1 - outer]!];
  const counts = new Array<number>(bins).fill(0);
  for (const value of sorted) {
    if (value < low || value > high) continue;
    counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]!++;
  }
  return { low, high, counts };
}
