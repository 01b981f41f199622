import type { BandPoint, BreakEvenResult } from "../result/break-even-result.ts";
import type { Result } from "../result/result.ts";
import type { BreakEvenDeclaration } from "../scenario/scenario.ts";
import { estimateCells, outputRow, type Row } from "./rows.ts";

const mapTables = ["break-even-maps.csv", "break-even-plateaus.csv"];

/** The tables of break-evens: answers, curves, and of those with a map its cells and the line on which the target is met. */
export const breakEvenTables: Readonly<Record<string, (result: Result) => readonly Row[] | undefined>> = {
  "break-even.csv": ({ breakEven }) => breakEven?.map(answerRow),
  "break-even-curves.csv": ({ breakEven }) => breakEven?.flatMap(curveRows),
  "break-even-maps.csv": ({ breakEven }) => orNothing(breakEven?.flatMap(cellRows)),
  "break-even-plateaus.csv": ({ breakEven }) => orNothing(breakEven?.flatMap(plateauRows)),
};

export function breakEvenTableNames(questions: readonly BreakEvenDeclaration[]): readonly string[] {
  if (questions.length === 0) return [];
  const hasMap = questions.some(({ map }) => map !== undefined);
  return Object.keys(breakEvenTables).filter((name) => hasMap || !mapTables.includes(name));
}

function orNothing(rows: readonly Row[] = []): readonly Row[] | undefined {
  return rows.length === 0 ? undefined : rows;
}

function answerRow(breakEven: BreakEvenResult): Row {
  const { id, statement = null, factor, target, from, to, several, least, greatest } = breakEven;
  const { output: _, ...value } = outputRow(breakEven.value);
  return {
    breakEven: id,
    statement,
    factor,
    with: breakEven.with.join(" "),
    target,
    from,
    to,
    ...estimateCells("found", breakEven.found),
    ...value,
    several,
    least: least?.median ?? null,
    least_at: least?.value ?? null,
    greatest: greatest?.median ?? null,
    greatest_at: greatest?.value ?? null,
  };
}

function curveRows({ id, factor, left, curve }: BreakEvenResult): readonly Row[] {
  return curve.map(({ value, ...band }) => ({ breakEven: id, factor, value, of: left, ...bandCells(band) }));
}

function cellRows({ id, factor, left, curve, map }: BreakEvenResult): readonly Row[] {
  if (map === undefined) return [];
  return map.cells.flatMap((row, r) =>
    row.map((band, k) => ({
      breakEven: id,
      factor,
      value: curve[k]!.value,
      second: map.factor,
      second_value: map.values[r]!,
      of: left,
      ...bandCells(band),
    })),
  );
}

function plateauRows({ id, factor, map }: BreakEvenResult): readonly Row[] {
  if (map === undefined) return [];
  return map.plateau.map(({ value, found, ...band }) => ({
    breakEven: id,
    second: map.factor,
    second_value: value,
    of: factor,
    ...bandCells(band),
    ...estimateCells("found", found),
  }));
}

function bandCells({ deterministic, low, median, high }: BandPoint): Row {
  return { deterministic, low, median, high };
}
