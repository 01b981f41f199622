import { nearest } from "../core/suggest.ts";
import type { Sampling, SamplingProblem } from "./design.ts";
import { designs } from "./designs.ts";

function checkCount(path: "draws" | "replicates", count: number): readonly SamplingProblem[] {
  if (Number.isSafeInteger(count) && count >= 1) return [];
  const whole = Math.max(1, Math.round(count));
  const hint = Number.isSafeInteger(whole) ? `Use ${whole}.` : "Use a whole number such as 4096.";
  return [{ path, got: `${count}`, expected: "a positive whole number", hint }];
}

function checkName(name: string): readonly SamplingProblem[] {
  const names = designs.map((design) => design.name);
  if (names.includes(name)) return [];
  const meant = nearest(name, names);
  const hint = meant === undefined ? `Use one of them.` : `Did you mean ${meant}?`;
  return [{ path: "design", got: JSON.stringify(name), expected: `one of ${names.join(", ")}`, hint }];
}

/** Everything that is wrong with a sampling; none if a plan can be made of it. */
export function checkSampling(sampling: Sampling): readonly SamplingProblem[] {
  const problems = [
    ...checkName(sampling.design),
    ...checkCount("draws", sampling.draws),
    ...checkCount("replicates", sampling.replicates),
  ];
  if (problems.length > 0) return problems;
  return designs.find((design) => design.name === sampling.design)!.check(sampling);
}
