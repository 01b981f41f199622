// Times whole commands, from start to prompt: `npm run bench [-- ROUNDS]`. Variants are interleaved round by round,
// so that a slow minute of the machine slows all of them; figures are medians, and ratios to the first line.
import { spawnSync } from "node:child_process";
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
};

const rounds = Number(process.argv[2] ?? 5);
const times = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, args] of Object.entries(variants)) {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root });
    if (status !== 0) throw new Error(`${name}: exit ${status}\n${stderr}`);
    times[name].push((performance.now() - start) / 1000);
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const first = median(Object.values(times)[0]);
console.log(`${process.version}, ${rounds} rounds, medians`);
for (const [name, values] of Object.entries(times)) {
  const middle = median(values);
  const spread = `${Math.min(...values).toFixed(2)} … ${Math.max(...values).toFixed(2)}`;
  console.log(
    `${name.padEnd(36)}${middle.toFixed(3).padStart(8)} s  ×${(middle / first).toFixed(1).padStart(5)}   ${spread}`,
  );
}
