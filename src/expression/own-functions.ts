import { noteAddition } from "../core/additions.ts";
import { functionArity, type OwnName } from "./expr.ts";
import { checkName } from "./names.ts";

/**
 * What units a function takes and gives: pure numbers only; arguments of one unit, which is the result's too; or the
 * units that are listed, one for each argument and one for the result (`1`: a pure number).
 */
export type UnitRule = "pure" | "same" | { readonly args: readonly string[]; readonly result: string };

/** A function from outside the engine, for the expressions of models, tables and claims. */
export interface OwnFunction {
  /** What stands before the parentheses. */
  readonly name: string;
  /** Number of arguments: 1, 2 or 3. */
  readonly arity: number;
  /** Default: pure. */
  readonly units?: UnitRule;
  /**
   * The value; NaN where the function is not defined, which counts as a failed draw. Equal arguments must give equal
   * values, whenever and wherever it is called.
   */
  compute(...args: number[]): number;
}

/** A kernel of the engine takes no more operands than this. */
const mostArguments = 3;
const added: OwnFunction[] = [];

/**
 * Adds a function for all scenarios read from then on in this thread.
 *
 * @throws RangeError if the name is taken or cannot be written in an expression, or the number of arguments is not 1 to 3.
 */
export function addFunction(own: OwnFunction): void {
  const { name, arity, units = "pure", compute } = own;
  const problem = checkName(name);
  if (problem !== undefined) throw new RangeError(`addFunction: ${problem.message}`);
  // What any JavaScript object answers for would be found in tables that are plain objects.
  if (name in functionArity || name === "select" || findOwn(name) !== undefined)
    throw new RangeError(`addFunction: got "${name}", expected a name that no function has`);
  if (!Number.isInteger(arity) || arity < 1 || arity > mostArguments)
    throw new RangeError(
      `addFunction: got arity ${arity} of "${name}", expected 1 to ${mostArguments} arguments`,
    );
  if (typeof units === "object" && units.args.length !== arity)
    throw new RangeError(
      `addFunction: got ${units.args.length} units for arguments of "${name}", expected ${arity}, one for each`,
    );
  added.push({ name, arity, units, compute: (...args) => Number(compute(...args)) });
  noteAddition(`function ${name}`);
}

/** Names of the functions that were added, in order. */
export const ownNames = (): readonly OwnName[] => added.map(({ name }) => name as OwnName);

export function findOwn(name: string): OwnFunction | undefined {
  return added.find((own) => own.name === name);
}

/** A function that is known to have been added. */
export function ownNamed(name: string): OwnFunction {
  const own = findOwn(name);
  if (own === undefined)
    throw new Error(`got a call of "${name}", which is not there, expected its plugin in this thread too`);
  return own;
}
