import { log } from "../../math/elementary.ts";
import { gatherRows, orderOf } from "../given/ranks.ts";
import { regionalDistance } from "../given/regional.ts";
import { quantileOfSorted } from "../quantile.ts";
import { type ConditionalShape, conditionalShape } from "./conditional-shape.ts";
import { countTrue, type Truth } from "./probability.ts";

/** One column of values that may tell where a statement fails: a factor, or what a factor adds to one result. */
export interface Trait {
  readonly factor: string;
  /** For a factor with many values at a time: which sum of them this is. */
  readonly over?: string;
  readonly values: Float64Array;
}

export interface DecisiveFactor {
  readonly factor: string;
  /** Kolmogorov-Smirnov distance between the draws in which the statement holds and those in which it fails. */
  readonly score: number;
  /** Where the statement fails, the factor is low or high. */
  readonly fails: "low" | "high";
  readonly over?: string;
  /** How its values lie on either side; of the first few factors. */
  readonly shape?: ConditionalShape;
}

export interface Decisive {
  /** Above the noise floor, the most decisive first. */
  readonly factors: readonly DecisiveFactor[];
  /** Distance that the largest of as many columns without influence exceeds with probability 0.05. */
  readonly noiseFloor: number;
  /** What is compared: draws in which it holds and fails; or, where too few do either, near to the other and far. */
  readonly split: "holds" | "margin";
}

/** Fewest draws of the rarer kind for a comparison. */
const fewest = 20;
/** Share of the draws that counts as near to turning over. */
const nearShare = 0.1;
const falseAlarm = 0.05;
/** Factors whose shapes are kept. */
const mostShaped = 6;

/**
 * Which traits tell the draws in which a statement holds from those in which it fails (Hornberger & Spear 1981), or,
 * where all but a few draws agree, the tenth with the smallest margin from the others.
 */
export function findDecisive(
  truth: Truth,
  margin: Float64Array,
  traits: readonly Trait[],
): Decisive | undefined {
  const rows = Uint32Array.from(truth.keys()).filter(
    (row) => !Number.isNaN(truth[row]!) && Number.isFinite(margin[row]!),
  );
  const { defined, holds } = countTrue(truth);
  const enough = Math.min(holds, defined - holds) >= fewest;
  const inside = enough
    ? gatherRows(truth, rows)
    : farFromTurning(gatherRows(margin, rows), 2 * holds >= defined);
  const far = inside.reduce((sum, value) => sum + value, 0);
  const near = inside.length - far;
  if (near === 0 || far === 0) return undefined;
  const found = traits.map((trait) => {
    const values = gatherRows(trait.values, rows);
    const score = regionalDistance(values, inside, 50);
    return { ...trait, column: values, score, fails: sideOf(values, inside) };
  });
  const columns = Math.max(1, traits.length);
  const noiseFloor = Math.sqrt((-log(falseAlarm / columns / 2) / 2) * (1 / near + 1 / far));
  const best = new Map<string, DecisiveFactor>();
  for (const { factor, over, score, fails } of found) {
    if (!(score > noiseFloor) || score <= (best.get(factor)?.score ?? 0)) continue;
    best.set(factor, { factor, score, fails, ...(over === undefined ? {} : { over }) });
  }
  const columnOf = new Map(found.map((trait) => [keyOf(trait), trait.column]));
  const factors = [...best.values()]
    .sort((a, b) => b.score - a.score)
    .map((item, place) =>
      place < mostShaped ? { ...item, shape: conditionalShape(columnOf.get(keyOf(item))!, inside) } : item,
    );
  return { factors, noiseFloor, split: enough ? "holds" : "margin" };
}

function keyOf({ factor, over = "" }: { readonly factor: string; readonly over?: string }): string {
  return JSON.stringify([factor, over]);
}

/** 0 for the draws nearest to turning over, 1 for the others. `holds`: whether most of them hold. */
function farFromTurning(margin: Float64Array, holds: boolean): Float64Array {
  const sorted = gatherRows(margin, orderOf(margin));
  const bound = quantileOfSorted(sorted, 0, sorted.length, holds ? nearShare : 1 - nearShare);
  return margin.map((value) => Number(holds ? value > bound : value < bound));
}

function sideOf(values: Float64Array, inside: Float64Array): "low" | "high" {
  const sums = [0, 0];
  const counts = [0, 0];
  values.forEach((value, row) => {
    const side = inside[row]!;
    sums[side]! += value;
    counts[side]! += 1;
  });
  return sums[0]! / counts[0]! < sums[1]! / counts[1]! ? "low" : "high";
}
