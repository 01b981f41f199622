import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseDirections } from "../../src/design/index.ts";
import { backEndNames } from "../../src/evaluate/evaluate.ts";
import { nodeFiles } from "../../src/io/node-files.ts";
import { inline } from "../../src/run/inline.ts";
import { runScenario } from "../../src/run/run.ts";
import { loadScenario } from "../../src/scenario/load.ts";

const directions = parseDirections(readFileSync("data/sobol-directions.bin"));
const shipped = readdirSync("scenarios").filter((name) => name.endsWith(".yaml"));

async function manifestOf(path: string, draws: number, backEnd: (typeof backEndNames)[number]) {
  const scenario = await loadScenario(path, { files: nodeFiles, draws });
  const options = { directions, executor: inline, version: "0", runtime: "test", backEnd };
  return (await runScenario(scenario, options)).manifest;
}

test.each(shipped)("both back ends give the same result of scenarios/%s", async (name) => {
  const manifests = [];
  for (const backEnd of backEndNames) manifests.push(await manifestOf(`scenarios/${name}`, 256, backEnd));
  expect(manifests.map(({ backEnd }) => backEnd)).toEqual(backEndNames);
  expect(manifests[0]!.resultDigest).toBe(manifests[1]!.resultDigest);
});
