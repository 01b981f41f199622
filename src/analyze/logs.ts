import { log10 } from "../math/elementary.ts";
import { hasVectors, makeLibrary } from "../wasm/library.ts";

/** Most values that are taken at a time. */
const ROOM = 512;

/** Writes log10 of values[start … start + n − 1] to `out` from `at` on; the bits are those of `log10`. */
export type TakeLogs = (
  values: Float64Array,
  start: number,
  n: number,
  out: Float64Array,
  at: number,
) => void;

let taker: TakeLogs | undefined;

/** By vector functions where the engine has them; made once in a thread. */
export function logTaker(): TakeLogs {
  taker ??= hasVectors() ? vectorLogs() : plainLogs;
  return taker;
}

const plainLogs: TakeLogs = (values, start, n, out, at) => {
  for (let i = 0; i < n; i++) out[at + i] = log10(values[start + i]!);
};

function vectorLogs(): TakeLogs {
  const library = makeLibrary();
  const address = library.allocate(8 * ROOM);
  const room = library.memory().subarray(address / 8, address / 8 + ROOM);
  const run = library.functions["log10"]!;
  return (values, start, n, out, at) => {
    for (let done = 0; done < n; done += ROOM) {
      const count = Math.min(ROOM, n - done);
      room.set(values.subarray(start + done, start + done + count));
      run(count, address, address, 16);
      out.set(count === ROOM ? room : room.subarray(0, count), at + done);
    }
  };
}
