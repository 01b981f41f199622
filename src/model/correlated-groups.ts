import { constant } from "../families/constant.ts";
import type { DistributionDeclaration } from "../families/declaration.ts";
import { cholesky } from "../math/cholesky.ts";
import { sin } from "../math/elementary.ts";
import type { ExpandedScenario } from "./expand-scenario.ts";
import type { CorrelatedGroup } from "./model.ts";

function isConstant({ family }: DistributionDeclaration): boolean {
  return family === constant.name;
}

/**
 * Connected sets of correlated factors with the Cholesky factor of their normal-copula correlation matrix,
 * ρ = 2 sin(π ρ_S / 6) (Kruskal 1958). That the matrix is positive definite was checked with the scenario. Of the
 * draws that options give to one factor the first that varies stands for all: they are of one stream.
 */
export function correlatedGroups(scenario: ExpandedScenario): readonly CorrelatedGroup[] {
  const index = new Map<string, number>();
  for (const [i, { id, distribution }] of scenario.factors.entries()) {
    const known = index.get(id);
    if (
      known === undefined ||
      (isConstant(scenario.factors[known]!.distribution) && !isConstant(distribution))
    )
      index.set(id, i);
  }
  const pairs = scenario.correlations.map(({ factors: [a, b], spearman }) => ({
    a: index.get(a)!,
    b: index.get(b)!,
    rho: 2 * sin((Math.PI * spearman) / 6),
  }));
  const groups: number[][] = [];
  for (const { a, b } of pairs) {
    const joined = groups.filter((group) => group.includes(a) || group.includes(b));
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push([...new Set([...joined.flat(), a, b])].sort((x, y) => x - y));
  }
  return groups.map((factors) => {
    const n = factors.length;
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
    for (const { a, b, rho } of pairs) {
      const [i, j] = [factors.indexOf(a), factors.indexOf(b)];
      if (i >= 0) matrix[i * n + j] = matrix[j * n + i] = rho;
    }
    return { factors, cholesky: cholesky(matrix, n) };
  });
}
