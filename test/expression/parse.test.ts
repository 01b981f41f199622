import fc from "fast-check";
import { all, create } from "mathjs";
import { describe, expect, it } from "vitest";
import { evaluateExpr } from "../../src/expression/evaluate.ts";
import { type Expr, ExpressionProblem, namesIn } from "../../src/expression/expr.ts";
import { formatExpr } from "../../src/expression/format.ts";
import { checkName, reservedNames } from "../../src/expression/names.ts";
import { functionNames, parseExpression } from "../../src/expression/parse.ts";
import { expressions } from "./arbitrary.ts";

function problemOf(text: string): ExpressionProblem {
  try {
    parseExpression(text);
  } catch (error) {
    if (error instanceof ExpressionProblem) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

const value = (text: string, names: Record<string, number> = {}): number =>
  evaluateExpr(parseExpression(text), (name) => names[name]!);

describe("what is refused", () => {
  it.each([
    ["2 x", /without \*/, /Write the \*/],
    ["2(3)", /without \*/, /Write the \*/],
    ["(a)(b)", /without \*/, /Write the \*/],
    ["3 kg", /without \*/, /Write the \*/],
    ["a%", /the sign %/, /x \/ 100/],
    ["a + 10%", /the sign %/, /x \/ 100/],
    ["a % b", /the sign %/, /floor/],
    ["a mod b", /operator mod/, /floor/],
    ["a xor b", /operator xor/, /!=/],
    ["a!", /the sign !/, /not/],
    ["!a", /the sign !/, /not/],
    ["a'", /transpose/, /one number/],
    ["a' + 'b'", /transpose/, /one number/],
    ["1:3", /a range/, /c \? a : b/],
    ["a to b", /conversion/, /constant/],
    ["a in b", /conversion/, /constant/],
    ["[1, 2]", /matrix/, /one number/],
    ["a[1]", /matrix or an index/, /one number/],
    ["{a: 1}", /an object/, /one number/],
    ["a = 1", /an assignment/, /==/],
    ["f(x) = 1", /an assignment/, /==/],
    ["a === 1", /operator ===/, /==/],
    ["a.b", /property/, /letters/],
    ["a . b", /property/, /letters/],
    ["a?.b", /\?\?/, /\? a : b/],
    ["a ?? b", /\?\?/, /\? a : b/],
    ["a; b", /several statements/, /equations of their own/],
    ["a # note", /a comment/, /outside/],
    ["a & b", /bitwise/, /and, or, not/],
    ["a || b", /bitwise/, /and, or, not/],
    ["~a", /bitwise/, /and, or, not/],
    ["a << 2", /bitwise/, /and, or, not/],
    ["a .* b", /elementwise/, /without a dot/],
    ["a .^ b", /elementwise/, /without a dot/],
    ["a ** b", /\*\*/, /\^/],
    ["1e999", /Infinity/, /1\.8e308/],
    ["NaN", /NaN/, /Write a number/],
    ["Infinity", /Infinity/, /Write a number/],
    ["0x1F", /not decimal/, /decimal/],
    ["true", /the word true/, /1 for true/],
    ["null", /the word null/, /no null/],
    ["i", /reserved name i/, /imaginary/],
    ["__proto__", /reserved name __proto__/, undefined],
    ["constructor", /reserved name constructor/, undefined],
    ["a < b < c", /chain of comparisons/, /a < b and b < c/],
    ["a == b == c", /chain of comparisons/, /a < b and b < c/],
    ['a == "b"', /the text "b"/, /where/],
    ["$a", /sign \$/, /letters/],
    ["aé", /outside ASCII/, /ASCII/],
    ["a × b", /outside ASCII/, /ASCII/],
    ["sine(a)", /unknown function sine/, /Did you mean sin\?/],
    ["eval(a)", /unknown function eval/, /./],
    ["a(b)", /unknown function a/, /needs a \*/],
    ["add(a, b)", /unknown function add/, /./],
    ["sin(a, b)", /sin with 2 arguments/, undefined],
    ["log(a, b, c)", /log with 3 arguments/, undefined],
    ["min()", /min with 0 arguments/, undefined],
    ["atan2(a)", /atan2 with 1 argument in/, undefined],
    ["a +", /"a \+"/, /parser says: Unexpected end of expression at character 4/],
    ["", /empty/, /formula/],
    ["  ", /empty/, /formula/],
    ["min(a", /unbalanced/, /quote the whole expression/],
    ["a)", /unbalanced/, /quote the whole expression/],
    [")a(", /unbalanced/, /quote the whole expression/],
  ])("%s", (text, got, hint) => {
    const problem = problemOf(text);
    expect(problem.got).toMatch(got);
    if (hint === undefined) expect(problem.hint).toBeUndefined();
    else expect(problem.hint).toMatch(hint);
  });

  it("says how many arguments a function takes", () => {
    expect(problemOf("sin(a, b)").expected).toBe("1 argument");
    expect(problemOf("log()").expected).toBe("1 to 2 arguments");
    expect(problemOf("max()").expected).toBe("at least 1 argument");
  });

  it("accepts a statement broken over lines only where an operator or parenthesis says that more comes", () => {
    expect(value("(1\n+ 2)\n")).toBe(3);
    expect(() => parseExpression("1\n2")).toThrow(ExpressionProblem);
  });

  it("is a problem with a message, never another error, for any text", () => {
    const pieces = fc.constantFrom(
      ..."ab12.+-*/^<>=!?:,()[]{}\"'%&|~@#;$ \n",
      "sin(",
      "not ",
      " and ",
      "1e",
      "x",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 12 }).map((list) => list.join("")),
        ),
        (text) => {
          try {
            parseExpression(text, { allowText: true });
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionProblem);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe("limits", () => {
  it("takes 10 000 characters of one sum, and no more", () => {
    const sum = `${"a+".repeat(4999)}ab`;
    expect(sum.length).toBe(10_000);
    const expr = parseExpression(sum);
    expect([...namesIn(expr)]).toEqual(["a", "ab"]);
    expect(evaluateExpr(expr, () => 1)).toBe(5000);
    expect(formatExpr(expr)).toBe(sum.replaceAll("+", " + "));
    expect(problemOf(`${sum}c`).got).toBe("an expression of 10001 characters");
  });

  it("takes parentheses 64 deep, and no more", () => {
    expect(value(`${"(".repeat(64)}1${")".repeat(64)}`)).toBe(1);
    expect(problemOf(`${"(".repeat(65)}1${")".repeat(65)}`).got).toBe("parentheses 65 deep");
    expect(problemOf(`${"(".repeat(5000)}${")".repeat(5000)}`).got).toBe("parentheses 5000 deep");
    expect(problemOf(`${"(".repeat(5000)}1`).got).toBe("parentheses 5000 deep");
    expect(parseExpression(`a == "${"(".repeat(65)}"`, { allowText: true }).kind).toBe("call");
  });

  it.each(["^1", "?1:0"])("reports what nests too deep through 1%s…", (tail) => {
    expect(problemOf(`1${tail.repeat(300)}`).got).toBe("an expression nested too deep");
    expect(problemOf(`1${tail.repeat(2400)}`).got).toBe("an expression nested too deep");
    expect(value(`1${tail.repeat(100)}`)).toBe(1);
  });

  it("survives thousands of signs", () => {
    try {
      expect(Math.abs(value(`${"-".repeat(9999)}1`))).toBe(1);
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionProblem);
    }
  });
});

describe("what is read", () => {
  const a: Expr = { kind: "name", name: "a" };
  const two: Expr = { kind: "number", value: 2 };
  it.each<[string, Expr]>([
    ["-a^2", { kind: "call", fn: "negate", args: [{ kind: "call", fn: "pow", args: [a, two] }] }],
    ["pow(a, 2)", { kind: "call", fn: "pow", args: [a, two] }],
    ["+a", a],
    ["2 < a", { kind: "call", fn: "less", args: [two, a] }],
    [
      "a ? 2 : pi",
      // biome-ignore lint/suspicious/noThenProperty: a branch, not a promise
      { kind: "conditional", condition: a, then: two, otherwise: { kind: "number", value: Math.PI } },
    ],
    ["e", { kind: "number", value: Math.E }],
  ])("%s", (text, tree) => expect(parseExpression(text)).toEqual(tree));

  it.each([
    ["2^3^2", 512],
    ["2^-1", 0.5],
    ["-2^2", -4],
    ["1 - 2 - 3", -4],
    ["8 / 4 / 2", 1],
    ["1 or 0 and 0", 1],
    ["not 0 and 0", 0],
    ["not (0 and 0)", 1],
    ["0 ? 1 : 0 ? 2 : 3", 3],
    ["1 ? (0 ? 1 : 2) : 3", 2],
    ["1 + 1 == 2 and 3 > 2", 1],
    ["log(8, 2)", 3],
    ["max(1, 5, 3)", 5],
  ])("%s = %d", (text, expected) => expect(value(text)).toBe(expected));

  it("gives text to a where clause", () => {
    const row: Record<string, string | number> = { org: "it's", year: 2020 };
    const filter = parseExpression(`org == "it's" and year >= 2019`, { allowText: true });
    expect(evaluateExpr(filter, (name) => row[name]!)).toBe(1);
    const other = parseExpression("org != 'x # % ; y'", { allowText: true });
    expect(evaluateExpr(other, (name) => row[name]!)).toBe(1);
  });

  it("agrees with mathjs on the value of any arithmetic", () => {
    const mathjs = create(all!, { predictable: true });
    const operator = fc.constantFrom(..."+-*/^", " and ", " or ", "<", ">=", "^-", "-not ");
    const operand = fc.constantFrom("1", "2", "0.5", "(1 - 3)", "-2", "(2 > 1 ? 3 : 0)", "abs(-3)", "pi");
    const chain = fc
      .tuple(operand, fc.array(fc.tuple(operator, operand), { maxLength: 7 }))
      .map(([first, rest]) => first + rest.flat().join(""));
    let compared = 0;
    fc.assert(
      fc.property(chain, (text) => {
        if ((text.match(/[<>]=?/g) ?? []).length > 1 + (text.match(/2 > 1/g) ?? []).length) return;
        const expected: unknown = mathjs.evaluate(text);
        if (typeof expected !== "number" && typeof expected !== "boolean") return;
        const got = value(text);
        const reference = Number(expected);
        // An undefined operand stays undefined here, while mathjs compares NaN and takes it for true.
        if (Number.isNaN(got)) return;
        compared++;
        // Two libraries' powers may each be off by an ulp or two, and a chain magnifies that.
        if (Number.isFinite(reference))
          expect(Math.abs(got - reference)).toBeLessThanOrEqual(1e-12 * Math.abs(reference));
      }),
      { numRuns: 1500 },
    );
    expect(compared).toBeGreaterThan(750);
  });
});

describe("formatExpr", () => {
  it("comes back as the same tree", () => {
    fc.assert(
      fc.property(expressions({ text: true }), (expr) => {
        expect(parseExpression(formatExpr(expr), { allowText: true })).toEqual(expr);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    "a - (b - c)",
    "(a - b) * c^-2",
    "-a^2",
    "(-a)^2",
    "a ? b : c ? d : f",
    "not (a and b) or c",
    "(a < b) == c",
  ])("keeps %s", (text) => expect(formatExpr(parseExpression(text))).toBe(text));
});

describe("checkName", () => {
  it.each(["x", "_x1", "sin", "kg", "CO2e", "year"])("allows %s", (name) =>
    expect(checkName(name)).toBeUndefined(),
  );
  it.each(["", "1x", "a b", "a.b", "é", "$x", "x\n", ...reservedNames])("refuses %j", (name) => {
    expect(checkName(name)).toBeInstanceOf(ExpressionProblem);
  });
  it("leaves no function's name reserved", () => {
    expect(functionNames).toHaveLength(26);
    for (const name of functionNames) expect(checkName(name)).toBeUndefined();
  });
});
