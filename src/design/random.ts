import { assignNone, checkDivision, type Design } from "./design.ts";
import { keyOf } from "./plan.ts";
import { fillHashed } from "./stream.ts";

/** Plain random sampling: independent numbers, whatever the replicates. */
export const randomDesign: Design = {
  name: "random",
  check: checkDivision,
  assignDimensions: assignNone,
  prepare: (plan) => (column, from, to, out, offset) =>
    fillHashed(keyOf(plan, column), from, to, out, offset),
};
