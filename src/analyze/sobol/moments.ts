/**
 * Means over the rows of a design, with a = yA, b = yB, p = yAB and q = yBA of one group (AB: A with the group from
 * B; BA: B with the group from A), each less a common centre. q and its products are NaN where BA was not evaluated.
 */
export interface GroupMoments {
  a: number;
  b: number;
  aa: number;
  bb: number;
  ab: number;
  p: number;
  pp: number;
  ap: number;
  bp: number;
  q: number;
  qq: number;
  aq: number;
  bq: number;
  pq: number;
}

/** Population variance of the rows of A and B together, which is what SALib divides by. */
export function varianceOf({ a, b, aa, bb }: Pick<GroupMoments, "a" | "b" | "aa" | "bb">): number {
  const mean = (a + b) / 2;
  return (aa + bb) / 2 - mean * mean;
}
