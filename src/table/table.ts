/** A column of a table: its numbers (NaN where the cell is empty or is text) and its cells as written. */
export interface TableColumn {
  readonly name: string;
  readonly type: "number" | "text";
  /** Unit text of `datapackage.json`; absent means dimensionless. */
  readonly unit?: string;
  readonly texts: readonly string[];
  readonly numbers: Float64Array;
}

/** A table in memory: rows are addressed by index, `lines` says where each stands in its file. */
export interface Table {
  readonly file: string;
  readonly rows: number;
  readonly lines: readonly number[];
  readonly columns: ReadonlyMap<string, TableColumn>;
}
