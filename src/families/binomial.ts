import * as z from "zod";
import { defineFamily, parameters, rule } from "./define.ts";
import type { Distribution } from "./family.ts";
import { bindCounts } from "./steps.ts";

/** Beyond it the table of probabilities grows long, and a normal distribution is as good. */
const mostVariance = 1e6;

const whole = "a whole number, 1 or more";
const share = "a probability above 0 and below 1";
const schema = parameters({
  n: z.int({ error: whole }).min(1, { error: whole }),
  p: z.number({ error: share }).gt(0, { error: share }).lt(1, { error: share }),
}).superRefine(({ n, p }, context) =>
  rule(
    context,
    n * p * (1 - p) <= mostVariance,
    "n",
    `n·p·(1 - p) of at most ${mostVariance} (else use normal)`,
  ),
);

/** Binomial: number of successes in n trials of probability p. */
export const binomial = defineFamily<z.infer<typeof schema>>({ name: "binomial", schema, bind });

function bind({ n, p }: z.infer<typeof schema>): Distribution {
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const counts = bindCounts(mode, n, (k) => (odds * (n - k + 1)) / k);
  return { ...counts, mean: n * p, variance: n * p * (1 - p), support: [0, n] };
}
