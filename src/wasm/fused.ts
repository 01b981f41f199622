import { type Code, call, F64, f64x2, I32, i32, V128, v128 } from "./code.ts";
import { pow, unless } from "./elementary.ts";
import { FunctionBuilder, type Local } from "./function.ts";
import { pairKernel } from "./kernels.ts";
import { encodeModule, type ImportedFunction } from "./module.ts";

/** Instructions in one loop. Values are numbered: columns read, then scalars, then what each instruction computes. */
export interface FusedRoutine {
  readonly columns: number;
  readonly scalars: number;
  readonly instructions: readonly { readonly fn: string; readonly operands: readonly number[] }[];
  /** Values that are written, each to a column of its own. */
  readonly written: readonly number[];
}

/** Pairs of rows that one turn of the loop computes side by side, so that one need not wait for the other. */
const PAIRS = 2;
/** Bytes of a place in a table of places: address, and distance from block to block. */
const PLACE = 8;

/**
 * A module with the function run(rows, block, places). `places` is the address of a table of addresses (with the
 * distance from block to block) of the columns read, the scalars (each twice), and the columns written. Rows are
 * rounded up to a multiple of four, for which columns must have the room. Functions that the library does not have,
 * and unusual powers, are imported and called value by value.
 */
export function fuse(routine: FusedRoutine): {
  readonly bytes: Uint8Array;
  readonly imports: readonly string[];
} {
  const { columns, scalars, instructions, written } = routine;
  const f = new FunctionBuilder("run", [I32, I32, I32]);
  const [rows, places] = [f.param(0), f.param(2)];
  const read = Array.from({ length: columns }, (_, i) => addressAt(f, i));
  const constants = Array.from({ length: scalars }, (_, i) =>
    f.local(V128, v128.load(0, i32.load(PLACE * (columns + i), places))),
  );
  const write = written.map((_, i) => addressAt(f, columns + scalars + i));
  const imported = importsOf(routine);
  f.forAddresses(i32.const(0), i32.shl(rows, i32.const(3)), 16 * PAIRS, (at) => {
    const load = columnLoader(f, read, at);
    const values = constants.map((constant) => pairs(() => constant));
    const value = (index: number): Pairs => (index < columns ? load(index) : values[index - columns]!);
    for (const { fn, operands } of instructions) {
      const args = operands.map(value);
      const compute = (pair: number): Code => {
        const locals = args.map((arg) => arg[pair]!);
        return computePair(f, fn, locals, imported);
      };
      values.push(pairs((pair) => f.local(V128, compute(pair))));
    }
    written.forEach((index, i) => {
      const address = f.local(I32, i32.add(write[i]!, at));
      pairs((pair) => f.add(v128.store(16 * pair, address, value(index)[pair]!)));
    });
  });
  return { bytes: encodeModule([f], imported), imports: imported.map(({ name }) => name) };
}

/** One value of the rows of a turn. */
type Pairs = readonly Local[];

function pairs<T>(make: (pair: number) => T): readonly T[] {
  return Array.from({ length: PAIRS }, (_, pair) => make(pair));
}

/** The address of a column in the block at work. */
function addressAt(f: FunctionBuilder, place: number): Local {
  const [block, places] = [f.param(1), f.param(2)];
  const [start, distance] = [i32.load(PLACE * place, places), i32.load(PLACE * place + 4, places)];
  return f.local(I32, i32.add(start, i32.mul(block, distance)));
}

/** Loads columns where they are first read. */
function columnLoader(f: FunctionBuilder, read: readonly Local[], at: Local): (column: number) => Pairs {
  const loaded = new Map<number, Pairs>();
  return (column) => {
    let values = loaded.get(column);
    if (values === undefined) {
      const address = f.local(I32, i32.add(read[column]!, at));
      values = pairs((pair) => f.local(V128, v128.load(16 * pair, address)));
      loaded.set(column, values);
    }
    return values;
  };
}

/** What the instructions need that is no pair kernel, in the order of its index in the module. */
function importsOf({ instructions }: FusedRoutine): readonly ImportedFunction[] {
  const found = new Map<string, ImportedFunction>();
  for (const { fn, operands } of instructions) {
    if (pairKernel(fn, operands.length) !== undefined) continue;
    const params = operands.map((): typeof F64 => F64);
    found.set(`${fn}/${params.length}`, { name: fn, params, results: [F64] });
  }
  return [...found.values()];
}

function computePair(
  f: FunctionBuilder,
  fn: string,
  args: readonly Local[],
  imported: readonly ImportedFunction[],
): Code {
  const kernel = pairKernel(fn, args.length);
  if (kernel !== undefined) return kernel(f, args);
  const index = imported.findIndex(({ name, params }) => name === fn && params.length === args.length);
  const lane = (i: number): Code => call(index, ...args.map((arg) => f64x2.extract(arg, i)));
  const called = f64x2.replace(f64x2.splat(lane(0)), 1, lane(1));
  if (fn !== "pow") return called;
  const { power, isOrdinary } = pow(f, args[0]!, args[1]!);
  return unless(f, isOrdinary, power, () => called);
}
