import { ExpressionProblem } from "./expr.ts";

/** Words with a meaning of their own, or that a JavaScript object would answer for: none can be declared. */
export const reservedNames: ReadonlySet<string> = new Set(
  (
    "pi e and or not mod to in xor true false null undefined NaN Infinity i " +
    "__proto__ prototype constructor"
  ).split(" "),
);

/** Names of the language that stand for a number. */
export const numberNames: ReadonlyMap<string, number> = new Map([
  ["pi", Math.PI],
  ["e", Math.E],
]);

const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Says what is wrong with a name that a constant, factor, column or equation declares, or nothing. Names of
 * functions may be declared: a name is a function only where `(` follows it.
 */
export function checkName(name: string): ExpressionProblem | undefined {
  if (!namePattern.test(name)) {
    return new ExpressionProblem(
      `the name ${JSON.stringify(name)}`,
      "a letter or _, then letters (a to z, A to Z), digits or _",
      "Rename it.",
    );
  }
  if (!reservedNames.has(name)) return undefined;
  return new ExpressionProblem(`the name "${name}"`, "a name that is not reserved", "Rename it.");
}
