import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import type * as Node from "../../src/node/index.ts";
import { rebound, root } from "../cli/command.ts";

const library = (await import(join(root, "dist/node.js"))) as typeof Node;
const ishigami = join(root, "scenarios/ishigami.yaml");

describe("in Node", () => {
  test("the verbs give what the command line gives, on any number of threads", async () => {
    const scenario = await library.loadScenario(ishigami, { draws: 1024 });
    const [alone, together] = await Promise.all([
      library.run(scenario),
      library.run(scenario, { workers: 2 }),
    ]);
    const { stdout } = await rebound(["run", ishigami, "--draws", "1024", "--json"]);
    const { resultDigest } = JSON.parse(stdout).manifest;
    expect([alone.manifest.resultDigest, together.manifest.resultDigest]).toEqual([
      resultDigest,
      resultDigest,
    ]);
    expect(alone.manifest.version).toBe(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
  });

  test("progress grows to 1; an aborted run is rejected with the reason", async () => {
    const scenario = await library.loadScenario(ishigami, { draws: 8192 });
    const told: number[] = [];
    await library.run(scenario, { progress: (done) => told.push(done) });
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeCloseTo(1, 9);
    const reason = new Error("enough");
    const controller = new AbortController();
    const progress = (): void => controller.abort(reason);
    for (const workers of [0, 2])
      await expect(library.run(scenario, { workers, signal: controller.signal, progress })).rejects.toBe(
        reason,
      );
  });

  test("problems come all at once, as the command line tells them", async () => {
    await expect(library.loadScenario("nowhere.yaml")).rejects.toBeInstanceOf(library.IssueError);
    const scenario = await library.loadScenario(ishigami);
    expect(library.check(scenario)).toEqual([]);
    expect(library.explain(scenario).factors.map(({ name }) => name)).toEqual(["x1", "x2", "x3"]);
    const [block] = library.draws(scenario).blocks();
    expect(block!.values[0]).toHaveLength(4096);
  });

  test("an analysis takes settings as a file has them", async () => {
    const scenario = await library.loadScenario(ishigami);
    const [found] = await library.analyze(scenario, "efast", { points: 257 });
    // Closed form: S1 0.3139, 0.4424, 0.
    expect(found!.indices.map(({ factor }) => factor)).toEqual(["x1", "x2", "x3"]);
    expect(found!.indices[1]!.s1.value).toBeCloseTo(0.4424, 1);
    await expect(library.sobol(scenario, { bases: 3 })).rejects.toThrow('Did you mean "base"?');
  });

  test("a family from outside is drawn like any other, once it is added", async () => {
    const files = {
      read: async () =>
        new TextEncoder().encode(
          "rebound: 1\nmodel: {equations: {y: 2 * x}}\nfactors: {x: {arcsine: {scale: 3}}}\noutputs: [y]\n",
        ),
      resolve: (_: string, relative: string) => relative,
    };
    await expect(library.loadScenario("s.yaml", { files })).rejects.toThrow('the key "arcsine"');
    // Arcsine on [0, scale]: F(x) = 2/π asin(√(x/scale)).
    const half = Math.PI / 2;
    const arcsine = library.defineFamily<{ scale: number }>({
      name: "arcsine",
      schema: library.parameters({ scale: library.positive }),
      bind: ({ scale }) => ({
        quantile: (u) => scale * Math.sin(half * u) ** 2,
        upperQuantile: (q) => scale * Math.cos(half * q) ** 2,
        cdf: (x) => Math.asin(Math.sqrt(Math.min(1, Math.max(0, x / scale)))) / half,
        survival: (x) => 1 - Math.asin(Math.sqrt(Math.min(1, Math.max(0, x / scale)))) / half,
        mean: scale / 2,
        variance: scale ** 2 / 8,
        support: [0, scale],
        discrete: false,
        nominal: scale / 2,
      }),
    });
    library.addFamily(arcsine);
    expect(() => library.addFamily(arcsine)).toThrow(RangeError);
    const result = await library.run(await library.loadScenario("s.yaml", { files }));
    const [y] = result.outputs;
    expect(y!.mean.value).toBeCloseTo(3, 3);
    expect(y!.sd.value).toBeCloseTo(2 * Math.sqrt(9 / 8), 3);
    expect(y!.deterministic).toBe(3);
    await expect(
      library.loadScenario("s.yaml", { files, sets: ["factors.x.arcsine.scale=-1"] }),
    ).rejects.toThrow("a number above 0");
  });
});

const executablePath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined) console.log("Library in a browser: skipped, no chromium is installed.");

/** A page that runs a scenario from memory with nothing but the browser's own abilities. */
const page = `
import { loadScenario, parseDirections, run } from "rebound-uq";
const text = ${JSON.stringify(readFileSync(ishigami, "utf8"))};
const files = {
  read: async () => new TextEncoder().encode(text),
  resolve: (base, relative) => relative,
};
export async function digest(directions) {
  const scenario = await loadScenario("ishigami.yaml", { files, draws: 1024 });
  const result = await run(scenario, { directions: parseDirections(new Uint8Array(directions)) });
  return result.manifest.resultDigest;
}
`;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: root },
    alias: { "rebound-uq": join(root, "dist/index.js") },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "page",
    platform: "browser",
    target: "es2022",
  });
  return outputFiles[0]!.text;
}

test("the engine is bundled for a browser without polyfills, and gives the digest of the command line", async () => {
  const text = await bundle();
  // No `process`, no `require`: the bundle runs where there is only the language and Web APIs.
  const make = new Function("process", "require", "Buffer", `${text}; return page;`);
  const found = make() as { digest(directions: Uint8Array): Promise<string> };
  const { stdout } = await rebound(["run", ishigami, "--draws", "1024", "--json"]);
  const { resultDigest } = JSON.parse(stdout).manifest;
  expect(await found.digest(readFileSync(join(root, "data/sobol-directions.bin")))).toBe(resultDigest);
});

describe.skipIf(executablePath === undefined)("in a browser", () => {
  let server: Server | undefined;
  afterAll(() => server?.close());

  test("gives the digest of the command line", async () => {
    const script = await bundle();
    server = createServer((request, response) => {
      const isData = request.url === "/directions";
      response.setHeader("content-type", isData ? "application/octet-stream" : "text/html");
      response.end(
        isData
          ? readFileSync(join(root, "data/sobol-directions.bin"))
          : `<!doctype html><script>${script.replaceAll("</script", "<\\/script")}</script>`,
      );
    });
    await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox"] });
    try {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${port}/`);
      const digest = await tab.evaluate(
        "fetch('/directions').then((r) => r.arrayBuffer()).then((bytes) => page.digest(bytes))",
      );
      const { stdout } = await rebound(["run", ishigami, "--draws", "1024", "--json"]);
      expect(digest).toBe(JSON.parse(stdout).manifest.resultDigest);
    } finally {
      await browser.close();
    }
  });
});
