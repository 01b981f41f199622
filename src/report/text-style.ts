/** How words of a text for a terminal stand out; each returns its text as it is where there is no terminal. */
export interface TextStyle {
  readonly heading: (text: string) => string;
  /** What a reader may skip. */
  readonly quiet: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const same = (text: string): string => text;

export const plainStyle: TextStyle = { heading: same, quiet: same, good: same, bad: same };
