import type { Key } from "../../design/key.ts";

/** Where the rows of a sample come from: it decides which intervals are honest and which methods may be used. */
export interface RowOrigin {
  /** `other`: made elsewhere, with nothing in it that speaks against independent rows. */
  readonly design: "random" | "lhs" | "sobol" | "other";
  /** Row r belongs to replicate floor(r / (rows / replicates)). */
  readonly replicates: number;
}

/** A factor with a value for each system: its components are independent of each other. */
export interface ColumnGroup {
  readonly factor: string;
  columns(): Iterable<Float64Array>;
}

/** Columns that exist already: what given-data methods read. Rows in design order, one value each. */
export interface Sample {
  readonly factors: readonly string[];
  readonly x: readonly Float64Array[];
  /** Factors with several columns each, made when they are looked at. */
  readonly groups?: readonly ColumnGroup[];
  /** NaN or infinite where the model failed. */
  readonly y: Float64Array;
  readonly origin: RowOrigin;
  /** Selects the streams of resamples, permutations and dummies. */
  readonly key: Key;
}

/** A sample without failed rows and without the factors that don't vary. */
export interface Usable {
  /** Index into the sample's factors. */
  readonly varying: readonly number[];
  /** Places of these rows in the sample. */
  readonly rows: Uint32Array;
  readonly x: readonly Float64Array[];
  readonly y: Float64Array;
  readonly replicateOf: Uint32Array;
  readonly failures: number;
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}

/**
 * Drops rows where the output or a factor is not finite and factors that are constant. Where there are more than
 * `mostRows`, the first of each replicate stay: the beginning of a net is a net.
 */
export function usableRows(sample: Sample, mostRows = sample.y.length): Usable {
  const { x, y, origin } = sample;
  const size = y.length / origin.replicates;
  const reach = y.length > mostRows ? Math.floor(mostRows / origin.replicates) : size;
  const usable = (row: number) =>
    Number.isFinite(y[row]) && x.every((column) => Number.isFinite(column[row]));
  const rows = Array.from(y, (_, row) => row).filter((row) => row % size < reach);
  const kept = Uint32Array.from(rows.filter(usable));
  const take = (values: Float64Array): Float64Array => Float64Array.from(kept, (row) => values[row]);
  const columns = x.map(take);
  const varying = columns.flatMap((column, i) => (isConstant(column) ? [] : [i]));
  return {
    varying,
    rows: kept,
    x: varying.map((i) => columns[i]),
    y: take(y),
    replicateOf: kept.map((row) => Math.floor(row / size)),
    failures: rows.length - kept.length,
  };
}

/** Why nothing can be said of an output, or undefined. */
export function refuseOutput({ y, failures }: Usable): string | undefined {
  if (y.length === 0) return failures === 0 ? "no draws" : `all ${failures} draws failed`;
  if (y.length < 3) return `an estimate takes 3 finite draws, got ${y.length}`;
  return isConstant(y) ? "constant output" : undefined;
}
