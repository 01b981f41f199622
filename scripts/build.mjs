// node scripts/build.mjs [FOLDER]
// Bundles the command, the worker and the library into dist/. Dependencies that users install stay outside; what is
// bundled (and would be large or slow to load whole) is listed with its licence in dist/THIRD-PARTY-LICENSES.txt.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = new URL("../", import.meta.url);
const { version } = JSON.parse(await readFile(new URL("package.json", root), "utf8"));
const dist =
  process.argv[2] === undefined ? fileURLToPath(new URL("dist/", root)) : `${resolve(process.argv[2])}/`;

await rm(dist, { recursive: true, force: true });
const shared = {
  absWorkingDir: fileURLToPath(root),
  outdir: dist,
  bundle: true,
  format: "esm",
  minify: true,
  metafile: true,
};
const command = await build({
  ...shared,
  entryPoints: { rebound: "src/cli/main.ts", worker: "src/node/worker.ts", node: "src/node/index.ts" },
  splitting: true,
  platform: "node",
  target: "node20",
  external: ["piscina", "@resvg/resvg-js"],
  define: { REBOUND_VERSION: JSON.stringify(version) },
  // Some CommonJS packages among the bundled ones ask for Node's own modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
// For a browser, so that an import of a Node API anywhere in the engine fails here.
const library = await build({
  ...shared,
  entryPoints: { index: "src/index.ts" },
  platform: "browser",
  target: "es2022",
  define: { REBOUND_VERSION: JSON.stringify(version) },
});
// What makes a report live, put into each page as it is.
const client = await build({
  ...shared,
  entryPoints: { "report-client": "src/client/main.ts" },
  platform: "browser",
  target: "es2022",
  format: "iife",
  legalComments: "none",
});
// One font in two weights, so that a picture is the same on any machine.
const fonts = "node_modules/@expo-google-fonts/arimo/";
await mkdir(`${dist}fonts`);
for (const [weight, file] of Object.entries({
  regular: "400Regular/Arimo_400Regular",
  bold: "700Bold/Arimo_700Bold",
})) {
  await copyFile(new URL(`${fonts}${file}.ttf`, root), `${dist}fonts/arimo-${weight}.ttf`);
}

/** Names of the packages whose code is in the bundle. */
const inputs = [command, library, client].flatMap(({ metafile }) => Object.keys(metafile.inputs));
inputs.push(fonts);
const packages = new Set(
  inputs.flatMap((path) => /(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path)?.[1] ?? []),
);
const notices = [];
for (const path of [...packages].sort()) notices.push(await noticeOf(path));
await writeFile(`${dist}THIRD-PARTY-LICENSES.txt`, notices.join(`\n${"=".repeat(80)}\n\n`));

async function noticeOf(path) {
  const folder = new URL(`${path}/`, root);
  const { name, version, license } = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
  const texts = await Promise.all(
    [
      "LICENSE",
      "LICENSE.md",
      "LICENSE.txt",
      "LICENCE",
      "license",
      "NOTICE",
      "license.md",
      "LICENSE_FONT",
    ].map((file) => readFile(new URL(file, folder), "utf8").catch(() => "")),
  );
  return `${name} ${version} (${license})\n\n${texts.filter((text, i) => text !== "" && texts.indexOf(text) === i).join("\n")}`;
}
