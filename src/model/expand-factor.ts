import type { Expr } from "../expression/expr.ts";
import { formatExpr } from "../expression/format.ts";
import { call, number, read } from "../expression/make-expr.ts";
import { log } from "../math/elementary.ts";
import type { Choice } from "../scenario/joint-choices.ts";
import type {
  Combine,
  Constant,
  Drift,
  Factor,
  Part,
  PartedFactor,
  PlainFactor,
  RegressedFactor,
  Scenario,
} from "../scenario/scenario.ts";
import { compositionFactor } from "./composition.ts";
import { expandChoice, optionConstants } from "./expand-choice.ts";
import { regressionFormula } from "./expand-regression.ts";
import type { Draw, Expansion } from "./expand-scenario.ts";

/** The value of a factor before its drift, and what is drawn for it. */
interface Level {
  readonly draws: readonly Draw[];
  readonly constants?: readonly Constant[];
  readonly expr: Expr;
}

/** What else of a scenario one factor depends on. */
interface Context {
  readonly scenario: Scenario;
  readonly group: string;
  /** What decides on the factor, if something does. */
  readonly choice: Choice | undefined;
}

/** The draws of a factor and, where it is more than one of them, the equation of its name. */
export function expandFactor(factor: Factor, context: Context): Expansion {
  const { name, drift, place } = factor;
  const { scenario, group } = context;
  const unit = unitOf(factor, scenario);
  const level = levelOf(factor, unit, context);
  const options = factor.parts === undefined ? optionConstants(factor, unit) : [];
  if (drift === undefined && level.expr.kind === "name" && level.expr.name === name) {
    return { draws: level.draws, drift: [], constants: options, equations: [] };
  }
  const changed = drift === undefined ? undefined : driftOf(name, drift, group, scenario);
  const expr = changed === undefined ? level.expr : call("multiply", level.expr, changed.expr);
  const equation = { name, text: formatExpr(expr), expr, ...(unit === undefined ? {} : { unit }), place };
  return {
    draws: level.draws,
    drift: changed?.draws ?? [],
    constants: [...options, ...(level.constants ?? []), ...(changed?.constants ?? [])],
    equations: [equation],
  };
}

function levelOf(factor: Factor, unit: string | undefined, context: Context): Level {
  if (factor.parts === undefined) return drawOnce(factor, unit, context);
  const { group, scenario } = context;
  return factor.combine === "regression"
    ? regress(factor, group, unit, scenario)
    : combineParts(factor, group, unit);
}

/** Unit of a factor, or of the constant or column whose place it takes. */
function unitOf({ name, unit }: Factor, { constants, systems }: Scenario): string | undefined {
  const replaced = constants.find((constant) => constant.name === name) ?? systems?.table.columns.get(name);
  return unit ?? replaced?.unit;
}

/** One draw, named after the factor unless the factor is a formula of it; its stream is the factor's either way. */
function drawOnce(
  factor: PlainFactor,
  unit: string | undefined,
  { scenario, group, choice }: Context,
): Level {
  const { name: id, distribution, scope, drift, place } = factor;
  // In the deterministic result all systems count alike.
  const nominal = factor.nominal ?? (id === compositionFactor ? 1 : undefined);
  const name = drift === undefined ? id : `${id}.base`;
  const draw: Draw = {
    name,
    id,
    stream: id,
    group,
    distribution,
    scope,
    ...(nominal === undefined ? {} : { nominal }),
    ...(unit === undefined ? {} : { unit }),
    place,
  };
  if (choice === undefined) return { draws: [draw], expr: read(name) };
  return expandChoice(draw, choice, unitOf(choice.chooser, scenario));
}

/** How parts make a factor; `neutral` leaves the others as they are, `inverse` undoes the rule for a single part. */
const rules: Record<
  Combine,
  {
    readonly combine: (parts: readonly Expr[]) => Expr;
    readonly neutral: number;
    readonly inverse: (value: number) => number;
    /** Whether every part has the factor's unit; otherwise only the first. */
    readonly alike: boolean;
  }
> = {
  product: {
    combine: (parts) => parts.reduce((left, right) => call("multiply", left, right)),
    neutral: 1,
    inverse: (value) => value,
    alike: false,
  },
  sum: {
    combine: (parts) => parts.reduce((left, right) => call("add", left, right)),
    neutral: 0,
    inverse: (value) => value,
    alike: true,
  },
  logit: {
    combine: (parts) => {
      const sum = parts.reduce((left, right) => call("add", left, right));
      return call("divide", number(1), call("add", number(1), call("exp", call("negate", sum))));
    },
    neutral: 0,
    inverse: (value) => log(value / (1 - value)),
    alike: true,
  },
};

/** A draw for each part. A nominal of the whole goes to the first, with the others neutral. */
function combineParts(factor: PartedFactor, group: string, unit: string | undefined): Level {
  const rule = rules[factor.combine];
  const ownUnit = factor.combine === "logit" ? undefined : unit;
  const draws = factor.parts.map(({ name, distribution, scope, nominal, place }, index): Draw => {
    const whole = index === 0 ? (value: number) => rule.inverse(value) : () => rule.neutral;
    const value = factor.nominal === undefined ? nominal : whole(factor.nominal);
    const drawn = { distribution, scope, place, nominal: value };
    return innerDraw(factor.name, name, group, drawn, rule.alike || index === 0 ? ownUnit : undefined);
  });
  return { draws, expr: rule.combine(draws.map(({ name }) => read(name))) };
}

/** A draw for each error of a regression, none of which has a unit but the shift per year. */
function regress(
  factor: RegressedFactor,
  group: string,
  unit: string | undefined,
  scenario: Scenario,
): Level {
  const { shiftOver } = factor.regression;
  const unitOfYear = shiftOver === undefined ? undefined : unitOfName(shiftOver.over, scenario);
  const draws = factor.parts.map((part) =>
    innerDraw(
      factor.name,
      part.name,
      group,
      part,
      part.name === "shift_per_year" ? per(unitOfYear) : undefined,
    ),
  );
  return { draws, ...regressionFormula(factor, unit, unitOfYear) };
}

/** exp(drift · (year − centre)), in the unit of the year. */
function driftOf(name: string, drift: Drift, group: string, scenario: Scenario) {
  const { centre, over, place } = drift;
  const unit = unitOfName(over, scenario);
  const draw = innerDraw(name, "drift", group, { ...drift, scope: "shared" }, per(unit));
  // A literal has no unit: where the year has one, the centre is a constant of it.
  const origin = `${name}.centre`;
  const constants = unit === undefined ? [] : [{ name: origin, value: centre, unit, place }];
  const elapsed = call("subtract", read(over), unit === undefined ? number(centre) : read(origin));
  return { draws: [draw], constants, expr: call("exp", call("multiply", read(draw.name), elapsed)) };
}

/** A draw of what a factor is made of, which has a name and a stream of its own. */
function innerDraw(
  factor: string,
  part: string,
  group: string,
  {
    distribution,
    scope,
    place,
    nominal,
  }: Pick<Part, "distribution" | "scope" | "place"> & { readonly nominal?: number | undefined },
  unit: string | undefined,
): Draw {
  const id = `${factor}.${part}`;
  return {
    name: id,
    id,
    stream: id,
    group,
    distribution,
    scope,
    ...(nominal === undefined ? {} : { nominal }),
    ...(unit === undefined ? {} : { unit }),
    place,
  };
}

function per(unit: string | undefined): string | undefined {
  return unit === undefined ? undefined : `1/(${unit})`;
}

function unitOfName(name: string, { factors, equations, constants, systems }: Scenario): string | undefined {
  const declared = [...factors, ...equations, ...constants].find((found) => found.name === name);
  return declared?.unit ?? systems?.table.columns.get(name)?.unit;
}
