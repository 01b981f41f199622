import type { FileReader } from "../../src/core/file-reader.ts";
import { formatIssue, IssueError } from "../../src/core/issue.ts";
import { loadScenario } from "../../src/scenario/load.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

/** Files in memory; a path in a folder is `folder/name`. */
export function memoryFiles(files: Readonly<Record<string, string | Uint8Array>>): FileReader {
  return {
    async read(path) {
      const content = files[path];
      if (content === undefined) throw new Error("there is no such file");
      return typeof content === "string" ? new TextEncoder().encode(content) : content;
    },
    resolve(base, relative) {
      const parts = [...base.split("/").slice(0, -1), ...relative.split("/")];
      const resolved: string[] = [];
      for (const part of parts) {
        if (part === "..") resolved.pop();
        else if (part !== ".") resolved.push(part);
      }
      return resolved.join("/");
    },
  };
}

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Loads `s.yaml` of these files. */
export function load(files: Files | string, ...sets: string[]): Promise<Scenario> {
  const all = typeof files === "string" ? { "s.yaml": files } : files;
  return loadScenario("s.yaml", { files: memoryFiles(all), sets });
}

/** The problems of `s.yaml`, as the user reads them. */
export async function problemsOf(files: Files | string, ...sets: string[]): Promise<readonly string[]> {
  try {
    await load(files, ...sets);
    return [];
  } catch (error) {
    if (!(error instanceof IssueError)) throw error;
    return error.issues.map(formatIssue);
  }
}
