import { evaluateExpr } from "../expression/evaluate.ts";
import type { Expr } from "../expression/expr.ts";
import type { BuiltModel } from "../model/build.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** Indices of the systems of the model for which `where` is true; all of them without one. */
export function selectSystems(scenario: Scenario, built: BuiltModel, where: Expr | undefined): Int32Array {
  const systems = [...built.rows.keys()];
  if (where === undefined) return Int32Array.from(systems);
  const { columns } = scenario.systems!.table;
  const holds = (system: number): boolean => {
    const row = built.rows[system]!;
    const value = evaluateExpr(where, (name) => {
      const column = columns.get(name)!;
      return column.type === "number" ? column.numbers[row]! : column.texts[row]!;
    });
    return value !== 0 && !Number.isNaN(value);
  };
  return Int32Array.from(systems.filter(holds));
}
