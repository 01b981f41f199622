import type { Design } from "./design.ts";
import { latinHypercube } from "./latin-hypercube.ts";
import { randomDesign } from "./random.ts";
import { sobolDesign } from "./sobol.ts";

/** Every design, by the name that a scenario gives it. */
export const designs: readonly Design[] = [randomDesign, latinHypercube, sobolDesign];
