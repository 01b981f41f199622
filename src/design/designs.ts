import type { Design } from "./design.ts";
import { randomDesign } from "./random.ts";

/** Every design, by the name that a scenario gives it. */
export const designs: readonly Design[] = [randomDesign];
