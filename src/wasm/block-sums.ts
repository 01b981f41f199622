import { type Code, f64x2, I32, i32, V128, v128 } from "./code.ts";
import { choose, k } from "./elementary.ts";
import { FunctionBuilder, type Local } from "./function.ts";

const bytesOf = (count: Code, shift: number): Code => i32.shl(count, i32.const(shift));

/** addUp(columns, count, rows, sums): by row the sum of columns whose addresses stand in a list, in their order. */
export function addUpFunction(): FunctionBuilder {
  const f = new FunctionBuilder("addUp", Array<typeof I32>(4).fill(I32));
  const [columns, count, rows, sums] = f.arguments();
  const length = f.local(I32, bytesOf(rows, 3));
  const columnsEnd = f.local(I32, i32.add(columns, bytesOf(count, 2)));
  const sumsEnd = f.local(I32, i32.add(sums, length));
  f.forAddresses(sums, sumsEnd, 16, (at) => f.add(v128.store(0, at, k(0))));
  f.forAddresses(columns, columnsEnd, 4, (item) => {
    const value = f.local(I32, i32.load(0, item));
    f.forAddresses(sums, sumsEnd, 16, (at) => {
      f.add(v128.store(0, at, f64x2.add(v128.load(0, at), v128.load(0, value))));
      f.set(value, i32.add(value, i32.const(16)));
    });
  });
  return f;
}

/**
 * takeMedians(columns, count, pairs, pairCount, room, stride, rows, medians): by row the median of columns whose
 * addresses stand in a list, of an even number the mean of the two in the middle; NaN where a value is not finite.
 *
 * The columns are copied to `room`, `stride` bytes apart; each of the pairs (two distances from `room`) then puts the
 * lesser values into its first column and the others into its second, after which the middle is in its place.
 */
export function takeMediansFunction(): FunctionBuilder {
  const f = new FunctionBuilder("takeMedians", Array<typeof I32>(8).fill(I32));
  const [columns, count, pairs, pairCount, room, stride, rows, medians] = f.arguments();
  const length = f.local(I32, bytesOf(rows, 3));
  const mediansEnd = f.local(I32, i32.add(medians, length));
  copyColumns(f, { columns, count, room, stride, length, failures: medians });
  const pairsEnd = f.local(I32, i32.add(pairs, bytesOf(pairCount, 3)));
  f.forAddresses(pairs, pairsEnd, 8, (pair) => {
    const second = f.local(I32, i32.add(room, i32.load(4, pair)));
    const first = f.local(I32, i32.add(room, i32.load(0, pair)));
    f.forAddresses(first, i32.add(first, length), 16, (at) => {
      const a = f.local(V128, v128.load(0, at));
      const b = f.local(V128, v128.load(0, second));
      f.add(v128.store(0, at, f64x2.pmin(a, b)));
      f.add(v128.store(0, second, f64x2.pmax(a, b)));
      f.set(second, i32.add(second, i32.const(16)));
    });
  });
  const middle = (index: Code): Code => i32.add(room, i32.mul(index, stride));
  const low = f.local(I32, middle(i32.shrU(i32.sub(count, i32.const(1)), i32.const(1))));
  const high = f.local(I32, middle(i32.shrU(count, i32.const(1))));
  f.forAddresses(medians, mediansEnd, 16, (at) => {
    const a = f.local(V128, v128.load(0, low));
    const b = f.local(V128, v128.load(0, high));
    const between = f64x2.add(f64x2.mul(k(0.5), a), f64x2.mul(k(0.5), b));
    const median = choose(f64x2.eq(a, b), a, between);
    f.add(v128.store(0, at, choose(f64x2.eq(v128.load(0, at), k(0)), median, k(Number.NaN))));
    f.set(low, i32.add(low, i32.const(16)));
    f.set(high, i32.add(high, i32.const(16)));
  });
  return f;
}

/** Copies the columns next to each other, and leaves 0 in `failures` where all of a row are finite, else NaN. */
function copyColumns(
  f: FunctionBuilder,
  {
    columns,
    count,
    room,
    stride,
    length,
    failures,
  }: Readonly<Record<"columns" | "count" | "room" | "stride" | "length" | "failures", Local>>,
): void {
  const failuresEnd = f.local(I32, i32.add(failures, length));
  f.forAddresses(failures, failuresEnd, 16, (at) => f.add(v128.store(0, at, k(0))));
  const column = f.local(I32, room);
  f.forAddresses(columns, i32.add(columns, bytesOf(count, 2)), 4, (item) => {
    const from = f.local(I32, i32.load(0, item));
    const to = f.local(I32, column);
    f.forAddresses(failures, failuresEnd, 16, (at) => {
      const value = f.local(V128, v128.load(0, from));
      f.add(v128.store(0, to, value));
      f.add(v128.store(0, at, f64x2.add(v128.load(0, at), f64x2.sub(value, value))));
      f.set(from, i32.add(from, i32.const(16)));
      f.set(to, i32.add(to, i32.const(16)));
    });
    f.set(column, i32.add(column, stride));
  });
}
