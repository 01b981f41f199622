import { readQuantity } from "./cells.ts";

/** Factors to the unit that is wanted, by the unit's name in lower case. */
export type UnitWords = Readonly<Record<string, number>>;

/**
 * The number of a cell that may name its unit (`814 mm²`, `80 GB`, `66.91 TFLOPS (4:1)`), in the unit that the factors
 * lead to; `otherwise` is the unit of a bare number. Undefined for an unknown unit.
 */
export function readWithUnit(text: string, units: UnitWords, otherwise: string): number | undefined {
  const match = /^\s*([-+\d.,e]+)\s*([a-zµ²³/]*\d?)/i.exec(text);
  if (match === null) return undefined;
  const unit = match[2]!
    .toLowerCase()
    .replace("²", "2")
    .replace(/\/s$/, "")
    .replace(/flops$/, "flop");
  const factor = units[unit === "" ? otherwise : unit];
  const value = readQuantity(match[1]!);
  return factor === undefined || value === undefined ? undefined : value * factor;
}
