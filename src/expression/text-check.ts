import { ExpressionProblem } from "./expr.ts";

const longest = 10_000;
/** mathjs overflows the stack at about 500 levels. */
export const deepestParentheses = 64;

/** The text of an expression in a message: whole where it is short. */
export function quoteText(text: string): string {
  return text.length <= 80 ? `"${text}"` : `"${text.slice(0, 60)}…" (${text.length} characters)`;
}

/**
 * What is refused by its look. Some of it must be: mathjs drops comments and reads `x%` as x/100 without a trace.
 * Each is [pattern, what it is, what to do about it]; quoted text is blanked out before.
 */
const refused: readonly (readonly [pattern: RegExp, what: string, hint: string])[] = [
  [/#/, "a comment", "Put comments outside the expression."],
  [/;/, "several statements", "Write one expression; give intermediate results equations of their own."],
  [/%/, "the sign %", "Write x / 100 for percent, or x - n * floor(x / n) for a remainder."],
  [/\*\*/, "the operator **", "Write ^ for a power."],
  [/\.[*/^']/, "an elementwise operator", "Write the operator without a dot: every value is one number."],
  [/\?\?|\?\./, "the operator ?? or ?.", "Write condition ? a : b."],
  [/'/, "the sign ' (a transpose)", "Every value is one number, so there is nothing to transpose."],
  [/!(?!=)/, "the sign !", "Write not for a negation; there is no factorial."],
  [/[&|~]|<<|>>/, "a bitwise operator", "Write and, or, not."],
  [/===|!==/, "the operator === or !==", "Write == or !=."],
  [
    /(?<![=!<>])=(?!=)/,
    "an assignment",
    "Write == to compare; give intermediate results equations of their own.",
  ],
  [/[[\]]/, "a matrix or an index", "Every value is one number; refer to it by its name."],
  [/[{}]/, "an object", "Every value is one number; refer to it by its name."],
  [/\b(?:to|in)\b/, "a conversion of units (to, in)", "Multiply by a constant that has a unit."],
  [/\bmod\b/, "the operator mod", "Write x - n * floor(x / n)."],
  [/\bxor\b/, "the operator xor", "Write (a != 0) != (b != 0)."],
  [/\b0[xob]/i, "a number that is not decimal", "Write it in decimal."],
  [/[A-Za-z_)]\s*\.\s*[A-Za-z_]/, "an access to a property", "Names hold letters, digits and _ only."],
  [/\$/, "the sign $", "Names hold letters, digits and _ only."],
  [/[^\t\n\r -~]/, "a character outside ASCII", "Write operators and names in ASCII."],
];

/**
 * Checks the text of an expression before a parser sees it: length, parentheses, and what the language has not.
 *
 * @throws ExpressionProblem for the first problem found.
 */
export function checkText(text: string): void {
  if (text.length > longest) {
    throw new ExpressionProblem(
      `an expression of ${text.length} characters`,
      `at most ${longest} characters`,
      "Split it into several equations.",
    );
  }
  if (text.trim() === "")
    throw new ExpressionProblem("an empty expression", "a formula", "Write a number or a formula.");
  const bare = blankTexts(text);
  checkParentheses(bare, text);
  for (const [pattern, what, hint] of refused) {
    if (!pattern.test(bare)) continue;
    throw new ExpressionProblem(
      `${what} in ${quoteText(text)}`,
      "numbers, names, operators and functions of the expression language",
      hint,
    );
  }
}

const quoted = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gsy;

/** The text with quoted parts made blank, at equal length. A ' right after a value is mathjs's transpose. */
function blankTexts(text: string): string {
  let bare = "";
  while (bare.length < text.length) {
    const at = bare.length;
    quoted.lastIndex = at;
    const found = text[at] === "'" && endsInValue(bare) ? undefined : quoted.exec(text)?.[0];
    bare += found === undefined ? text[at] : " ".repeat(found.length);
  }
  return bare;
}

function endsInValue(bare: string): boolean {
  const end = bare.slice(-20).trimEnd();
  return /[\w)\]}']$/.test(end) && !/\b(?:and|or|not)$/.test(end);
}

function checkParentheses(bare: string, text: string): void {
  let depth = 0;
  let deepest = 0;
  for (const character of bare) {
    if (character === "(") deepest = Math.max(deepest, ++depth);
    if (character === ")" && --depth < 0) break;
  }
  if (deepest > deepestParentheses) {
    throw new ExpressionProblem(
      `parentheses ${deepest} deep`,
      `at most ${deepestParentheses}`,
      "Split the expression into several equations.",
    );
  }
  if (depth === 0) return;
  throw new ExpressionProblem(
    `unbalanced parentheses in ${quoteText(text)}`,
    `as many "(" as ")"`,
    "If the file has more text than this, quote the whole expression: inside {} YAML ends an unquoted value at a comma.",
  );
}
