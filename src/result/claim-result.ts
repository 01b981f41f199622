import type { ConditionalShape } from "../analyze/claims/conditional-shape.ts";
import type { Estimate } from "../analyze/estimate.ts";

/** A factor that tells the draws in which a claim holds from those in which it fails. */
export interface DecisiveResult {
  readonly factor: string;
  /** Kolmogorov-Smirnov distance, 0 to 1. */
  readonly score: number;
  /** Where the claim fails, or nearly does, the factor is low or high. */
  readonly fails: "low" | "high";
  /** Of a factor with many values at a time: the result whose weights they are summed with. */
  readonly over?: string;
  /** How its values lie in draws of either side of `split`; of the first few factors. Of summed values without unit. */
  readonly shape?: ConditionalShape;
}

/** A value of a factor on the way to a point at which a claim turns over. */
export interface TippingValue {
  readonly factor: string;
  readonly value: number;
  /** Its median; of a choice, the nominal option. */
  readonly from: number;
  readonly unit: string;
}

/** The change of one factor alone that turns a claim over, the others at their medians. */
export interface SingleTipping extends TippingValue {
  /** Standard normal score of the value: how unlikely it is. Null for an option. */
  readonly score: number | null;
  /** Probability of values at least as far out; of an option, its own. */
  readonly probability: number;
}

/** The most probable point at which a claim turns over, found in independent standard normal scores. */
export interface JointTipping {
  /** Distance from the medians; 0 where the options alone turn it over. */
  readonly beta: number;
  /** Φ(−β), given the options: first-order, exact for a plane. */
  readonly probability: number;
  /** Factors that contribute, the largest share of β² first. */
  readonly point: readonly (TippingValue & { readonly score: number; readonly share: number })[];
  /** Options that differ from the nominal ones. */
  readonly options: readonly TippingValue[];
  /** Probability of the options of all choices that matter to the claim. */
  readonly optionsProbability: number;
}

/** What a claim comes to: how probable it is, what decides it, and what would turn it over. */
export interface ClaimResult {
  readonly id: string;
  readonly statement: string;
  readonly expr: string;
  readonly required: boolean;
  /** Of a required claim: the probability from which on it holds, and whether it does. */
  readonly atLeast?: number;
  readonly met?: boolean;
  /** With every factor at its nominal value; null where it is not defined. */
  readonly deterministic: boolean | null;
  /** Probability under inputs and composition together. */
  readonly holds: Estimate;
  /** Under the inputs alone, every system counted alike. */
  readonly inputs: Estimate;
  /** Under the choice of systems alone, every other factor at its nominal value. */
  readonly composition: Estimate;
  readonly draws: number;
  /** Draws in which it is not defined; the probability is over the others. */
  readonly failures: number;
  readonly decisive: readonly DecisiveResult[];
  /** Score below which a factor counts as without influence; null where nothing could be compared. */
  readonly noiseFloor: number | null;
  /** What was compared: draws in which it holds and fails, or those nearest to turning over and the others. */
  readonly split: "holds" | "margin" | null;
  /** Whether the search for tipping points starts where the claim holds, or where it fails. */
  readonly tipping: {
    readonly atMedians: "holds" | "fails" | null;
    /** Nearest first. */
    readonly single: readonly SingleTipping[];
    readonly joint: JointTipping | { readonly none: string };
    /** Combinations of options searched, and how many there are. */
    readonly combinations: { readonly searched: number; readonly of: number };
  };
  readonly notes: readonly string[];
}
