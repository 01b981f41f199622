import { dot } from "../../math/dot.ts";
import type { GroupMoments } from "./moments.ts";

/** Which sums there are: over `groups` groups, with the points BA or without, with the products of pairs or without. */
export interface SumsLayout {
  readonly groups: number;
  readonly both: boolean;
  readonly second: boolean;
}

/** What every value is reduced by before it is summed, fixed before estimation: (y - centre) * scale. */
export interface Centring {
  readonly centre: number;
  /** A power of two, so that squares neither overflow nor vanish. */
  readonly scale: number;
}

/** One target at the points of a block: a column of rows for A and B, and for each group for AB (and BA). */
export interface SaltelliColumns {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly ab: readonly Float64Array[];
  /** Empty where BA was not evaluated. */
  readonly ba: readonly Float64Array[];
}

/** Sums over some rows of a design: all that estimators need, whatever the number of rows. */
export interface SobolSums {
  /** n, then the sums of a, b, aa, bb, ab; of each group p, pp, ap, bp (q, qq, aq, bq, pq); of pairs i < j q_i p_j. */
  readonly sums: Float64Array;
  /** Least and greatest value of A and B, not reduced. */
  low: number;
  high: number;
  /** Rows left out for a value that is not finite. */
  failed: number;
}

const BASE = 6;
const SINGLE = 4;
const DOUBLE = 9;

function widthOf({ both }: SumsLayout): number {
  return both ? DOUBLE : SINGLE;
}

function firstPair(layout: SumsLayout): number {
  return BASE + widthOf(layout) * layout.groups;
}

/** Place of the pair i < j: rows of the upper triangle one after another. */
function placeOfPair(layout: SumsLayout, i: number, j: number): number {
  return firstPair(layout) + i * layout.groups - (i * (i + 1)) / 2 + j - i - 1;
}

/** Numbers kept for each target: 6 + 4d, with BA 6 + 9d, and one for each pair. */
export function countSums(layout: SumsLayout): number {
  const { groups, second } = layout;
  return firstPair(layout) + (second ? (groups * (groups - 1)) / 2 : 0);
}

export function makeSums(layout: SumsLayout): SobolSums {
  return {
    sums: new Float64Array(countSums(layout)),
    low: Number.POSITIVE_INFINITY,
    high: Number.NEGATIVE_INFINITY,
    failed: 0,
  };
}

/** Adds `from` to `into`; sums of many blocks are merged in the order of their rows, so that every run gives the same bits. */
export function mergeSums(into: SobolSums, from: SobolSums): void {
  for (let k = 0; k < into.sums.length; k++) into.sums[k] += from.sums[k];
  into.low = Math.min(into.low, from.low);
  into.high = Math.max(into.high, from.high);
  into.failed += from.failed;
}

/** Number of rows summed. */
export function countRows({ sums }: SobolSums): number {
  return sums[0];
}

/** Adds the rows of a block; a row of which any value is not finite is left out as a whole, and counted. */
export function addBlock(into: SobolSums, layout: SumsLayout, columns: SaltelliColumns, by: Centring): void {
  const { a, b, ab, ba } = keepFinite(columns);
  into.failed += columns.a.length - a.length;
  for (const column of [a, b]) {
    for (let row = 0; row < column.length; row++) {
      if (column[row] < into.low) into.low = column[row];
      if (column[row] > into.high) into.high = column[row];
    }
  }
  const [x, y] = [reduce(a, by), reduce(b, by)];
  addBase(into.sums, x, y);
  const width = widthOf(layout);
  for (let i = 0; i < layout.groups; i++) {
    const p = reduce(ab[i], by);
    addGroup(into.sums, BASE + i * width, x, y, p);
    if (layout.both) addMirror(into.sums, BASE + i * width + SINGLE, x, y, p, reduce(ba[i], by));
  }
  if (layout.second) addPairs(into.sums, layout, ab, ba, by);
}

/** The columns without rows of which any value is not finite. */
function keepFinite(columns: SaltelliColumns): SaltelliColumns {
  const { a, b, ab, ba } = columns;
  const bad = new Uint8Array(a.length);
  let failed = 0;
  for (const column of [a, b, ...ab, ...ba]) {
    for (let row = 0; row < column.length; row++) {
      if (column[row] - column[row] !== 0 && bad[row] === 0) {
        bad[row] = 1;
        failed++;
      }
    }
  }
  if (failed === 0) return columns;
  const keep = (column: Float64Array): Float64Array => column.filter((_, row) => bad[row] === 0);
  return { a: keep(a), b: keep(b), ab: ab.map(keep), ba: ba.map(keep) };
}

function reduce(column: Float64Array, { centre, scale }: Centring): Float64Array {
  const out = new Float64Array(column.length);
  for (let i = 0; i < out.length; i++) out[i] = (column[i] - centre) * scale;
  return out;
}

function addPairs(
  sums: Float64Array,
  layout: SumsLayout,
  ab: readonly Float64Array[],
  ba: readonly Float64Array[],
  by: Centring,
): void {
  const p = ab.map((column) => reduce(column, by));
  const q = ba.map((column) => reduce(column, by));
  for (let i = 0; i < layout.groups; i++) {
    for (let j = i + 1; j < layout.groups; j++) sums[placeOfPair(layout, i, j)] += dot(q[i], p[j]);
  }
}

function addBase(sums: Float64Array, a: Float64Array, b: Float64Array): void {
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    sa += a[i];
    sb += b[i];
    saa += a[i] * a[i];
    sbb += b[i] * b[i];
    sab += a[i] * b[i];
  }
  sums[0] += a.length;
  sums[1] += sa;
  sums[2] += sb;
  sums[3] += saa;
  sums[4] += sbb;
  sums[5] += sab;
}

function addGroup(sums: Float64Array, at: number, a: Float64Array, b: Float64Array, p: Float64Array): void {
  let [sp, spp, sap, sbp] = [0, 0, 0, 0];
  for (let i = 0; i < p.length; i++) {
    sp += p[i];
    spp += p[i] * p[i];
    sap += a[i] * p[i];
    sbp += b[i] * p[i];
  }
  sums[at] += sp;
  sums[at + 1] += spp;
  sums[at + 2] += sap;
  sums[at + 3] += sbp;
}

function addMirror(
  sums: Float64Array,
  at: number,
  a: Float64Array,
  b: Float64Array,
  p: Float64Array,
  q: Float64Array,
): void {
  let [sq, sqq, saq, sbq, spq] = [0, 0, 0, 0, 0];
  for (let i = 0; i < q.length; i++) {
    sq += q[i];
    sqq += q[i] * q[i];
    saq += a[i] * q[i];
    sbq += b[i] * q[i];
    spq += p[i] * q[i];
  }
  sums[at] += sq;
  sums[at + 1] += sqq;
  sums[at + 2] += saq;
  sums[at + 3] += sbq;
  sums[at + 4] += spq;
}

/** Means of A and B, written to `out`; NaN where no row was summed. */
function readBase({ sums }: Pick<SobolSums, "sums">, out: GroupMoments): void {
  const n = sums[0];
  out.a = sums[1] / n;
  out.b = sums[2] / n;
  out.aa = sums[3] / n;
  out.bb = sums[4] / n;
  out.ab = sums[5] / n;
}

/** Means for one group, written to `out`. */
export function readGroup(
  from: Pick<SobolSums, "sums">,
  layout: SumsLayout,
  group: number,
  out: GroupMoments,
): void {
  readBase(from, out);
  const { sums } = from;
  const n = sums[0];
  const at = BASE + group * widthOf(layout);
  out.p = sums[at] / n;
  out.pp = sums[at + 1] / n;
  out.ap = sums[at + 2] / n;
  out.bp = sums[at + 3] / n;
  const mirror = at + SINGLE;
  out.q = layout.both ? sums[mirror] / n : Number.NaN;
  out.qq = layout.both ? sums[mirror + 1] / n : Number.NaN;
  out.aq = layout.both ? sums[mirror + 2] / n : Number.NaN;
  out.bq = layout.both ? sums[mirror + 3] / n : Number.NaN;
  out.pq = layout.both ? sums[mirror + 4] / n : Number.NaN;
}

/** Means for a factor that changes nothing: AB is A, and BA is B. */
export function readDummy(from: Pick<SobolSums, "sums">, out: GroupMoments): void {
  readBase(from, out);
  const { a, b, aa, bb, ab } = out;
  Object.assign(out, { p: a, pp: aa, ap: aa, bp: ab, q: b, qq: bb, aq: ab, bq: bb, pq: ab });
}

/** E[BA_i AB_j] for i < j. */
export function readPair(
  { sums }: Pick<SobolSums, "sums">,
  layout: SumsLayout,
  i: number,
  j: number,
): number {
  return sums[placeOfPair(layout, i, j)] / sums[0];
}

export function makeMoments(): GroupMoments {
  return {
    a: 0,
    b: 0,
    aa: 0,
    bb: 0,
    ab: 0,
    p: 0,
    pp: 0,
    ap: 0,
    bp: 0,
    q: 0,
    qq: 0,
    aq: 0,
    bq: 0,
    pq: 0,
  };
}
