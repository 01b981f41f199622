/** Positive nodes of the 15-point Kronrod rule, its weights, and the weights of the 7-point Gauss rule (QUADPACK, Piessens 1983). */
const nodes = [
  0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
  0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
  0.58608723546769113029414383825873, 0.405845151377397166906606412076961,
  0.207784955007898467600689403773245,
];
const kronrod = [
  0.02293532201052922496373200805897, 0.063092092629978553290700663189204,
  0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
  0.16900472663926790282829543792169, 0.190350578064785409913256402421014,
  0.204432940075298892414161999234649,
];
const kronrodCentre = 0.209482141084727828012999174891714;
const gauss = [
  0.129484966168869693270611432679082, 0.27970539148927666790146777142378,
  0.381830050505118944950369775488975,
];
const gaussCentre = 0.417959183673469387755102040816327;

/** Difference of the two rules, relative to the whole, at which a panel is taken; the error itself is far smaller. */
const tolerance = 1e-12;
const maxDepth = 40;

/**
 * Integral of `f` over the panels between consecutive `breaks`, by adaptive bisection of the Gauss-Kronrod pair
 * (7, 15). Panels are halved until the pair agrees to 1e-12 of the sum of absolute panel values.
 */
export function integrate(f: (x: number) => number, breaks: readonly number[]): number {
  let scale = 0;
  for (let i = 1; i < breaks.length; i++) scale += Math.abs(pair(f, breaks[i - 1]!, breaks[i]!).value);
  let sum = 0;
  for (let i = 1; i < breaks.length; i++) sum += refine(f, breaks[i - 1]!, breaks[i]!, scale * tolerance, 0);
  return sum;
}

function refine(f: (x: number) => number, low: number, high: number, allowed: number, depth: number): number {
  const { value, difference } = pair(f, low, high);
  if (!(difference > allowed) || depth === maxDepth) return value;
  const middle = (low + high) / 2;
  return refine(f, low, middle, allowed, depth + 1) + refine(f, middle, high, allowed, depth + 1);
}

function pair(f: (x: number) => number, low: number, high: number): { value: number; difference: number } {
  const half = (high - low) / 2;
  const centre = (low + high) / 2;
  const middle = f(centre);
  let fine = kronrodCentre * middle;
  let coarse = gaussCentre * middle;
  for (let i = 0; i < nodes.length; i++) {
    const both = f(centre - half * nodes[i]!) + f(centre + half * nodes[i]!);
    fine += kronrod[i]! * both;
    if (i % 2 === 1) coarse += gauss[(i - 1) / 2]! * both;
  }
  return { value: fine * half, difference: Math.abs(fine - coarse) * half };
}
