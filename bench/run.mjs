// Times whole commands, from start to prompt: `npm run bench [-- ROUNDS]`. Variants are interleaved round by round,
// so that a slow minute of the machine slows all of them; figures are medians, and ratios to the first line.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const bin = ["dist/rebound.js"];
const main = [...bin, "run", "scenarios/trend-2013-2026.yaml", "--quiet"];
const variants = {
  "node, nothing": ["-e", "0"],
  "rebound --help": [...bin, "--help"],
  "small run (ishigami, 4096 draws)": [...bin, "run", "scenarios/ishigami.yaml", "--quiet"],
  "check of the main job": [...bin, "check", "scenarios/trend-2013-2026.yaml"],
  "main job, 8192 draws": main,
  "main job, 1 worker": [...main, "--workers", "1"],
  "main job, no pool": [...main, "--workers", "0"],
  "main job, no pool, plain loops": [...main, "--workers", "0", "--back-end", "javascript"],
};

const options = process.argv.slice(2);
const compare = options.includes("--compare");
const store = options.includes("--store");
const rounds = Number(options.find((text) => /^\d+$/.test(text)) ?? 5);

const seconds = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, args] of Object.entries(variants)) {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root });
    if (status !== 0) throw new Error(`${name}: exit ${status}\n${stderr}`);
    seconds[name].push((performance.now() - start) / 1000);
  }
}
const nanoseconds = { ...timeEngine(rounds), ...timeNumpy(rounds) };

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const medians = (times) =>
  Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
const found = { seconds: medians(seconds), nanoseconds: medians(nanoseconds) };
const baselineFile = new URL("baseline.json", import.meta.url);
const baseline = compare ? JSON.parse(readFileSync(baselineFile, "utf8")) : undefined;

console.log(`${process.version}, ${rounds} rounds, medians (least … most)`);
show("Whole commands, from start to prompt (s)", seconds, found.seconds, baseline?.seconds);
show("Benchmark model, ns per evaluation, one thread", nanoseconds, found.nanoseconds, baseline?.nanoseconds);
if (store) writeFileSync(baselineFile, `${JSON.stringify(found, null, 2)}\n`);

/** With a baseline also the change, as a ratio to the first line's change: that one is the machine's. */
function show(title, times, middle, before) {
  console.log(`\n${title}`);
  const [first] = Object.keys(times);
  for (const [name, values] of Object.entries(times)) {
    const spread = `(${Math.min(...values).toPrecision(3)} … ${Math.max(...values).toPrecision(3)})`;
    const machine = before === undefined ? 1 : middle[first] / before[first];
    const change =
      before?.[name] === undefined
        ? ""
        : `   × ${(middle[name] / before[name] / machine).toFixed(2)} of the baseline`;
    console.log(`${name.padEnd(36)}${middle[name].toPrecision(4).padStart(9)}   ${spread}${change}`);
  }
}

/** Both back ends, a loop by hand and mathjs, interleaved in one process on the sources. */
function timeEngine(rounds) {
  const args = ["bench/run-ts.mjs", "bench/engine.ts", String(rounds)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** numpy's ufuncs on the same equations, where it is installed. */
function timeNumpy(rounds) {
  const script = fileURLToPath(new URL("peer_numpy.py", import.meta.url));
  const { status, stdout } = spawnSync("python3", [script, String(rounds)], { encoding: "utf8" });
  if (status === 0) return JSON.parse(stdout);
  console.log("numpy: skipped, python3 with numpy is not installed");
  return {};
}
