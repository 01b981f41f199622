import type { Estimate } from "../analyze/estimate.ts";

/** A group of an analysis: the factors that move together, and why, where the user did not ask for it. */
export interface GroupResult {
  readonly name: string;
  /** Of a group declared as all factors of a kind. */
  readonly kind?: string;
  readonly factors: readonly string[];
  readonly reason?: string;
}

/** Shares of the variance that a factor or group explains: alone (S1), and with all its interactions (ST). */
export interface SobolIndex {
  readonly factor: string;
  readonly s1: Estimate;
  readonly st: Estimate;
}

/** Share of the variance that two factors explain together beyond what each explains alone (S2). */
export interface SobolPair {
  readonly factors: readonly [string, string];
  readonly s2: Estimate;
}

/** The ends of the 95 % band of an output, in its unit. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** One place of the ranking by total effect. */
export interface RankedFactor {
  readonly factor: string;
  /** 1 for the largest effect; factors whose intervals overlap share one. */
  readonly rank: number;
  readonly st: Estimate;
  /** Expected share of the variance that goes away once the factor is known: S1. */
  readonly varianceReduction: Estimate;
  /** The band with the factor fixed at its nominal value, and its width as a share of the band's; null without one. */
  readonly fixedBand: Band | null;
  readonly fixedWidth: number | null;
  /** Whether fixing it, alone, changes the width of the band by no more than the tolerance. */
  readonly fixable: boolean | null;
}

/** What the ranking says can be done. */
export interface Ranking {
  readonly factors: readonly RankedFactor[];
  /** The band that fixed bands are compared with, from the same draws. */
  readonly band: Band | null;
  readonly tolerance: number;
  /** The largest set of the least important factors that can be fixed together within the tolerance. */
  readonly fixableTogether: {
    readonly factors: readonly string[];
    readonly band: Band | null;
    readonly width: number | null;
  };
}

/** One size of a design that was doubled until its intervals were narrow enough. */
export interface ConvergenceStep {
  readonly base: number;
  readonly evaluations: number;
  /** The widest half-width of all indices, and the index that has it; null where there is no interval. */
  readonly halfWidth: number | null;
  readonly widest: string | null;
}

export interface Convergence {
  readonly halfWidth: number;
  readonly budget: number;
  readonly steps: readonly ConvergenceStep[];
  /** Why no further doubling was made. */
  readonly stopped: "halfWidth" | "budget";
}

/** Sobol' indices of one target. */
export interface SobolResult {
  readonly output: string;
  readonly estimator: string;
  readonly evaluations: number;
  readonly base: number;
  readonly replicates: number;
  readonly variance: Estimate;
  readonly indices: readonly SobolIndex[];
  readonly second?: readonly SobolPair[];
  /** The indices that the estimator gives a factor without any effect: the noise floor. */
  readonly dummy: { readonly s1: Estimate; readonly st: Estimate };
  /** Indices of ln Y: what drives the ratio of its values, where those of Y follow its largest values. */
  readonly log?: {
    readonly indices: readonly SobolIndex[];
    readonly second?: readonly SobolPair[];
    readonly dummy: { readonly s1: Estimate; readonly st: Estimate };
  };
  readonly ranking: Ranking | null;
  readonly convergence?: Convergence;
  /** Rows of the design in which an evaluation failed, and whether they were left out. */
  readonly failures: { readonly rows: number; readonly of: number; readonly dropped: boolean };
  readonly groups: readonly GroupResult[];
}

/** Elementary effects of one factor or group, in the unit of the output for the whole range of the factor. */
export interface MorrisMeasure {
  readonly factor: string;
  /** Mean: effects of opposite sign cancel. */
  readonly mu: Estimate;
  /** Mean of the absolute values. */
  readonly muStar: Estimate;
  /** Standard deviation: interaction or curvature. */
  readonly sigma: Estimate;
}

/** Elementary effects on one target. */
export interface MorrisResult {
  readonly output: string;
  readonly design: string;
  readonly evaluations: number;
  readonly trajectories: number;
  readonly measures: readonly MorrisMeasure[];
  /** Trajectories in which an evaluation failed, and whether they were left out. */
  readonly failures: { readonly trajectories: number; readonly of: number; readonly dropped: boolean };
  readonly groups: readonly GroupResult[];
}
