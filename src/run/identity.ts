import { digestOf } from "../result/digest.ts";
import type { Scenario } from "../scenario/scenario.ts";

/**
 * What makes two runs the same work: the scenario as it resolves, the bytes of every file that it reads, and the
 * version that computes it. Where it stands and on how many threads it runs does not matter.
 */
export function runIdentity({ resolved, inputs }: Scenario, version: string): string {
  const files = inputs.map(({ name, sha256 }) => ({ name: name.split(/[\\/]/).at(-1), sha256 }));
  return digestOf({ resolved, files, version });
}
