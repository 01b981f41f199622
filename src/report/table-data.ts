/**
 * A number that is shown as `text`, sorts by `value`, and is copied in full; a text that leads to another page of ours;
 * or text alone.
 */
export type Cell =
  | string
  | { readonly value: number | null; readonly text: string; readonly title?: string }
  | { readonly text: string; readonly href: string };

export interface Column {
  readonly name: string;
  readonly unit?: string;
  /** Right-aligned, sorted by value. */
  readonly numeric?: boolean;
}

/** A table as a reader sees it. */
export interface TableData {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}
