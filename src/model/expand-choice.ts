import type { Expr } from "../expression/expr.ts";
import { call, choose, number, read } from "../expression/make-expr.ts";
import { type Choice, isAlwaysSet } from "../scenario/joint-choices.ts";
import type { Constant, PlainFactor } from "../scenario/scenario.ts";
import type { Draw } from "./expand-scenario.ts";

/** Name of the constant with an option's value and unit, where the chooser has one: a literal has no unit. */
const optionName = (chooser: string, index: number): string => `${chooser}.option${index + 1}`;

/** The values of a chooser's options as constants of its unit; none where it has no unit. */
export function optionConstants(factor: PlainFactor, unit: string | undefined): readonly Constant[] {
  if (unit === undefined || factor.sets === undefined) return [];
  return factor.sets.map(({ value }, index) => ({
    name: optionName(factor.name, index),
    value,
    unit,
    place: factor.place,
  }));
}

/**
 * A factor that options of another set: a draw for each option that sets it, all of the factor's own stream, and the
 * own draw for the other options. All read the same u: what is chosen decides on the distribution, not on the rank.
 */
export function expandChoice(
  own: Draw,
  choice: Choice,
  chooserUnit: string | undefined,
): { readonly draws: readonly Draw[]; readonly expr: Expr } {
  const { nominal: _, ...common } = own;
  const always = isAlwaysSet(choice);
  const base: Draw = { ...own, name: `${own.id}.base` };
  const draws: Draw[] = always ? [] : [base];
  const chosen = choice.options.flatMap(({ value, set }, index) => {
    if (set === undefined) return [];
    const nominal = own.nominal ?? set.nominal;
    const { distribution, place } = set;
    const name = `${own.id}.option${index + 1}`;
    const chooser = choice.chooser.name;
    const draw: Draw = { ...common, name, distribution, option: { chooser, value }, place };
    draws.push(nominal === undefined ? draw : { ...draw, nominal });
    const option = chooserUnit === undefined ? number(value) : read(optionName(chooser, index));
    return [{ condition: call("equal", read(chooser), option), value: read(name) }];
  });
  const otherwise = always ? chosen.pop()!.value : read(base.name);
  const expr = chosen.reduceRight(
    (rest: Expr, { condition, value }) => choose(condition, value, rest),
    otherwise,
  );
  return { draws, expr };
}
