import type { OutputResult, SystemResult } from "../result/result.ts";
import { quantileOf } from "./cells.ts";

/**
 * The ratio of the ends of the 95 % band of one output, at these shares of the systems in ascending order (0 the
 * least, 0.5 the median, 1 the most); null where no system has a band above 0.
 */
export function bandRatios(
  systems: readonly SystemResult[],
  output: number,
  shares: readonly number[],
): readonly (number | null)[] {
  const ratios = systems.flatMap(({ outputs }) => bandRatio(outputs[output]!)).sort((a, b) => a - b);
  return shares.map((share) => ratios[Math.round(share * (ratios.length - 1))] ?? null);
}

function bandRatio(output: OutputResult): readonly number[] {
  const [low, high] = [quantileOf(output, 0.025), quantileOf(output, 0.975)];
  return low === null || high === null || low <= 0 ? [] : [high / low];
}
