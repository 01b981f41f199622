import { bracketRoots, crossings } from "../../analyze/break-even.ts";
import type { BreakEvenMap } from "../../result/break-even-result.ts";
import type { BreakEvenDeclaration, RangedFactor } from "../../scenario/scenario.ts";
import { evaluateGrid, type GridColumns } from "./grid.ts";
import { bandPoint, type Setting, shareFound } from "./setting.ts";

/**
 * The left side over two factors, and for each value of the second one where the target is met. There the crossing is
 * taken on a straight line between two points of the first.
 */
export async function mapOver(
  setting: Setting,
  { factor: first, with: others, values: across }: BreakEvenDeclaration,
  { factor, values }: RangedFactor,
): Promise<BreakEvenMap> {
  const axes = [
    setting.axis(
      [first, ...others],
      values.flatMap(() => across),
    ),
    setting.axis(
      [factor],
      values.flatMap((value) => across.map(() => value)),
    ),
  ];
  const grid = await evaluateGrid(setting.sides, axes);
  const cells = values.map((_, row) =>
    across.map((_, k) => bandPoint(grid.left[row * across.length + k]!, setting)),
  );
  const plateau = values.map((value, row) => {
    const roots = rootsOf(grid, across, row);
    return { value, ...bandPoint(roots, setting), found: shareFound(roots, setting) };
  });
  return { factor, unit: setting.unitOf(factor), values, cells, plateau };
}

function rootsOf({ margins }: GridColumns, across: readonly number[], row: number): Float64Array {
  return crossings(bracketRoots(across, margins.slice(row * across.length, (row + 1) * across.length)));
}
