import type { FunctionName } from "../expression/expr.ts";
import { scalarFunction } from "../expression/scalar.ts";
import { type FusedRoutine, fuse } from "../wasm/fused.ts";
import { kernelOperands } from "../wasm/kernels.ts";
import { type Library, makeLibrary } from "../wasm/library.ts";
import { type Kernel, type KernelName, kernelOf } from "./kernels.ts";

/** Runs a fused routine on rows of a block, with its table of places (src/wasm/fused.ts). */
export type FusedRun = (rows: number, block: number, places: number) => void;

/** Where a program runs: a memory for its registers, and kernels that work on it. */
export interface Machine {
  /** To be asked for again after whatever may have made it longer: drawing, or an allocation. */
  memory(): Float64Array;
  /** Takes doubles of memory; the offset of the first of them. */
  allocate(doubles: number): number;
  kernelOf(fn: KernelName, operands: number): Kernel;
  /** Makes one function of a routine, where the machine can and the engine lets it. */
  fuse?(routine: FusedRoutine): FusedRun | undefined;
}

/** Plain loops on an array. */
export function javascriptMachine(): Machine {
  let memory = new Float64Array(0);
  return {
    memory: () => memory,
    allocate(doubles) {
      const start = memory.length;
      const longer = new Float64Array(start + doubles);
      longer.set(memory);
      memory = longer;
      return start;
    },
    kernelOf,
  };
}

/** The vector functions of src/wasm on their own memory; what they have not is done by plain loops on the same. */
export function vectorMachine(): Machine {
  const library = makeLibrary();
  return {
    memory: library.memory,
    allocate: (doubles) => library.allocate(8 * doubles) / 8,
    kernelOf: (fn, operands) => vectorKernel(library, fn, operands) ?? kernelOf(fn, operands),
    fuse(routine) {
      const { bytes, imports } = fuse(routine);
      const functions = Object.fromEntries(
        imports.map((name) => [name, scalarFunction(name as FunctionName)]),
      );
      return library.instantiate(bytes, functions)?.["run"] as FusedRun | undefined;
    },
  };
}

function vectorKernel(library: Library, fn: KernelName, operands: number): Kernel | undefined {
  if (fn === "pow") return powKernel(library, kernelOf(fn, operands));
  if (kernelOperands(fn) !== operands) return undefined;
  const run = library.functions[fn]!;
  // A mask of −1 is a step of one pair, a mask of 0 none.
  if (operands === 1) return (_, n, out, a, aMask) => run(n, 8 * out, 8 * a, aMask & 16);
  if (operands === 2)
    return (_, n, out, a, aMask, b, bMask) => run(n, 8 * out, 8 * a, aMask & 16, 8 * b, bMask & 16);
  return (_, n, out, a, aMask, b, bMask, c, cMask) =>
    run(n, 8 * out, 8 * a, aMask & 16, 8 * b, bMask & 16, 8 * c, cMask & 16);
}

/** Powers of positive numbers by the library, which stops at every pair that has another one. */
function powKernel(library: Library, plain: Kernel): Kernel {
  const run = library.functions["pow"]!;
  const multiply = vectorKernel(library, "multiply", 2)!;
  return (memory, n, out, a, aMask, b, bMask) => {
    if (bMask === 0 && memory[b] === 2) {
      multiply(memory, n, out, a, aMask, a, aMask, 0, 0);
      return;
    }
    for (let done = 0; done < n; ) {
      const [x, y] = [a + (done & aMask), b + (done & bMask)];
      const end = run(n - done, 8 * (out + done), 8 * x, aMask & 16, 8 * y, bMask & 16);
      done = end / 8 - out;
      if (done >= n) return;
      plain(
        memory,
        Math.min(2, n - done),
        out + done,
        a + (done & aMask),
        aMask,
        b + (done & bMask),
        bMask,
        0,
        0,
      );
      done += 2;
    }
  };
}
