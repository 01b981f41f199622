/** A value with an interval that covers the true value with probability `level` (0.95). */
export interface IntervalEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  /** How the interval was made, e.g. "Student t over 8 replicates". */
  readonly method?: string;
}

/** A value whose interval can't be given, and why. */
export interface PointEstimate {
  readonly value: number;
  readonly low: null;
  readonly high: null;
  readonly reason: string;
}

/** What can't be estimated, and why. */
export interface AbsentEstimate {
  readonly value: null;
  readonly reason: string;
}

/** No member is ever NaN or infinite: the constructors below turn those into `null` with a reason. */
export type Estimate = IntervalEstimate | PointEstimate | AbsentEstimate;

const BEYOND_RANGE = "beyond the range of double precision";

/** Nothing could be estimated; `reason` says why. */
export function absentEstimate(reason: string): AbsentEstimate {
  return { value: null, reason };
}

/** A value without an interval; absent when the value itself is not finite. */
export function pointEstimate(value: number, reason: string): PointEstimate | AbsentEstimate {
  if (!Number.isFinite(value)) return absentEstimate(`the value is ${BEYOND_RANGE}`);
  return { value, low: null, high: null, reason };
}

/**
 * A value with its interval, all in the unit of the value. A bound that is not finite takes the whole interval
 * away, and a value that is not finite makes the estimate absent.
 */
export function intervalEstimate(
  value: number,
  low: number,
  high: number,
  level: number,
  method?: string,
): Estimate {
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    return pointEstimate(value, `a bound of the interval is ${BEYOND_RANGE}`);
  }
  if (!Number.isFinite(value)) return absentEstimate(`the value is ${BEYOND_RANGE}`);
  return method === undefined ? { value, low, high, level } : { value, low, high, level, method };
}
