import { bandsKind } from "./bands-work.ts";
import { rootsKind } from "./break-even/roots-job.ts";
import { tippingKind } from "./claims/tipping-job.ts";
import { columnsKind } from "./columns-job.ts";
import type { JobKind } from "./job-kind.ts";
import { pointsKind } from "./points-job.ts";
import { sobolKind } from "./sobol-job.ts";
import { variantsKind } from "./variants-job.ts";

/** Every kind of job. A new one is a file and a line here. */
const kinds: readonly JobKind<never, never, unknown>[] = [
  bandsKind,
  columnsKind,
  pointsKind,
  sobolKind,
  variantsKind,
  tippingKind,
  rootsKind,
];

export function kindNamed(name: string): JobKind<never, never, unknown> {
  return kinds.find(({ kind }) => kind === name)!;
}
