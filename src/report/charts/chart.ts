import type { Result } from "../../result/result.ts";
import type { TableData } from "../table-data.ts";

/** A vega-lite specification, without data from elsewhere: plain JSON. */
export type Spec = Readonly<Record<string, unknown>>;

/** Parts of a report, in the order in which they stand. */
export const sections = ["growth", "years", "systems", "drivers", "conclusions", "distributions"] as const;
export type Section = (typeof sections)[number];

/** One picture with what a reader needs who can't see it. */
export interface Figure {
  /** Unique in a report, and the name of its files: a slug. */
  readonly name: string;
  /** What the picture shows, with its finding; one line, plain text. */
  readonly title: string;
  /** How to read it: what each mark is, of how many, in which unit. */
  readonly caption: string;
  readonly section: Section;
  /** Drawn without a title and at any width; heights are its own. */
  readonly spec: Spec;
  /** The numbers that the picture is made of. */
  readonly table: TableData;
}

/** A kind of figure: the figures of a result, none where it has no such data. */
export type Chart = (result: Result) => readonly Figure[];
