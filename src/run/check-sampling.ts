import type { Issue } from "../core/issue.ts";
import { checkSampling } from "../design/index.ts";
import type { Model } from "../model/model.ts";
import type { Sampling } from "../scenario/scenario.ts";

/** What keeps a scenario's sampling from being drawn, as issues of its file. */
export function samplingIssues(sampling: Sampling, model: Model): readonly Issue[] {
  const { design, draws, replicates, place } = sampling;
  const shared = model.factors.filter((factor) => factor.shared);
  const sharedColumns = new Set(shared.map(({ stream }) => stream)).size;
  return checkSampling({ design, draws, replicates, sharedColumns }).map(({ path, ...problem }) => ({
    ...place,
    ...problem,
    path: `${place.path}.${path}`,
  }));
}
