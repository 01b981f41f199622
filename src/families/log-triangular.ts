import type * as z from "zod";
import { log } from "../math/elementary.ts";
import { checkRatio, checkTriple, defineFamily, finite, parameters, positive } from "./define.ts";
import type { Distribution } from "./family.ts";
import { onLogScale } from "./log-scale.ts";
import { triangular } from "./triangular.ts";

const schema = parameters({ low: positive, mode: finite, high: finite })
  .superRefine(checkTriple)
  .superRefine(checkRatio);

/** ln X triangular on [ln low, ln high] with its peak at ln mode. */
export const logTriangular = defineFamily<z.infer<typeof schema>>({ name: "logTriangular", schema, bind });

function bind({ low, mode, high }: z.infer<typeof schema>): Distribution {
  const logs = { low: 0, mode: log(mode / low), high: log(high / low) };
  const column = { name: "logTriangular", parameters: [low, high, logs.mode, logs.high - logs.mode] };
  return onLogScale(triangular.bind(logs), low, [low, high], column);
}
