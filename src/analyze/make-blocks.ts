import { hasVectors } from "../wasm/library.ts";
import type { Blocks } from "./blocks.ts";
import { plainBlocks } from "./plain-blocks.ts";
import { vectorBlocks } from "./vector-blocks.ts";

/** By vector functions where the engine has them. */
export function makeBlocks(): Blocks {
  return hasVectors() ? vectorBlocks() : plainBlocks();
}
