import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeFiles } from "../../src/io/node-files.ts";
import { findExisting, writeFiles } from "../../src/io/write.ts";

const folder = () => mkdtempSync(join(tmpdir(), "rebound-write-"));
const files = new Map([
  ["a.txt", "one"],
  ["b.txt", "two"],
]);

test("writes all files, and nothing else, into a folder that need not exist", async () => {
  const out = join(folder(), "x", "y");
  await writeFiles(out, files, { force: false });
  expect(readdirSync(out).sort()).toEqual(["a.txt", "b.txt"]);
  expect(readFileSync(join(out, "b.txt"), "utf8")).toBe("two");
  expect(await findExisting(out, ["a.txt", "c.txt"])).toEqual([join(out, "a.txt")]);
});

test("without force a file that exists stays as it is, and no temporary file is left", async () => {
  const out = folder();
  writeFileSync(join(out, "a.txt"), "mine");
  await expect(writeFiles(out, files, { force: false })).rejects.toThrow(/EEXIST/);
  expect(readFileSync(join(out, "a.txt"), "utf8")).toBe("mine");
  expect(readdirSync(out)).toEqual(["a.txt"]);
});

test("with force it is replaced", async () => {
  const out = folder();
  writeFileSync(join(out, "a.txt"), "mine");
  await writeFiles(out, files, { force: true });
  expect(readFileSync(join(out, "a.txt"), "utf8")).toBe("one");
});

test("why a file cannot be read is said in words", async () => {
  await expect(nodeFiles.read(join(folder(), "none"))).rejects.toThrow("there is no such file");
  await expect(nodeFiles.read(folder())).rejects.toThrow("it is a folder");
  expect(nodeFiles.resolve("a/b/c.yaml", "../d.csv")).toBe("a/d.csv");
  expect(nodeFiles.resolve("", "d.csv")).toBe("d.csv");
  expect(existsSync(nodeFiles.resolve("a/b", tmpdir()))).toBe(true);
});
