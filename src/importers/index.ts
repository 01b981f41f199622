import { accelerators } from "./accelerators.ts";
import { brightway } from "./brightway.ts";
import { codecarbon } from "./codecarbon.ts";
import { epoch } from "./epoch.ts";
import { grid } from "./grid.ts";
import type { Importer } from "./importer.ts";
import { salib } from "./salib.ts";

/** Every importer. A new one is a file and a line in this list. */
export const importers: readonly Importer[] = [epoch, accelerators, grid, codecarbon, salib, brightway];
