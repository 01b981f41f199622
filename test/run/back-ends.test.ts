import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { backEndNames } from "../../src/evaluate/evaluate.ts";
import { nodeFiles } from "../../src/io/node-files.ts";
import { inline } from "../../src/run/inline.ts";
import { runScenario } from "../../src/run/run.ts";
import { loadScenario } from "../../src/scenario/load.ts";

import { directions } from "../design/directions.ts";

/** All but one that spends half a minute on fits that no back end takes part in. */
const shipped = readdirSync("scenarios").filter(
  (name) => name.endsWith(".yaml") && name !== "study-claims.yaml",
);

/** Blocks of rows that are no multiple of what the vector functions take at a time are covered where they are tested alone. */
const draws = 64;

test.each(shipped)("both back ends give the same result of scenarios/%s", async (name) => {
  // Analyses and claims have numbers of points of their own, and take a minute.
  const scenario = {
    ...(await loadScenario(`scenarios/${name}`, { files: nodeFiles, draws })),
    analyses: {},
  };
  const manifests = [];
  for (const backEnd of backEndNames) {
    const options = { directions, executor: inline, version: "0", runtime: "test", backEnd };
    manifests.push((await runScenario(scenario, options)).manifest);
  }
  expect(manifests.map(({ backEnd }) => backEnd)).toEqual(backEndNames);
  expect(manifests[0]!.resultDigest).toBe(manifests[1]!.resultDigest);
});
