import { readFileSync } from "node:fs";
import { parseDirections } from "../../src/design/index.ts";

/** The direction numbers that Rebound ships. */
export const directions = parseDirections(
  readFileSync(new URL("../../data/sobol-directions.bin", import.meta.url)),
);
