import type { Result } from "../result/result.ts";

/** The output that stands for a result: what the first trend on a total is of, else the first trend's, else the first. */
export function mainOutput(result: Result): string {
  const ids = result.systems?.[0]?.outputs.map(({ id }) => id) ?? [];
  const known = result.trends.map(({ of }) => of).filter((of) => ids.includes(of));
  return known.find((of) => /total$/.test(of)) ?? known[0] ?? ids[0] ?? "";
}
