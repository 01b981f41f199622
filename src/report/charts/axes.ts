import { formatNumber, orderOf } from "../format-number.ts";
import { printed, superscript } from "../supported-digits.ts";
import type { Spec } from "./chart.ts";

const finest = 6;

/** Whether values that are all above 0 spread so far that only a logarithmic axis shows them. */
export function wantsLog(values: readonly number[]): boolean {
  const low = Math.min(...values);
  return low > 0 && Math.max(...values) / low > 30;
}

/** Scale and axis of a positive quantity: whole powers of ten, at most seven of them written. */
export function logAxis(values: readonly number[]): { readonly scale: Spec; readonly axis: Spec } {
  const positive = values.filter((value) => value > 0);
  const low = orderOf(Math.min(...positive));
  const high = orderOf(Math.max(...positive)) + 1;
  const step = Math.ceil((high - low) / finest);
  const powers = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step);
  const texts = Object.fromEntries(powers.map((power) => [power, powerText(power)]));
  return {
    scale: { type: "log", domain: [Math.min(...positive) / 1.25, Math.max(...positive) * 1.25], nice: false },
    axis: {
      values: powers.map((power) => Number(`1e${power}`)),
      labelExpr: `(${JSON.stringify(texts)})[format(log(datum.value) / LN10, '.0f')] || datum.label`,
    },
  };
}

function powerText(power: number): string {
  return power >= -2 && power <= 3
    ? formatNumber(Number(`1e${power}`)).replace(/\.0+$|(\.\d*?)0+$/, "$1")
    : `10${superscript(power)}`;
}

/** Scale and axis of a quantity as it is: logarithmic where it must be, else linear. */
export function quantityAxis(values: readonly number[]): { readonly scale: Spec; readonly axis: Spec } {
  return wantsLog(values)
    ? logAxis(values)
    : { scale: { zero: false, nice: true }, axis: { tickCount: { expr: "narrow ? 3 : 5" } } };
}

/** Shares of 1, written as percentages. */
export const percentAxis: Spec = { labelExpr: "format(datum.value * 100, '.4~r') + '\u00a0%'" };

/** A number as the tables behind figures show it. */
export function numberText(value: number | null): string {
  return value === null ? "–" : printed(formatNumber(value));
}

/** A number that was chosen, not estimated: without zeros that would look like digits of a measurement. */
export function chosenText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 10_000) return printed(`${value}`);
  return printed(
    formatNumber(value)
      .replace(/(\.\d*?)0+(?=e|$)/, "$1")
      .replace(/\.(?=e|$)/, ""),
  );
}
