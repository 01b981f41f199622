import type { FileReader } from "../core/file-reader.ts";
import { type Issue, IssueError } from "../core/issue.ts";
import { loadScenario } from "../scenario/load.ts";
import type { Path } from "../scenario/node.ts";

/** A file of the format as plain data. */
export type Document = Readonly<Record<string, unknown>>;

/** Asks the loader what it thinks of a document: every problem, with the path where it stands. */
export type Probe = (document: Document) => Promise<readonly Issue[]>;

/** A scenario in which every section can be read: whatever is probed, the rest of the file is in order. */
export const exampleScenario: Document = {
  rebound: 1,
  model: { equations: { y: "x" } },
  table: "t.csv",
  factors: { x: { uniform: { low: 0, high: 1 } } },
  outputs: ["y"],
};

const exampleTable = "system,height,year\na,1,2020\nb,2,2021\n";

/** The loader on a document that stands in a scenario file. */
export const probeScenario: Probe = (document) => issuesOf({ "s.yaml": document }, "s.yaml");

/** The loader on a document that a scenario includes. */
export const probeDistributions: Probe = (document) =>
  issuesOf({ "s.yaml": { ...exampleScenario, include: ["d.yaml"] }, "d.yaml": document }, "d.yaml");

async function issuesOf(
  documents: Readonly<Record<string, Document>>,
  file: string,
): Promise<readonly Issue[]> {
  const encoder = new TextEncoder();
  const files: FileReader = {
    async read(path) {
      const document = documents[path];
      return encoder.encode(document === undefined ? exampleTable : JSON.stringify(document));
    },
    resolve: (_, relative) => relative,
  };
  try {
    await loadScenario("s.yaml", { files });
    return [];
  } catch (error) {
    if (!(error instanceof IssueError)) throw error;
    return error.issues.filter((issue) => issue.file === file);
  }
}

/** The document with a value at a path; what leads there is made. */
export function withValue(document: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === "number") {
    const items = Array.isArray(document) ? [...document] : [];
    items[key] = withValue(items[key], rest, value);
    return items;
  }
  const entries =
    typeof document === "object" && document !== null && !Array.isArray(document) ? document : {};
  return { ...entries, [key]: withValue((entries as Document)[key], rest, value) };
}
