// Kills a run at random moments, and cuts what it keeps at random bytes: node bench/faults.mjs [KILLS] [CUTS] [SEED].
// Every run that goes on has to give the digest of an unbroken one. Needs dist (npm run build).
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import seedrandom from "seedrandom";

const [kills = 50, cuts = 200, seed = 1] = process.argv.slice(2).map(Number);
const random = seedrandom(`${seed}`);
const root = fileURLToPath(new URL("../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "rebound-faults-"));
const analyses = "analyses={sobol: {base: 2048, replicates: 8}, morris: {trajectories: 2000, levels: 4}}";
const args = ["scenarios/flood.yaml", "--draws", "131072", "--workers", "2", "--quiet", "--set", analyses];

/** Runs the command; with `after`, ends it by SIGKILL after so many milliseconds. */
function run(more, after) {
  const child = spawn(process.execPath, ["dist/rebound.js", "run", ...args, ...more], { cwd: root });
  let stderr = "";
  child.stdout.resume();
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const timer = after === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), after);
  return new Promise((resolve) =>
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, stderr });
    }),
  );
}

const out = (name) => ["--checkpoint-after", "0", "--no-report", "--out", join(folder, name)];
const digestIn = (name) =>
  JSON.parse(readFileSync(join(folder, name, "result.json"), "utf8")).manifest.resultDigest;

const start = performance.now();
await run(out("whole"));
const took = performance.now() - start;
const whole = digestIn("whole");
console.log(`unbroken: ${(took / 1000).toFixed(1)} s, digest ${whole}`);

let [equal, kept] = [0, 0];
for (let kill = 0; kill < kills; kill++) {
  const name = `kill-${kill}`;
  const { code } = await run(out(name), random() * took);
  if (existsSync(join(folder, name, ".unfinished"))) kept++;
  const again = code === 0 ? { code: 0, stderr: "" } : await run([...out(name), "--resume", "--force"]);
  if (again.code === 0 && digestIn(name) === whole) equal++;
  else console.log(`kill ${kill}: exit code ${again.code}, ${again.stderr}`);
  rmSync(join(folder, name), { recursive: true, force: true });
}
console.log(`${kills} runs killed, ${kept} of them with pieces kept: ${equal} went on to the same digest`);

// A run that is killed late, whose files are cut one after another; the run after each cut takes all the others.
let late;
for (let at = 0.9; ; at -= 0.1) {
  rmSync(join(folder, "late"), { recursive: true, force: true });
  await run(out("late"), at * took);
  late = join(folder, "late", ".unfinished");
  if (existsSync(late) && !existsSync(join(folder, "late", "result.json"))) break;
}
const files = readdirSync(late);
let same = 0;
for (let cut = 0; cut < cuts; cut++) {
  const file = files[Math.floor(random() * files.length)];
  cpSync(join(folder, "late"), join(folder, "cut"), { recursive: true });
  const path = join(folder, "cut", ".unfinished", file);
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, Math.floor(random() * bytes.length)));
  const { code, stderr } = await run([...out("cut"), "--resume"]);
  const isTold = file.endsWith(".part") || stderr.includes(file);
  if (code === 0 && digestIn("cut") === whole && isTold) same++;
  else console.log(`${file} cut: exit code ${code}, ${stderr}`);
  rmSync(join(folder, "cut"), { recursive: true });
}
console.log(`${cuts} cuts of ${files.length} files: ${same} named, computed again, and the same digest`);
rmSync(folder, { recursive: true });
process.exitCode = equal === kills && same === cuts ? 0 : 1;
