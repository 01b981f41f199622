import type { Expr } from "../expression/expr.ts";
import { call, choose, number, read } from "../expression/make-expr.ts";
import { log } from "../math/elementary.ts";
import { regressionColumns } from "../scenario/fit-regressions.ts";
import type { Constant, RegressedFactor, RegressionFit } from "../scenario/scenario.ts";

const add = (left: Expr, right: Expr): Expr => call("add", left, right);
const multiply = (left: Expr, right: Expr): Expr => call("multiply", left, right);

/**
 * The value of a factor that is regressed where it is not recorded, as a formula of the parts and of the columns that
 * the regression added to the table. Which branch a system takes is decided once, by its column.
 */
export function regressionFormula(
  factor: RegressedFactor,
  unit: string | undefined,
  unitOfYear: string | undefined,
): { readonly expr: Expr; readonly constants: readonly Constant[] } {
  const { name, regression, place } = factor;
  const { scale, fits } = regression;
  const columns = regressionColumns(name);
  const one = `${name}.one`;
  const centre = `${name}.centre`;
  const value = (predicted: Expr): Expr => {
    const plain = scale === "log10" ? call("exp", multiply(number(log(10)), predicted)) : predicted;
    return unit === undefined ? plain : multiply(plain, read(one));
  };
  const shift = shiftOf(factor, unitOfYear === undefined ? undefined : centre);
  const recorded = read(columns.recorded);
  const expr = fits.reduceRight<Expr>(
    (rest, fit, index) =>
      choose(
        call("equal", read(columns.fit), number(index + 1)),
        value(add(add(read(columns.expected), shift), errorOf(name, fit))),
        rest,
      ),
    recorded,
  );
  return {
    expr,
    constants: [
      ...(unit === undefined ? [] : [{ name: one, value: 1, unit, place }]),
      ...(unitOfYear === undefined || regression.shiftOver === undefined
        ? []
        : [{ name: centre, value: regression.shiftOver.centre, unit: unitOfYear, place }]),
    ],
  };
}

/** What was recorded differs from the rest by this, which no data can tell. */
function shiftOf({ name, regression: { shiftOver } }: RegressedFactor, centre: string | undefined): Expr {
  const shift = read(`${name}.shift`);
  if (shiftOver === undefined) return shift;
  const origin = centre === undefined ? number(shiftOver.centre) : read(centre);
  const elapsed = call("subtract", read(shiftOver.over), origin);
  return add(shift, multiply(read(`${name}.shift_per_year`), elapsed));
}

/** (Σ errorₖ·tₖ + s·ε)/√v */
function errorOf(name: string, { parts, fit }: RegressionFit): Expr {
  const columns = regressionColumns(name);
  const [precision, ...directions] = parts.map((part) => read(`${name}.${part}`));
  const residual = multiply(number(fit.residualSd), read(`${name}.residual`));
  const sum = directions.reduceRight<Expr>(
    (rest, direction, k) => add(multiply(read(columns.error(k)), direction), rest),
    residual,
  );
  return call("divide", sum, call("sqrt", precision!));
}
