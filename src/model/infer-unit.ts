import { evaluateExpr } from "../expression/evaluate.ts";
import {
  childrenOf,
  type Expr,
  ExpressionProblem,
  type FunctionName,
  foldExpr,
  functionArity,
} from "../expression/expr.ts";
import { formatExpr } from "../expression/format.ts";
import { ownNamed, type UnitRule } from "../expression/own-functions.ts";
import {
  dimensionless,
  divideUnits,
  formatUnit,
  multiplyUnits,
  parseUnit,
  powUnit,
  sameDimension,
  sameUnit,
  type Unit,
} from "../expression/unit.ts";

/** The unit of an expression; `any` for a literal 0, and for what cannot be known after another problem. */
export type InferredUnit = Unit | "any";

/** What is known of a name: its unit with the text that declared it, and its value if it is a constant. */
export interface NamedUnit {
  readonly unit: InferredUnit;
  readonly value?: number;
}

type Visit = (node: Call, args: readonly InferredUnit[], lookup: (name: string) => NamedUnit) => InferredUnit;
type Call = Extract<Expr, { kind: "call" }>;

const likeAll: Visit = (node, args) => commonUnit(node, node.args, args);
const likeFirst: Visit = (_node, args) => args[0]!;
const pureNumber: Visit = () => dimensionless;
const compared: Visit = (node, args) => {
  commonUnit(node, node.args, args);
  return dimensionless;
};

/** How a function treats units; all others take pure numbers and give one. */
const rules: Partial<Record<FunctionName, Visit>> = {
  add: likeAll,
  subtract: likeAll,
  min: likeAll,
  max: likeAll,
  negate: likeFirst,
  abs: likeFirst,
  floor: likeFirst,
  ceil: likeFirst,
  round: likeFirst,
  sign: pureNumber,
  and: pureNumber,
  or: pureNumber,
  not: pureNumber,
  less: compared,
  lessEqual: compared,
  greater: compared,
  greaterEqual: compared,
  equal: compared,
  notEqual: compared,
  atan2: compared,
  multiply: (_node, [a, b]) => (a === "any" || b === "any" ? "any" : multiplyUnits(a!, b!)),
  divide: (_node, [a, b]) => (a === "any" || b === "any" ? "any" : divideUnits(a!, b!)),
  sqrt: (_node, [a]) => (a === "any" ? a : powUnit(a!, 1 / 2)),
  cbrt: (_node, [a]) => (a === "any" ? a : powUnit(a!, 1 / 3)),
  pow: inferPower,
};

/**
 * The unit that follows from an expression and the units of the names that it reads. Numbers are computed as
 * declared, so that two sizes of one dimension (kWh and MJ) are as much a problem as two dimensions.
 *
 * @throws ExpressionProblem with the first place where units do not fit.
 */
export function inferUnit(expr: Expr, lookup: (name: string) => NamedUnit): InferredUnit {
  return foldExpr<InferredUnit>(expr, (node, args) => {
    if (node.kind === "number") return node.value === 0 ? "any" : dimensionless;
    if (node.kind === "name") return lookup(node.name).unit;
    if (node.kind === "text") return "any";
    if (node.kind === "conditional") return commonUnit(node, childrenOf(node).slice(1), args.slice(1));
    return ruleOf(node.fn)(node, args, lookup);
  });
}

function ruleOf(fn: FunctionName): Visit {
  const units = fn in functionArity ? undefined : ownNamed(fn).units;
  if (units === "same") return likeAll;
  return typeof units === "object" ? listed(units) : (rules[fn] ?? requirePure);
}

/** Each argument in the unit that is listed for it, or a 0. */
function listed({ args: expected, result }: Extract<UnitRule, object>): Visit {
  return (node, args) => {
    args.forEach((unit, i) => {
      const wanted = parseUnit(expected[i]!);
      if (unit === "any" || sameUnit(unit, wanted)) return;
      throw new ExpressionProblem(
        `${formatUnit(unit)} in ${shorten(node.args[i]!)}, argument of ${node.fn}`,
        expected[i]!,
        sameDimension(unit, wanted)
          ? `Multiply it by ${formatFactor(unit.factor / wanted.factor)}.`
          : undefined,
      );
    });
    return parseUnit(result);
  };
}

function requirePure(node: Call, args: readonly InferredUnit[]): InferredUnit {
  args.forEach((unit, i) => {
    if (unit === "any" || sameUnit(unit, dimensionless)) return;
    const hint = sameDimension(unit, dimensionless)
      ? `Multiply it by ${formatFactor(unit.factor)}.`
      : "Divide it by a constant of its own unit.";
    throw new ExpressionProblem(
      `${formatUnit(unit)} in ${shorten(node.args[i]!)}, argument of ${node.fn}`,
      "a pure number",
      hint,
    );
  });
  return dimensionless;
}

function inferPower(
  node: Call,
  [base, exponent]: readonly InferredUnit[],
  lookup: (name: string) => NamedUnit,
): InferredUnit {
  requirePure({ ...node, args: [node.args[1]!] }, [exponent!]);
  if (base === "any" || sameUnit(base!, dimensionless)) return base!;
  const value = constantValue(node.args[1]!, lookup);
  if (value !== undefined) return powUnit(base!, value);
  const got = `the exponent ${shorten(node.args[1]!)} of ${formatUnit(base!)}`;
  throw new ExpressionProblem(
    got,
    "a constant, since the unit of the result depends on it",
    "Divide the base by a constant of its unit first.",
  );
}

/** The value of an expression of numbers and constants; undefined if it reads anything else. */
function constantValue(expr: Expr, lookup: (name: string) => NamedUnit): number | undefined {
  const value = evaluateExpr(expr, (name) => lookup(name).value ?? Number.NaN);
  return Number.isNaN(value) ? undefined : value;
}

/** The unit that all operands share; a 0 fits any. */
function commonUnit(node: Expr, parts: readonly Expr[], units: readonly InferredUnit[]): InferredUnit {
  const first = units.findIndex((unit) => unit !== "any");
  if (first === -1) return "any";
  const expected = units[first] as Unit;
  units.forEach((unit, i) => {
    if (unit === "any" || sameUnit(unit, expected)) return;
    const got = `${formatUnit(expected)} and ${formatUnit(unit)} in ${shorten(node)}`;
    const hint = sameDimension(unit, expected)
      ? `Multiply ${shorten(parts[i]!)} by ${formatFactor(unit.factor / expected.factor)}.`
      : `A number with a unit is a constant: {value, unit}.`;
    throw new ExpressionProblem(got, "one unit on all sides", hint);
  });
  return expected;
}

export function formatFactor(factor: number): string {
  return `${Number(factor.toPrecision(12))}`;
}

function shorten(expr: Expr): string {
  const text = formatExpr(expr);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
