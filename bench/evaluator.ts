import { readFileSync } from "node:fs";
import type { FileReader } from "../src/core/file-reader.ts";
import { parseDirections } from "../src/design/index.ts";
import { type BackEndName, backEndNamed, type FactorSource } from "../src/evaluate/evaluate.ts";
import { sampledSource } from "../src/evaluate/sources.ts";
import { buildModel } from "../src/model/build.ts";
import { makeJob } from "../src/run/make-job.ts";
import { loadScenario } from "../src/scenario/load.ts";

/** A scenario made ready for timings. */
export async function prepare(files: FileReader) {
  const directions = parseDirections(readFileSync("data/sobol-directions.bin"));
  const loaded = await loadScenario("s.yaml", { files });
  const { job } = makeJob(loaded, buildModel(loaded), directions);
  return { loaded, job };
}

type Job = Awaited<ReturnType<typeof prepare>>["job"];

/** Draws of a job's plan. */
export function sampled({ model, plan }: Job): FactorSource {
  return sampledSource(model, plan);
}

/** What evaluates some systems over all draws and keeps the outputs of the last. */
export function evaluator(
  job: Job,
  backEnd: BackEndName,
  source: FactorSource,
  [first, last]: readonly [number, number] = [0, job.model.systems.length],
): () => void {
  const { draws, model, program } = job;
  const kept = new Float64Array(model.targets.length * draws);
  const prepared = backEndNamed(backEnd).prepare(program, source);
  const step = Math.min(draws, prepared.mostRows);
  return () => {
    for (let from = 0; from < draws; from += step) {
      const to = Math.min(draws, from + step);
      // Rows that are loaded already would not be drawn again.
      if (to - from === draws) prepared.load(0, 4);
      prepared.load(from, to);
      for (let system = first; system < last; system++) {
        prepared.evaluate(system, (target, begin, end, memory, offset, mask) => {
          if (mask !== 0) kept.set(memory.subarray(offset, offset + end - begin), target * draws + begin);
        });
      }
    }
  };
}
