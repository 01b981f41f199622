import * as z from "zod";
import { defineFamily, parameters } from "./define.ts";
import type { Distribution } from "./family.ts";
import { bindCounts } from "./steps.ts";

/** Beyond it the table of probabilities grows long, and a normal distribution is as good. */
const mostMean = 1e6;

const mean = z
  .number({ error: "a finite number above 0" })
  .positive({ error: "a number above 0" })
  .max(mostMean, { error: `at most ${mostMean} (above it, use normal with sd = sqrt(mean))` });
const schema = parameters({ mean });

/** Poisson: P(X = k) = mean^k e^-mean / k!. */
export const poisson = defineFamily<z.infer<typeof schema>>({ name: "poisson", schema, bind });

function bind({ mean }: z.infer<typeof schema>): Distribution {
  const counts = bindCounts(Math.floor(mean), Infinity, (k) => mean / k);
  return { ...counts, mean, variance: mean, support: [0, Infinity] };
}
