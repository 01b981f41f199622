// Times everything: `npm run bench [-- ROUNDS]`. Works of a table are interleaved round by round, so that a slow minute
// of the machine slows all of them; figures are medians, with least and most. `--store` writes the medians as multiples
// of the loop by hand of the same run to baseline.json, `--compare` tells how these have changed.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const baselineFile = new URL("baseline.json", import.meta.url);
const reference = "kernel, loop by hand";
const options = process.argv.slice(2);
const rounds = Number(options.find((text) => /^\d+$/.test(text)) ?? 5);
const before = options.includes("--compare") ? JSON.parse(readFileSync(baselineFile, "utf8")) : undefined;

console.log(`Node ${process.version}, ${cpus()[0].model}, ${cpus().length} cores, ${rounds} rounds, medians`);
const engine = timeSources("bench/engine.ts");
const hand = median(engine[reference]);
const stored = {};
show("Benchmark model, ns per evaluation, one thread", engine);
show("Benchmark model end to end, ms, systems shared among workers", timeSources("bench/scaling.ts"));
show("A made-up model end to end, one thread, ms", timeSources("bench/cost.ts"));
const { seconds, megabytes } = timeCommands();
show("Whole commands, from start to prompt, s", seconds);
show("Most memory of a process, MB", megabytes);
if (options.includes("--store")) writeFileSync(baselineFile, `${JSON.stringify(stored, null, 2)}\n`);

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Each with its spread, as a multiple of the first line, and, with a baseline, how its multiple of the loop by hand changed. */
function show(title, times) {
  console.log(`\n${title}`);
  const names = Object.keys(times);
  const width = Math.max(...names.map((name) => name.length)) + 1;
  const first = median(times[names[0]]);
  stored[title] = {};
  for (const name of names) {
    const middle = median(times[name]);
    const ratio = title.includes("MB") ? middle : middle / hand;
    stored[title][name] = Number(ratio.toPrecision(3));
    const spread = `(${Math.min(...times[name]).toPrecision(3)} … ${Math.max(...times[name]).toPrecision(3)})`;
    const was = before?.[title]?.[name];
    const change = was === undefined ? "" : `   × ${(ratio / was).toFixed(2)} of the baseline`;
    const multiple = `× ${(middle / first).toPrecision(3)}`;
    console.log(
      `${name.padEnd(width)}${middle.toPrecision(4).padStart(9)}  ${multiple.padEnd(9)}${spread}${change}`,
    );
  }
}

/** A bench on the sources, which prints its times and what it skipped. */
function timeSources(file) {
  const args = ["bench/run-ts.mjs", file, String(rounds)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const { times, skipped } = JSON.parse(stdout);
  for (const line of skipped) console.log(line);
  return times;
}

function timeCommands() {
  const bin = ["-r", "./bench/peak.cjs", "dist/rebound.js"];
  const main = [...bin, "run", "scenarios/trend-2013-2026.yaml", "--quiet"];
  const flood = [...bin, "run", "scenarios/flood.yaml", "--quiet", "--draws"];
  const variants = {
    "rebound --help": [...bin, "--help"],
    "small run (ishigami, 4096 draws)": [...bin, "run", "scenarios/ishigami.yaml", "--quiet"],
    "flood, 2^14 draws": [...flood, String(2 ** 14)],
    "flood, 2^17 draws": [...flood, String(2 ** 17)],
    "flood, 2^20 draws": [...flood, String(2 ** 20)],
    "check of the main job": [...bin, "check", "scenarios/trend-2013-2026.yaml"],
    "main job": main,
    "main job, 1 worker": [...main, "--workers", "1"],
    "main job, no pool": [...main, "--workers", "0"],
    "main job, no pool, plain loops": [...main, "--workers", "0", "--back-end", "javascript"],
  };
  const empty = () => Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
  const found = { seconds: empty(), megabytes: empty() };
  // Whole commands take long: three rounds say enough.
  for (let round = 0; round < Math.min(rounds, 3); round++) {
    for (const [name, args] of Object.entries(variants)) {
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
      if (status !== 0) throw new Error(`${name}: exit ${status}\n${stderr}`);
      found.seconds[name].push((performance.now() - start) / 1000);
      found.megabytes[name].push(Number(/peak ([\d.]+)\s*$/.exec(stderr)[1]));
    }
  }
  return found;
}
