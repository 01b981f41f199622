import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const src = fileURLToPath(new URL("../src/", import.meta.url));

/** The flow of data: a folder imports from those before it and from itself. */
const order = [
  "core",
  "math",
  "wasm",
  "families",
  "expression",
  "table",
  "scenario",
  "schema",
  "model",
  "design",
  "evaluate",
  "analyze",
  "result",
  "run",
  "importers",
  "exports",
  "report",
  "io",
  "pool",
  "node",
  "cli",
  "client",
];
/** Folders that may use Node's own modules: files, threads, the terminal. */
const edge = ["io", "pool", "node", "cli"];

const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
const imports = files.flatMap((file) => {
  const text = readFileSync(join(src, file), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, target]) => ({
    file,
    target: target!,
  }));
});
const folderOf = (file: string): string => file.split("/")[0]!;

describe("imports", () => {
  test("every folder has its place in the flow", () => {
    const folders = new Set(files.filter((file) => file.includes("/")).map(folderOf));
    expect([...folders].filter((folder) => !order.includes(folder))).toEqual([]);
    expect(imports.length).toBeGreaterThan(200);
  });

  test("go in one direction", () => {
    const backwards = imports.filter(({ file, target }) => {
      if (!target.startsWith(".") || !file.includes("/")) return false;
      const other = folderOf(relative(src, resolve(dirname(join(src, file)), target)));
      return order.indexOf(other) > order.indexOf(folderOf(file));
    });
    expect(backwards).toEqual([]);
  });

  test("the engine uses no Node API", () => {
    const engine = imports.filter(({ file }) => !edge.includes(folderOf(file)));
    expect(engine.filter(({ target }) => target.startsWith("node:") || target === "piscina")).toEqual([]);
    const globals = files
      .filter((file) => !edge.includes(folderOf(file)))
      .filter((file) => /\b(process|Buffer|require)\b[.(]/.test(readFileSync(join(src, file), "utf8")));
    expect(globals).toEqual([]);
  });

  test("engine-dependent functions of Math are not used", () => {
    const banned = /\bMath\.(a?(sin|cos|tan)h?|atan2|exp|expm1|log(10|2|1p)?|pow|cbrt|hypot|random)\b/;
    const guilty = files
      .filter((file) => !edge.includes(folderOf(file)))
      .filter((file) =>
        banned.test(readFileSync(join(src, file), "utf8").replace(/\/\*\*[\s\S]*?\*\//g, "")),
      );
    expect(guilty).toEqual([]);
  });
});
