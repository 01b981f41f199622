import { bindAmong, checkAmong } from "./binding.ts";
import type { DistributionDeclaration, DistributionProblem, UncheckedDistribution } from "./declaration.ts";
import type { Distribution } from "./family.ts";
import { families } from "./index.ts";

/** Every problem of a distribution as a file declares it: its family, its parameters, its truncation. */
export function checkDistribution(declared: UncheckedDistribution): {
  problems: readonly DistributionProblem[];
} {
  return { problems: checkAmong(families, declared) };
}

/** The distribution that a checked declaration describes. */
export function bindDistribution(declared: DistributionDeclaration): Distribution {
  return bindAmong(families, declared);
}
