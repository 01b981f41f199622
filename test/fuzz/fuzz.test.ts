import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { changes } from "./mutate.ts";
import { judge, makeTargets } from "./targets.ts";

const targets = await makeTargets();
afterAll(() => {
  for (const target of targets) target.close();
});

// Ten thousand cases of each: npm run bench:fuzz.
describe("mutated input gives a result or a message", () => {
  test.each(targets.map((target) => [target.name, target] as const))("%s", async (_, target) => {
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(), async (list, pick) => {
        await judge(target, list, pick);
      }),
      { numRuns: 100, seed: 1 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
