import { type Expr, ExpressionProblem } from "../expression/expr.ts";
import { checkName } from "../expression/names.ts";
import { parseExpression } from "../expression/parse.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";

/** An expression of a file. A number counts as one: YAML reads `y: 3` so. */
export function readExpression(
  reader: Reader,
  at: Located | undefined,
  options: { allowText?: boolean } = {},
): { text: string; expr: Expr } | undefined {
  if (at === undefined) return undefined;
  const { node } = at;
  const text =
    node.kind === "scalar" && typeof node.value === "number" ? String(node.value) : reader.text(at);
  const expr = text === undefined ? undefined : readExpressionText(reader, at, text, options);
  return text === undefined || expr === undefined ? undefined : { text, expr };
}

/** An expression whose text is at hand; its problems are reported at `at`. */
export function readExpressionText(
  reader: Reader,
  at: Located,
  text: string,
  options: { allowText?: boolean } = {},
): Expr | undefined {
  try {
    return parseExpression(text, options);
  } catch (error) {
    if (!(error instanceof ExpressionProblem)) throw error;
    reportProblem(reader, at, error);
    return undefined;
  }
}

/** Reports a name that cannot be declared; whether it can. */
export function acceptName(reader: Reader, at: Located, name: string): boolean {
  const problem = checkName(name);
  if (problem !== undefined) reportProblem(reader, at, problem);
  return problem === undefined;
}

function reportProblem(reader: Reader, at: Located, { got, expected, hint }: ExpressionProblem): void {
  reader.issues.push({ ...placeOf(at), got, expected, ...(hint === undefined ? {} : { hint }) });
}
