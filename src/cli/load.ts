import { readFile } from "node:fs/promises";
import { type Directions, parseDirections } from "../design/index.ts";
import { nodeFiles, ownFile } from "../io/node-files.ts";
import { loadedPlugins } from "../node/plugins.ts";
import { loadScenario } from "../scenario/load.ts";
import type { LoadOptions } from "../scenario/load-options.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { ScenarioOptions } from "./options.ts";

/** Reads a scenario with the options of the command line applied; of a family, one member. */
export function load(
  path: string,
  options: ScenarioOptions,
  member: string | undefined = options.member,
): Promise<Scenario> {
  return loadScenario(path, { ...loadOptions(options), ...(member === undefined ? {} : { member }) });
}

/** The options of the command line but for the member of a family. */
export function loadOptions({ set, draws, seed }: ScenarioOptions): LoadOptions {
  return {
    sets: set,
    ...(draws === undefined ? {} : { draws }),
    ...(seed === undefined ? {} : { seed }),
    files: nodeFiles,
    plugins: loadedPlugins(),
  };
}

/** Direction numbers of Sobol' sequences, from the package's own data. */
export async function loadDirections(): Promise<Directions> {
  return parseDirections(await readFile(ownFile("data/sobol-directions.bin")));
}
