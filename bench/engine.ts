import { all, create } from "mathjs/number";
import { backEndNames, type FactorSource } from "../src/evaluate/evaluate.ts";
import { draws, files, systems } from "./benchmark-model.ts";
import { byHand } from "./by-hand.ts";
import { evaluator, prepare, sampled } from "./evaluator.ts";
import { startPeers } from "./peers.ts";

/*
 * Times both back ends, a loop by hand, mathjs and the peers that are installed on the benchmark model, interleaved: ns
 * per evaluation of each round as JSON. node bench/run-ts.mjs bench/engine.ts ROUNDS
 */
async function timeAll(rounds: number): Promise<void> {
  const { peers, skipped } = await startPeers();
  const works = new Map<string, () => number | Promise<number>>([
    ...(await ownWorks()),
    ...peers.flatMap((peer) => peer.works.map((work) => [work, () => peer.time(work)] as const)),
  ]);
  const times: Record<string, number[]> = Object.fromEntries([...works.keys()].map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, time] of works) {
      const found = await time();
      if (round >= 0) times[name]!.push(found);
    }
  }
  for (const peer of peers) peer.stop();
  console.log(JSON.stringify({ times, skipped }));
}

function timed(evaluations: number, run: () => void): () => number {
  return () => {
    const start = performance.now();
    run();
    return ((performance.now() - start) * 1e6) / evaluations;
  };
}

async function ownWorks() {
  const { loaded, job } = await prepare(files);
  const { model } = job;
  const columns = model.factors.map((_, factor) => {
    const column = new Float64Array(draws);
    sampled(job).fill(factor, 0, 0, draws, column, 0);
    return column;
  });
  /** Columns given, one for each factor. */
  const given: FactorSource = {
    fill: (factor, _, from, to, out, offset) => out.set(columns[factor]!.subarray(from, to), offset),
  };
  const named = Object.fromEntries(model.factors.map(({ name }, factor) => [name, columns[factor]!]));

  function byMathjs(): () => void {
    const mathjs = create(all, {});
    const compiled = loaded.equations.map(({ name, text }) => [name, mathjs.parse(text).compile()] as const);
    return () => {
      for (let i = 0; i < 4000; i++) {
        const scope: Record<string, number> = {};
        for (const [name, values] of Object.entries(model.columns)) scope[name] = values[i % systems]!;
        for (const [name, values] of Object.entries(named)) scope[name] = values[i]!;
        for (const [name, code] of compiled) scope[name] = code.evaluate(scope) as number;
      }
    };
  }

  const evaluations = systems * draws;
  return [
    ["kernel, loop by hand", timed(evaluations, byHand(model.columns, named, systems, draws))],
    ...backEndNames.map(
      (name) => [`kernel, ${name}`, timed(evaluations, evaluator(job, name, given))] as const,
    ),
    ["kernel, mathjs compiled", timed(4000, byMathjs())],
    ...backEndNames.map(
      (name) => [`end to end, ${name}`, timed(evaluations, evaluator(job, name, sampled(job)))] as const,
    ),
  ] as const satisfies readonly (readonly [string, () => number])[];
}

void timeAll(Number(process.argv[2] ?? 5));
