import type { Calibration } from "../analyze/calibrate.ts";
import type { Estimate } from "../analyze/estimate.ts";
import { numberCell } from "./cells.ts";
import { formatNumber } from "./format-number.ts";
import { textTable } from "./text-table.ts";

/** Calibrations of the members of a family, one row each. */
export function renderCalibrations(found: readonly { name: string; calibration: Calibration }[]): string {
  const rows = found.map(({ name, calibration: { systems, linear, logarithmic } }) => [
    name,
    `${systems}`,
    intervalCell(linear.ratio),
    numberCell(linear.r2),
    `${linear.leverage.system} ${formatNumber(100 * linear.leverage.share)} %`,
    numberCell(linear.leverage.without),
    intervalCell(logarithmic.ratio),
    intervalCell(logarithmic.gsd),
  ]);
  const head = ["", "systems", "linear", "R²", "largest leverage", "without it", "logarithmic", "gsd"];
  return `${textTable(head, rows)}\n`;
}

function intervalCell(estimate: Estimate): string {
  if (estimate.value === null || estimate.low === null) return numberCell(estimate.value);
  return `${formatNumber(estimate.value)} (${formatNumber(estimate.low)} … ${formatNumber(estimate.high)})`;
}
