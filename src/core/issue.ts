/** One problem found in what the user wrote, before anything runs. */
export interface Issue {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Dotted path inside the file, e.g. `factors.lifetime_y.triangular.low`. */
  readonly path: string;
  readonly got: string;
  /** The rule that was broken, as the end of "expected …". */
  readonly expected: string;
  /** What to do about it: a full sentence, or nothing. */
  readonly hint?: string;
}

/** `file:line:column  path: got <value>, expected <rule>. <what to do>` */
export function formatIssue(issue: Issue): string {
  const place = [issue.file, issue.line, issue.column].filter((part) => part !== undefined).join(":");
  const path = issue.path === "" ? "" : `${issue.path}: `;
  const hint = issue.hint === undefined ? "" : ` ${issue.hint}`;
  return `${place}  ${path}got ${issue.got}, expected ${issue.expected}.${hint}`;
}

/** Thrown once with every issue found, never with the first only. */
export class IssueError extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(formatIssue).join("\n"));
    this.name = "IssueError";
    this.issues = issues;
  }
}
