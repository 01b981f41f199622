import { delta } from "./delta.ts";
import { hsic } from "./hsic.ts";
import { linearShareMethod } from "./linear-share.ts";
import type { GivenMethod } from "./method.ts";
import { pawn } from "./pawn.ts";
import { pcc } from "./pcc.ts";
import { prcc } from "./prcc.ts";
import { rankFirstOrder } from "./rank-first-order.ts";
import { rbdFast } from "./rbd-fast.ts";
import { regional } from "./regional.ts";
import { shapleyNeighbours } from "./shapley-neighbours.ts";
import { spearman } from "./spearman.ts";
import { src } from "./src.ts";
import { srrc } from "./srrc.ts";
import { xi } from "./xi.ts";

/** Every given-data method, in the order of tables. */
export const givenMethods: readonly GivenMethod[] = [
  src,
  srrc,
  pcc,
  prcc,
  spearman,
  linearShareMethod,
  rbdFast,
  rankFirstOrder,
  xi,
  delta,
  pawn,
  hsic,
  regional,
  shapleyNeighbours,
];
