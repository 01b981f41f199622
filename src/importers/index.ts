import { epoch } from "./epoch.ts";
import type { Importer } from "./importer.ts";

/** Every importer. A new one is a file and a line in this list. */
export const importers: readonly Importer[] = [epoch];
