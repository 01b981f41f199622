// Runs a bench written in TypeScript on the sources: node bench/run-ts.mjs FILE.ts [ARGUMENTS].
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const [file, ...args] = process.argv.slice(2);
const root = fileURLToPath(new URL("../", import.meta.url));
// Below node_modules, where what is not bundled is found.
const folder = mkdtempSync(join(root, "node_modules", ".bench-"));
const outfile = join(folder, "bench.cjs");
// Sources read data beside them by import.meta.url, which a bundle elsewhere must be told.
const url = new URL("../test/analyze/x.ts", import.meta.url).href;
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  platform: "node",
  format: "cjs",
  external: ["piscina"],
  define: { "import.meta.url": JSON.stringify(url) },
  logLevel: "error",
});
const { status } = spawnSync(process.execPath, [outfile, ...args], { cwd: root, stdio: "inherit" });
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
