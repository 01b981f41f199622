import fc from "fast-check";
import { changes } from "../test/fuzz/mutate.ts";
import { judge, makeTargets } from "../test/fuzz/targets.ts";

/** Mutated input of every kind: node bench/run-ts.mjs bench/fuzz.ts [CASES] [SEED] [TARGET]. */
const cases = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
const wanted = process.argv[4];

async function main(): Promise<void> {
  for (const target of await makeTargets()) {
    if (wanted !== undefined && !target.name.startsWith(wanted)) continue;
    const start = performance.now();
    const ends = { computed: 0, refused: 0, failed: 0 };
    const property = fc.asyncProperty(changes, fc.nat(), async (list, pick) => {
      ends[await judge(target, list, pick)]++;
    });
    const found = await fc.check(property, { numRuns: cases, seed, endOnFailure: false });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${target.name}: ${JSON.stringify(ends)} in ${seconds} s${found.failed ? ", FAILED" : ""}`);
    if (found.failed) {
      process.exitCode = 1;
      console.log(JSON.stringify(found.counterexample), "\n", found.errorInstance);
    }
    target.close();
  }
}

void main();
