import { nearest } from "../core/suggest.ts";
import { pow } from "../math/elementary.ts";
import { ExpressionProblem } from "./expr.ts";
import { parseSyntax, type SyntaxNode } from "./syntax.ts";

/** Base units; `device` counts accelerators, so that a figure per card and one per server cannot be confused. */
export const baseUnits = [
  "kg",
  "m",
  "s",
  "A",
  "K",
  "mol",
  "cd",
  "B",
  "CO2e",
  "Sbeq",
  "FLOP",
  "device",
] as const;

/** A unit: its size in base units, and the power of each of them, in the order of `baseUnits`. */
export interface Unit {
  readonly factor: number;
  readonly powers: readonly number[];
}

/** A pure number. */
export const dimensionless: Unit = { factor: 1, powers: baseUnits.map(() => 0) };

const base = (name: (typeof baseUnits)[number]): Unit => ({
  factor: 1,
  powers: baseUnits.map((unit) => (unit === name ? 1 : 0)),
});
const times = (factor: number, unit: Unit): Unit => ({ ...unit, factor: factor * unit.factor });

const metre = base("m");
const second = base("s");
const gram = times(1e-3, base("kg"));
const newton = divideUnits(multiplyUnits(base("kg"), metre), powUnit(second, 2));
const joule = multiplyUnits(newton, metre);
const watt = divideUnits(joule, second);
const hour = times(3600, second);
/** Units that take prefixes: kW, MJ, GB, cm … */
const scalable: Readonly<Record<string, Unit>> = {
  g: gram,
  m: metre,
  s: second,
  A: base("A"),
  K: base("K"),
  mol: base("mol"),
  cd: base("cd"),
  B: base("B"),
  bit: times(1 / 8, base("B")),
  N: newton,
  J: joule,
  W: watt,
  Wh: multiplyUnits(watt, hour),
  V: divideUnits(watt, base("A")),
  Hz: divideUnits(dimensionless, second),
  FLOP: base("FLOP"),
  t: times(1e3, base("kg")),
  L: times(1e-3, powUnit(metre, 3)),
};
/** A year is the Julian year of 365.25 days. */
const plain: Readonly<Record<string, Unit>> = {
  CO2e: base("CO2e"),
  Sbeq: base("Sbeq"),
  device: base("device"),
  percent: times(0.01, dimensionless),
  min: times(60, second),
  minute: times(60, second),
  h: hour,
  hour,
  day: times(24, hour),
  week: times(7 * 24, hour),
  month: times((365.25 / 12) * 24, hour),
  year: times(365.25 * 24, hour),
  ha: times(1e4, powUnit(metre, 2)),
};
const prefixes: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  µ: 1e-6,
  m: 1e-3,
  c: 1e-2,
  d: 1e-1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};

/**
 * Reads a unit: names with prefixes, products by a space or `*`, quotients by `/` from the left, whole powers by `^`,
 * parentheses. `1` and the empty text are dimensionless. mathjs parses; the units are the table above.
 *
 * @throws ExpressionProblem if a name is unknown or the text is no unit.
 */
export function parseUnit(text: string): Unit {
  return text.trim() === "" ? dimensionless : lower(parseSyntax(text), text);
}

function lower(node: SyntaxNode, text: string): Unit {
  if (node.type === "SymbolNode") return unitNamed(node.name);
  if (node.type === "ParenthesisNode") return lower(node.content, text);
  if (node.type === "ConstantNode" && typeof node.value === "number") return times(node.value, dimensionless);
  if (node.type === "OperatorNode") {
    const [a, b] = node.args;
    if (node.fn === "multiply") return multiplyUnits(lower(a!, text), lower(b!, text));
    if (node.fn === "divide") return divideUnits(lower(a!, text), lower(b!, text));
    const exponent = node.fn === "pow" ? wholeNumber(b!) : undefined;
    if (exponent !== undefined) return powUnit(lower(a!, text), exponent);
  }
  throw new ExpressionProblem(
    JSON.stringify(text),
    "a unit such as kg CO2e/kWh",
    "Use products, quotients and whole powers.",
  );
}

function wholeNumber(node: SyntaxNode): number | undefined {
  if (node.type === "OperatorNode" && node.fn === "unaryMinus") {
    const positive = wholeNumber(node.args[0]!);
    return positive === undefined ? undefined : -positive;
  }
  return node.type === "ConstantNode" && Number.isInteger(node.value) ? (node.value as number) : undefined;
}

function unitNamed(name: string): Unit {
  if (Object.hasOwn(plain, name)) return plain[name]!;
  if (Object.hasOwn(scalable, name)) return scalable[name]!;
  const prefix = name.slice(0, 1);
  const rest = name.slice(1);
  if (Object.hasOwn(prefixes, prefix) && Object.hasOwn(scalable, rest))
    return times(prefixes[prefix]!, scalable[rest]!);
  const suggestion = nearest(name, [...Object.keys(plain), ...Object.keys(scalable)]);
  const hint =
    suggestion === undefined ? "Units: docs/expressions-and-units.md." : `Did you mean "${suggestion}"?`;
  throw new ExpressionProblem(`the unit "${name}"`, "a unit that is known", hint);
}

export function multiplyUnits(a: Unit, b: Unit): Unit {
  return { factor: a.factor * b.factor, powers: a.powers.map((power, i) => power + b.powers[i]!) };
}

export function divideUnits(a: Unit, b: Unit): Unit {
  return { factor: a.factor / b.factor, powers: a.powers.map((power, i) => power - b.powers[i]!) };
}

/** A unit to any power: sqrt and cbrt give fractions. */
export function powUnit(unit: Unit, exponent: number): Unit {
  return { factor: pow(unit.factor, exponent), powers: unit.powers.map((power) => power * exponent) };
}

/** Room for the rounding of factors that two roads multiply in another order. */
const rounding = 1e-12;

export function sameDimension(a: Unit, b: Unit): boolean {
  return a.powers.every((power, i) => Math.abs(power - b.powers[i]!) < rounding);
}

/** Same dimension and same size. */
export function sameUnit(a: Unit, b: Unit): boolean {
  return sameDimension(a, b) && Math.abs(a.factor / b.factor - 1) < rounding;
}

/** A unit in base units, with its size in front where that is not 1: `3600000 kg m^2/s^2`. */
export function formatUnit({ factor, powers }: Unit): string {
  const part = (sign: 1 | -1): string =>
    baseUnits
      .flatMap((name, i) => {
        const power = sign * powers[i]!;
        return power > 0 ? [power === 1 ? name : `${name}^${Number(power.toPrecision(6))}`] : [];
      })
      .join(" ");
  const size = Math.abs(factor - 1) < rounding ? "" : `${Number(factor.toPrecision(12))}`;
  const above = [size, part(1)].filter((text) => text !== "").join(" ") || "1";
  const below = part(-1);
  return below === "" ? above : `${above}/${below.includes(" ") ? `(${below})` : below}`;
}
