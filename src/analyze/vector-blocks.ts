import { makeLibrary } from "../wasm/library.ts";
import { type Blocks, blockRows } from "./blocks.ts";
import type { Network } from "./median-network.ts";

const columnBytes = 8 * blockRows;

/** The vector functions of src/wasm on their own memory. */
export function vectorBlocks(): Blocks {
  const library = makeLibrary();
  const { log10, addUp, takeMedians, trendSums, lineSums } = library.functions as Required<
    typeof library.functions
  >;
  const keepWords = (words: Int32Array): number => {
    const address = library.allocate(4 * words.length);
    new Int32Array(library.memory().buffer).set(words, address / 4);
    return address;
  };
  /** By number of values: the pairs of a network, and room for the columns that it sorts. */
  const networks = new Map<number, { readonly pairs: number; readonly room: number }>();
  const placeNetwork = ({ size, pairs }: Network) => {
    let placed = networks.get(size);
    if (placed === undefined) {
      placed = {
        pairs: keepWords(pairs.map((place) => place * columnBytes)),
        room: library.allocate(size * columnBytes),
      };
      networks.set(size, placed);
    }
    return placed;
  };
  return {
    memory: library.memory,
    // Room for four rows from any row on.
    allocate: (columns) => library.allocate(columns * columnBytes + 32) / 8,
    list(places) {
      const kept = Int32Array.from(places);
      return { places: kept, address: keepWords(kept.map((place) => 8 * place)) };
    },
    keep(numbers) {
      // In pairs, as vector functions read them.
      const address = library.allocate(16 * numbers.length);
      const pairs = Float64Array.from({ length: 2 * numbers.length }, (_, i) => numbers[i >> 1]!);
      library.memory().set(pairs, address / 8);
      return { numbers, address };
    },
    log10: (from, rows, to) => log10!(rows, 8 * to, 8 * from, 16),
    addUp: ({ places, address }, rows, to) => addUp!(address, places.length, rows, 8 * to),
    takeMedians({ address }, network, rows, to) {
      const { pairs, room } = placeNetwork(network);
      takeMedians!(address, network.size, pairs, network.pairs.length / 2, room, columnBytes, rows, 8 * to);
    },
    weighTrend(logs, weights, dates, first, rows, to) {
      const systems = dates.numbers.length;
      trendSums!(logs.address, weights.address, dates.address, systems, 8 * first, rows, 8 * to, columnBytes);
    },
    fitTrend(logs, slopes, first, rows, to) {
      lineSums!(logs.address, slopes.address, slopes.numbers.length, 8 * first, rows, 8 * to, columnBytes);
    },
  };
}
