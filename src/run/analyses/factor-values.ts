import type { Model } from "../../model/model.ts";

/** Values of one component of a factor of the model, row by row. */
export type ReadFactor = (factor: number, component: number) => Float64Array;

/** The component of a factor that goes with one of another, which tells apart at least as much. */
function componentWith({ factors }: Model, factor: number, finer: number, component: number): number {
  const system = factors[finer]!.componentOf.indexOf(component);
  return factors[factor]!.componentOf[system]!;
}

/**
 * Values of one component of what analyses call by an id, as equations read it: of a factor that a choice sets, in each
 * row the draw of the option that the row has.
 */
export function factorValues(model: Model, id: string, component: number, read: ReadFactor): Float64Array {
  const members = [...model.factors.keys()].filter((index) => model.factors[index]!.id === id);
  const [first] = members;
  const options = members.flatMap((member) => {
    const { option } = model.factors[member]!;
    return option === undefined ? [] : [{ ...option, member }];
  });
  const [some] = options;
  if (some === undefined) return read(first!, component);
  const chooser = model.factors.findIndex((factor) => factor.id === some.chooser);
  const chosen = factorValues(model, some.chooser, componentWith(model, chooser, first!, component), read);
  const columns = new Map(members.map((member) => [member, read(member, component)]));
  const byValue = new Map(options.map(({ value, member }) => [value, columns.get(member)!]));
  const otherwise = columns.get(members.find((member) => model.factors[member]!.option === undefined) ?? -1);
  return chosen.map((value, row) => (byValue.get(value) ?? otherwise)![row]!);
}
