import type { Issue } from "../core/issue.ts";

/** A table's column as a Frictionless Table Schema describes it; `unit` is the project's extension. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly unit?: string;
  readonly description?: string;
  readonly [key: string]: unknown;
}

/** What a table is, for the data package that is written beside it. */
export interface TableDescription {
  /** A word in lower case, e.g. `training-runs`. */
  readonly name: string;
  readonly title: string;
  readonly fields: readonly Field[];
  readonly primaryKey?: string | readonly string[];
  readonly licenses: readonly { readonly name: string; readonly path?: string; readonly title?: string }[];
  readonly sources: readonly { readonly title: string; readonly path?: string }[];
}

export type Cell = string | number | boolean | undefined;
export type Row = Readonly<Record<string, Cell>>;

/** A name of the file that nothing of ours answers to, with what comes closest. */
export interface Unmapped {
  readonly kind: string;
  readonly name: string;
  readonly rows: number;
  readonly candidates: readonly string[];
  /** Why, where more is known than that the name is not. */
  readonly reason?: string;
}

/** What an importer has to tell: everything that was counted, chosen, left out or not understood. */
export interface ImportReport {
  /** What the file was taken for. */
  readonly recognized: string;
  /** Counts by what they count, in the order to show them. */
  readonly counts: Readonly<Record<string, number>>;
  readonly unmapped: readonly Unmapped[];
  /** Names that could mean several things, and what was chosen. */
  readonly ambiguous: readonly { readonly name: string; readonly chosen: string; readonly rows: number }[];
  /** Rows that are not in the table, and why. */
  readonly leftOut: readonly { readonly line: number; readonly name: string; readonly reason: string }[];
  /** Codes in the column `flags`, with the number of rows that carry them. */
  readonly flags: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
}

/** What an importer makes: a table with its description, or a file of text (YAML), and the report. */
export type Imported = { readonly report: ImportReport } & (
  | { readonly table: TableDescription; readonly rows: readonly Row[] }
  | { readonly text: string }
);

export interface ImportInput {
  /** Name of the file, for messages and for the column `source`. */
  readonly file: string;
  readonly text: string;
  /** Texts of the package's own files that `needs` lists, by name. */
  readonly data: ReadonlyMap<string, string>;
  readonly issues: Issue[];
}

/**
 * The contract of an importer. To add one: one file that exports an Importer, and one line in `index.ts`.
 *
 * `read` is pure: text in, table and report out. A file that is not what it should be is told in `issues`, all
 * problems at once, and gives undefined.
 */
export interface Importer {
  readonly name: string;
  /** What it reads and what it makes, for the help of the command. */
  readonly description: string;
  /** Files of the package's folder data/ that it looks things up in. */
  readonly needs: readonly string[];
  read(input: ImportInput): Imported | undefined;
}

export const emptyReport: Omit<ImportReport, "recognized"> = {
  counts: {},
  unmapped: [],
  ambiguous: [],
  leftOut: [],
  flags: {},
  notes: [],
};
