import { additions } from "../core/additions.ts";
import { type BackEndName, backEndNamed } from "../evaluate/evaluate.ts";
import { digestOf, resultDigest } from "../result/digest.ts";
import { commandOf, type Request } from "../result/request.ts";
import type { Result } from "../result/result.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** What a result was made of. */
export interface Origin {
  readonly plan: unknown;
  readonly scenario: Scenario;
  /** A second scenario that the result rests on. */
  readonly against?: Scenario;
  /** By default the scenario as it was asked for, run. */
  readonly request?: Request;
}

/** Adds the manifest to a result. */
export function finishResult(
  result: Omit<Result, "manifest">,
  { plan, scenario, against, request = scenario.request }: Origin,
  { version, runtime, backEnd }: { version: string; runtime: string; backEnd?: BackEndName | undefined },
): Result {
  const { seed } = scenario.sampling;
  const inputs = [...scenario.inputs, ...(against?.inputs ?? [])];
  const command = commandOf(request);
  return {
    ...result,
    manifest: {
      version,
      node: runtime,
      backEnd: backEndNamed(backEnd).name,
      scenarioDigest: digestOf(
        against === undefined ? scenario.resolved : [scenario.resolved, against.resolved],
      ),
      inputs,
      seed,
      plan,
      ...(additions().length === 0 ? {} : { additions: [...additions()] }),
      ...(command === undefined ? {} : { command }),
      request,
      resultDigest: resultDigest(result, { plan, seed, inputs }),
    },
  };
}
