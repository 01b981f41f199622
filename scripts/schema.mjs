// Writes schema/*.json, the JSON Schemas that editors complete and check with, from what the loader validates, and
// names them in the first line of every file that is shipped.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "rebound-schema-"));
try {
  const outfile = join(folder, "schemas.mjs");
  const entryPoints = [join(root, "src/schema/schemas.ts")];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    absWorkingDir: root,
  });
  const { makeSchemas } = await import(pathToFileURL(outfile).href);
  for (const [name, schema] of Object.entries(await makeSchemas())) {
    const path = join(root, "schema", `${name}.schema.json`);
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if ((await readFile(path, "utf8").catch(() => "")) === text) continue;
    await writeFile(path, text);
    console.log(`schema/${name}.schema.json written`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

for (const folder of ["scenarios", "distributions"]) {
  for (const name of await readdir(join(root, folder), { recursive: true })) {
    if (!name.endsWith(".yaml")) continue;
    const path = join(root, folder, name);
    const text = await readFile(path, "utf8");
    if (text.startsWith("# yaml-language-server:")) continue;
    const parts = name.split(/[\\/]/);
    const kind = folder === "distributions" ? folder : parts[0] === "models" ? "model" : "scenario";
    const schema = `${"../".repeat(parts.length)}schema/${kind}.schema.json`;
    await writeFile(path, `# yaml-language-server: $schema=${schema}\n${text}`);
    console.log(`${folder}/${name}: schema named`);
  }
}
