import { fillHashed } from "../../design/stream.ts";
import type { ShapleyPoints } from "./points.ts";

/** The order in which a row draws its players anew: all orders are equally likely. */
export function orderOfRow(
  { key, players }: Pick<ShapleyPoints, "key" | "players">,
  row: number,
): Uint32Array {
  const keys = new Float64Array(players);
  fillHashed(key, row * players, (row + 1) * players, keys, 0);
  return Uint32Array.from({ length: players }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]!);
}
