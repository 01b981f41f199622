/** What a rule between parameters reports to. */
export interface RuleContext {
  addIssue(issue: { code: "custom"; path: (string | number)[]; message: string }): void;
}

/**
 * How a value of a file is checked, and the type that it has then. Made by `finite`, `positive`, `weight` and
 * `parameters`; this is what families from outside need of them, without the package that they come from.
 */
export interface Schema<T> {
  /** For the compiler alone: no such value exists. */
  readonly _output: T;
  /** The same, or nothing. */
  optional(): Schema<T | undefined>;
  /** The same with a rule more; see `rule`. */
  superRefine(check: (value: T, context: RuleContext) => void): Schema<T>;
}

/** The mapping that schemas of its values make. */
export type Mapping<S extends Readonly<Record<string, Schema<unknown>>>> = {
  -readonly [K in keyof S]: S[K]["_output"];
};

/** A rule between parameters: reports `expected` at `path` unless `holds`. */
export function rule(
  context: RuleContext,
  holds: boolean,
  path: string | readonly (string | number)[],
  expected: string,
): void {
  if (holds) return;
  context.addIssue({
    code: "custom",
    path: typeof path === "string" ? [path] : [...path],
    message: expected,
  });
}
