import type { Calibration, CalibrationRow } from "../analyze/calibrate.ts";
import type { Estimate } from "../analyze/estimate.ts";
import { numberCell } from "./cells.ts";
import { formatNumber } from "./format-number.ts";
import type { Row } from "./rows.ts";
import { textTable } from "./text-table.ts";

/** A calibration of a member of a family, with whether each of its rows is independent, where that was asked. */
export interface NamedCalibration {
  readonly name: string;
  readonly calibration: Calibration;
  readonly independent?: readonly string[];
}

/** Calibrations of the members of a family: what one system does to them, then one row each. */
export function renderCalibrations(found: readonly NamedCalibration[]): string {
  const flagged = found.some(({ independent }) => independent !== undefined);
  const rows = found.map(({ name, calibration, independent }) => {
    const { systems, linear, logarithmic } = calibration;
    return [
      name,
      `${systems}`,
      ...(flagged ? [independentCell(independent)] : []),
      intervalCell(linear.ratio),
      numberCell(linear.r2),
      `${linear.leverage.system} ${formatNumber(100 * linear.leverage.share)} %`,
      numberCell(linear.leverage.without),
      intervalCell(logarithmic.ratio),
      intervalCell(logarithmic.gsd),
    ];
  });
  const head = [
    "",
    "systems",
    ...(flagged ? ["independent / circular"] : []),
    "linear",
    "R²",
    "largest leverage",
    "without it",
    "logarithmic",
    "gsd",
  ];
  return `${[...onePoint(found), ...fittedLines(found)].join("\n")}\n\n${textTable(head, rows)}\n`;
}

/** Calibrations named for what one system does to them. */
const mostNamed = 2;

/** Where a single system changes the linear ratio most, in words. */
function onePoint(found: readonly NamedCalibration[]): readonly string[] {
  const change = ({ calibration: { linear } }: NamedCalibration): number =>
    linear.ratio.value === null ? 0 : Math.abs(linear.leverage.without / linear.ratio.value - 1);
  const most = found.toSorted((a, b) => change(b) - change(a)).slice(0, mostNamed);
  return most.map(({ name, calibration: { linear } }) => {
    const { system, share, without } = linear.leverage;
    return `${name}: ${system} alone, with ${formatNumber(100 * share)} % of the leverage, takes the linear ratio from ${formatNumber(without)} to ${intervalCell(linear.ratio)}.`;
  });
}

/** The fitted distribution of each member that has one. */
function fittedLines(found: readonly NamedCalibration[]): readonly string[] {
  return found.flatMap(({ name, calibration: { fitted } }) => {
    if ("reason" in fitted) return [];
    const { small, large, spread } = fitted;
    const level =
      small.logit === large.logit
        ? intervalCell(small.ratio)
        : `${intervalCell(small.ratio)} at size 0, ${intervalCell(large.ratio)} at size 1`;
    return [`Fitted distribution, ${name}: ${level}; between systems ±${formatNumber(spread)} on the logit.`];
  });
}

function independentCell(independent: readonly string[] = []): string {
  const count = (answer: string): number => independent.filter((text) => text === answer).length;
  return `${count("yes")} / ${count("no")}`;
}

export function intervalCell(estimate: Estimate): string {
  if (estimate.value === null || estimate.low === null) return numberCell(estimate.value);
  return `${formatNumber(estimate.value)} (${formatNumber(estimate.low)} … ${formatNumber(estimate.high)})`;
}

/** Every row of every calibration, for a CSV table. */
export function calibrationRows(found: readonly NamedCalibration[]): readonly Row[] {
  return found.flatMap(({ name, calibration, independent }) =>
    calibration.rows.map((row: CalibrationRow, i) => ({
      calibration: name,
      ...row,
      ...(independent === undefined ? {} : { independent: independent[i]! }),
    })),
  );
}
