import type * as z from "zod";
import { log } from "../math/elementary.ts";
import { checkRange, checkRatio, defineFamily, finite, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";
import { onLogScale } from "./log-scale.ts";
import { uniform } from "./uniform.ts";

const schema = parameters({ low: positive, high: finite }).superRefine(checkRange).superRefine(checkRatio);

/** ln X uniform on [ln low, ln high]; density 1 / (x ln(high / low)). */
export const logUniform = defineFamily<z.infer<typeof schema>>({ name: "logUniform", schema, bind });

function bind({ low, high }: z.infer<typeof schema>): Distribution {
  const width = log(high / low);
  const column = { name: "logUniform", parameters: [low, high, width] };
  return onLogScale(uniform.bind({ low: 0, high: width }), low, [low, high], column);
}
