import { readFileSync } from "node:fs";
import { all, create } from "mathjs/number";
import { parseDirections } from "../src/design/index.ts";
import { backEndNamed, backEndNames, type FactorSource } from "../src/evaluate/evaluate.ts";
import { sampledSource } from "../src/evaluate/sources.ts";
import { buildModel } from "../src/model/build.ts";
import { makeJob } from "../src/run/make-job.ts";
import { loadScenario } from "../src/scenario/load.ts";
import { draws, files, systems } from "./benchmark-model.ts";

/*
 * Times both back ends, a loop by hand and mathjs on the benchmark model, interleaved: ns per evaluation of each round
 * as JSON. node bench/run-ts.mjs bench/engine.ts ROUNDS
 */
async function timeAll(rounds: number): Promise<Record<string, number[]>> {
  const directions = parseDirections(readFileSync("data/sobol-directions.bin"));
  const loaded = await loadScenario("s.yaml", { files });
  const built = buildModel(loaded);
  const { job } = makeJob(loaded, built, directions);
  const { model, plan, program } = job;

  /** Columns given, one for each factor. */
  const columns = model.factors.map((_, factor) => {
    const column = new Float64Array(draws);
    sampledSource(model, plan).fill(factor, 0, 0, draws, column, 0);
    return column;
  });
  const given: FactorSource = {
    fill: (factor, _, from, to, out, offset) => out.set(columns[factor]!.subarray(from, to), offset),
  };
  const kept = new Float64Array(model.targets.length * draws);

  function evaluator(backEnd: (typeof backEndNames)[number], source: FactorSource): () => void {
    const prepared = backEndNamed(backEnd).prepare(program, source);
    return () => {
      prepared.load(0, draws / 2);
      prepared.load(0, draws);
      for (let system = 0; system < systems; system++) {
        prepared.evaluate(system, (target, from, to, memory, offset, mask) => {
          if (mask !== 0) kept.set(memory.subarray(offset, offset + to - from), target * draws + from);
        });
      }
    };
  }

  const evaluations = systems * draws;
  const works: Record<string, { run: () => void; evaluations: number }> = {};
  for (const backEnd of backEndNames) {
    works[`kernel, ${backEnd}`] = { run: evaluator(backEnd, given), evaluations };
    works[`end to end, ${backEnd}`] = { run: evaluator(backEnd, sampledSource(model, plan)), evaluations };
  }
  works["kernel, loop by hand"] = { run: byHand, evaluations };
  works["kernel, mathjs compiled"] = { run: byMathjs(), evaluations: 4000 };

  /** The same equations as one loop over typed arrays, with the engine's own Math functions. */
  function byHand(): void {
    const column = (name: string): Float64Array => columns[model.factors.findIndex((f) => f.name === name)]!;
    const [r, pue, life, util, d0, gridf, tdpr, gh, gcf, areaf, ovh, adf] = [
      "r",
      "pue",
      "life",
      "util",
      "d0",
      "gridf",
      "tdpr",
      "gh",
      "gcf",
      "areaf",
      "ovh",
      "adf",
    ].map(column) as Float64Array[];
    const { F, P, T, A0, CI, M, N } = model.columns as Readonly<Record<string, Float64Array>>;
    for (let s = 0; s < systems; s++) {
      for (let i = 0; i < draws; i++) {
        const gpuh = (F![s]! / (P![s]! * r![i]! * 3600)) * gh![i]!;
        const energy = (gpuh * T![s]! * tdpr![i]! * ovh![i]! * pue![i]!) / 1000;
        const a = A0![s]! * areaf![i]!;
        const ad = (a * d0![i]!) / 100;
        const y = ((1 - Math.exp(-ad)) / ad) ** 2;
        const die = N![s]! / ((70685.83 / a - 942.4778 / Math.sqrt(2 * a)) * y);
        const server = die + M![s]! * 0.35 + 12 + 3.1 * Math.log(1 + a) + 310 / 4;
        const amort = gpuh / (life![i]! * 8760 * util![i]!);
        kept[i] = energy;
        kept[draws + i] = energy * CI![s]! * gcf![i]! * gridf![i]! + server * amort;
        kept[2 * draws + i] = (0.002 * adf![i]! + 0.00004 * a ** 0.7) * amort + energy * 4.5e-8;
      }
    }
  }

  function byMathjs(): () => void {
    const mathjs = create(all, {});
    const compiled = loaded.equations.map(({ name, text }) => [name, mathjs.parse(text).compile()] as const);
    return () => {
      for (let i = 0; i < 4000; i++) {
        const scope: Record<string, number> = {};
        for (const [name, values] of Object.entries(model.columns)) scope[name] = values[i % systems]!;
        model.factors.forEach(({ name }, factor) => {
          scope[name] = columns[factor]![i]!;
        });
        for (const [name, code] of compiled) scope[name] = code.evaluate(scope) as number;
      }
    };
  }

  const times: Record<string, number[]> = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, work] of Object.entries(works)) {
      const start = performance.now();
      work.run();
      if (round >= 0) times[name]!.push(((performance.now() - start) * 1e6) / work.evaluations);
    }
  }
  return times;
}

timeAll(Number(process.argv[2] ?? 5)).then((times) => console.log(JSON.stringify(times)));
