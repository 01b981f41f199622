import type { FileReader } from "../src/core/file-reader.ts";
import { evaluator, prepare, sampled } from "./evaluator.ts";

/*
 * Time of an evaluation end to end, one thread, against the size of a made-up model: ms of each round as JSON.
 * node bench/run-ts.mjs bench/cost.ts ROUNDS
 */
interface Size {
  readonly draws: number;
  readonly systems: number;
  readonly factors: number;
  readonly equations: number;
}

const middle: Size = { draws: 4096, systems: 64, factors: 12, equations: 12 };

function sizes(): Readonly<Record<string, Size>> {
  const all: [string, Size][] = [["middle: 4096 draws, 64 systems, 12 factors, 12 equations", middle]];
  for (const key of ["draws", "systems", "factors", "equations"] as const)
    for (const times of [2, 4]) all.push([`${key} × ${times}`, { ...middle, [key]: times * middle[key] }]);
  return Object.fromEntries(all);
}

/** Half the factors shared, half individual, in turn lognormal and triangular; each equation reads a factor and the one before. */
function scenario({ draws, factors, equations }: Size): string {
  const declared = Array.from({ length: factors }, (_, i) => {
    const distribution =
      i % 4 < 2 ? "lognormal: {median: 1, gsd: 1.3}" : "triangular: {low: 0.5, mode: 1, high: 2}";
    return `  f${i}: {${distribution}${i % 2 === 0 ? "" : ", scope: system"}}`;
  });
  const written = Array.from({ length: equations }, (_, i) => {
    const before = i === 0 ? "size" : `y${i - 1}`;
    const factor = `f${i % factors}`;
    const text =
      i % 4 === 3 ? `exp(-${factor}) + ${before}` : `${before} * ${factor} + ${factor} / (1 + ${i})`;
    return `    y${i}: ${text}`;
  });
  const rest = Array.from({ length: Math.max(0, factors - equations) }, (_, i) => `f${equations + i}`);
  const last = [`y${equations - 1}`, ...rest].join(" + ");
  return `rebound: 1
model:
  equations:
${written.join("\n")}
    y: ${last}
table: systems.csv
factors:
${declared.join("\n")}
outputs: [y]
sampling: {design: sobol, draws: ${draws}, seed: 1, replicates: 8}
`;
}

function filesOf(size: Size): FileReader {
  const rows = Array.from({ length: size.systems }, (_, i) => `s${i},${1 + i}`);
  const texts: Readonly<Record<string, string>> = {
    "s.yaml": scenario(size),
    "systems.csv": `system,size\n${rows.join("\n")}\n`,
  };
  return {
    async read(path) {
      const text = texts[path];
      if (text === undefined) throw new Error("there is no such file");
      return new TextEncoder().encode(text);
    },
    resolve: (_, relative) => relative,
  };
}

async function timeAll(rounds: number): Promise<void> {
  const works = new Map<string, () => void>();
  for (const [name, size] of Object.entries(sizes())) {
    const { job } = await prepare(filesOf(size));
    works.set(name, evaluator(job, "webassembly", sampled(job)));
  }
  const times: Record<string, number[]> = Object.fromEntries([...works.keys()].map((name) => [name, []]));
  for (let round = -2; round < rounds; round++) {
    for (const [name, run] of works) {
      const start = performance.now();
      run();
      if (round >= 0) times[name]!.push(performance.now() - start);
    }
  }
  console.log(JSON.stringify({ times, skipped: [] }));
}

void timeAll(Number(process.argv[2] ?? 5));
