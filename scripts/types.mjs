// node scripts/types.mjs
// Declarations of the library into dist/types: what the two entries can reach, and no more. A user has nothing but this
// package, so that a declaration that asks for another one's types fails the build.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const types = join(root, "dist/types");
rmSync(types, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.types.json"], {
  cwd: root,
  stdio: "inherit",
});

const wanted = new Set();
const open = [join(types, "index.d.ts"), join(types, "node/index.d.ts")];
for (let file = open.pop(); file !== undefined; file = open.pop()) {
  if (wanted.has(file)) continue;
  wanted.add(file);
  for (const [, target] of readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
    if (!target.startsWith("."))
      throw new Error(`${file}: got the types of "${target}", expected none of another package`);
    open.push(resolve(dirname(file), target.replace(/\.[jt]s$/, ".d.ts")));
  }
}
const entries = readdirSync(types, { recursive: true, withFileTypes: true }).map((entry) => ({
  path: join(entry.parentPath, entry.name),
  isFolder: entry.isDirectory(),
}));
for (const { path, isFolder } of entries) if (!isFolder && !wanted.has(path)) rmSync(path);
// Innermost folders first.
for (const { path } of entries
  .filter(({ isFolder }) => isFolder)
  .sort((a, b) => b.path.length - a.path.length))
  if (readdirSync(path).length === 0) rmdirSync(path);
