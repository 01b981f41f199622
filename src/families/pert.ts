import type * as z from "zod";
import { bindBeta } from "./beta.ts";
import { checkTriple, defineFamily, finite, parameters } from "./define.ts";
import type { Distribution } from "./family.ts";

/** Weight of the mode in the mean, (low + 4 mode + high) / 6 (Malcolm et al. 1959). */
const modeWeight = 4;

const schema = parameters({ low: finite, mode: finite, high: finite }).superRefine(checkTriple);

/** PERT: a beta on [low, high] with its peak at the mode, smoother than a triangle. */
export const pert = defineFamily<z.infer<typeof schema>>({ name: "pert", schema, bind });

function bind({ low, mode, high }: z.infer<typeof schema>): Distribution {
  const peak = (modeWeight * (mode - low)) / (high - low);
  return bindBeta(1 + peak, 1 + modeWeight - peak, low, high);
}
