import { readFile } from "node:fs/promises";
import { type Issue, IssueError } from "../core/issue.ts";
import { sha256 } from "../core/sha256.ts";
import { type CitationForm, citeResult } from "../exports/citation.ts";
import { type Difference, differencesBetween } from "../exports/compare-results.ts";
import { nodeFiles, ownFile } from "../io/node-files.ts";
import { readTableFile } from "../io/table-file.ts";
import type { Result } from "../result/result.ts";
import { type ReadTable, recompute } from "../run/recompute.ts";
import { settingsOf } from "../run/verbs.ts";
import { loadScenario } from "../scenario/load.ts";
import { loadedPlugins } from "./plugins.ts";
import type { ReportFiles } from "./report-files.ts";
import { type NodeOptions, onThreads } from "./threads.ts";

/**
 * A table of CSV or Parquet, with its digest.
 *
 * @throws IssueError where it cannot be read.
 */
export async function readTable(file: string): Promise<ReadTable> {
  const issues: Issue[] = [];
  let hash = "";
  const table = await readTableFile(file, issues, (bytes) => {
    hash = sha256(bytes);
  });
  if (table === undefined || issues.length > 0) throw new IssueError(issues);
  return { table, input: { name: file, sha256: hash } };
}

/** How to cite a result: software, result, data and sources. */
export async function cite(result: Result, form: CitationForm = "text"): Promise<string> {
  return citeResult(result, await readFile(ownFile("REFERENCES.md"), "utf8"), form);
}

/** The files of the report of a result, by their names: `report.html`, and each figure. */
export async function report(result: Result): Promise<ReportFiles> {
  const { reportFiles } = await import("./report-files.ts");
  return reportFiles(result);
}

/** Whether a result came out again, and if not, the first values that differ. */
export interface Reproduction {
  readonly reproduced: boolean;
  readonly result: Result;
  readonly differences: readonly Difference[];
}

/**
 * Computes a result again from its manifest, with the files where they were.
 *
 * @throws IssueError where one of them cannot be read; TypeError where the manifest does not say what was asked for.
 */
export async function reproduce(before: Result, options: NodeOptions = {}): Promise<Reproduction> {
  const { request, resultDigest } = before.manifest;
  if (request === undefined) throw new TypeError("reproduce: got a manifest without a request, expected one");
  const result = await onThreads(options, (complete) =>
    recompute(request, {
      load: ({ path, plugins: _, ...asked }, choose) =>
        loadScenario(path, {
          ...asked,
          ...(choose === undefined ? {} : { choose }),
          files: nodeFiles,
          plugins: loadedPlugins(),
        }),
      read: readTable,
      settingsFor: async (scenario) => settingsOf(scenario, complete),
    }),
  );
  const reproduced = result.manifest.resultDigest === resultDigest;
  return { reproduced, result, differences: reproduced ? [] : differencesBetween(before, result) };
}
