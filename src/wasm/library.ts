import { addUpFunction, takeMediansFunction } from "./block-sums.ts";
import { kernelFunctions, powFunction } from "./kernels.ts";
import { encodeModule } from "./module.ts";
import { flipsFunction, hashedFunction, scaleFunction, sobolFunction, splitFunctions } from "./points.ts";
import { quantileFunctions } from "./quantiles.ts";
import { rangeFunction } from "./range.ts";
import { sortRunFunction } from "./sort.ts";
import { strataFunction } from "./strata.ts";
import { TABLES_END, writeTables } from "./tables.ts";
import { tabulatedFunction } from "./tabulated.ts";
import { lineSumsFunction, trendSumsFunction } from "./trend-sums.ts";

/** A function of the library: addresses in bytes, counts and parameters, as its own file says. */
export type LibraryFunction = (...args: number[]) => number;

/** The compiled functions on a memory of their own. */
export interface Library {
  readonly functions: Readonly<Record<string, LibraryFunction>>;
  /** All of memory as doubles, to be asked for again after each `allocate`. */
  memory(): Float64Array;
  /** Takes bytes of memory; the address of the first, a multiple of 16. */
  allocate(bytes: number): number;
  /** Functions of another module on the same memory; undefined where the engine refuses to compile it here. */
  instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>> | undefined;
}

const PAGE = 65_536;
let compiled: WebAssembly.Module | undefined;
/** Whose memory an array is. */
const owners = new WeakMap<Float64Array, Library>();

/** The library whose memory an array is, if it is one. */
export function libraryOf(memory: Float64Array): Library | undefined {
  return owners.get(memory);
}

/** Whether this engine has WebAssembly with the vector instructions that the library is made of. */
export function hasVectors(): boolean {
  if (typeof WebAssembly !== "object") return false;
  if (compiled !== undefined) return true;
  // What goes wrong while the library is put together is a fault of ours, not of the engine.
  const bytes = libraryBytes();
  try {
    compiled = new WebAssembly.Module(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Compiles the library beside other work, where an engine forbids that in a browser's main thread. */
export async function compileLibrary(): Promise<void> {
  if (typeof WebAssembly === "object" && compiled === undefined && WebAssembly.validate(libraryBytes()))
    compiled = await WebAssembly.compile(libraryBytes());
}

/** Makes the library, compiled once for all that ask for one in this thread. Ask `hasVectors` first. */
export function makeLibrary(): Library {
  compiled ??= new WebAssembly.Module(libraryBytes());
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(compiled, { env: { memory } });
  writeTables(memory.buffer);
  let free = TABLES_END;
  let view = new Float64Array(memory.buffer);
  const library: Library = {
    functions: instance.exports as Readonly<Record<string, LibraryFunction>>,
    memory: () => view,
    allocate(bytes) {
      const address = free;
      free = Math.ceil((address + bytes) / 16) * 16;
      if (free > view.byteLength) {
        memory.grow(Math.ceil((free - view.byteLength) / PAGE));
        view = new Float64Array(memory.buffer);
        owners.set(view, library);
      }
      return address;
    },
    instantiate(bytes, imports) {
      try {
        return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, ...imports } })
          .exports;
      } catch (error) {
        if (error instanceof RangeError) return undefined;
        throw error;
      }
    },
  };
  owners.set(view, library);
  return library;
}

let bytes: Uint8Array | undefined;

function libraryBytes(): Uint8Array {
  bytes ??= encodeModule([
    ...kernelFunctions(),
    powFunction(),
    ...quantileFunctions(),
    tabulatedFunction(),
    hashedFunction(),
    flipsFunction(),
    ...splitFunctions(),
    scaleFunction(),
    sobolFunction(),
    strataFunction(),
    sortRunFunction(),
    rangeFunction(),
    trendSumsFunction(),
    lineSumsFunction(),
    addUpFunction(),
    takeMediansFunction(),
  ]);
  return bytes;
}
