import type { BreakEvenMap, BreakEvenResult, CurvePoint } from "../result/break-even-result.ts";
import type { Result } from "../result/result.ts";
import { bandCell, estimateCell, numberCell, quantileOf } from "./cells.ts";
import { textTable } from "./text-table.ts";

/** A break-even as text for a terminal: the answer, the curve, the map. */
export function renderBreakEven(result: Result, bold: (text: string) => string): string {
  return (result.breakEven ?? [])
    .map((found) =>
      [
        `${bold(`${result.name}: ${found.target} along ${found.factor}`)}\n`,
        ...answer(found).map((line) => `  ${line}`),
        "",
        textTable([found.factor, "median", "95 % of draws"], found.curve.map(curveRow)),
        ...(found.map === undefined ? [] : ["", mapTable(found, found.map)]),
        `\n${found.value.draws} draws, seed ${result.manifest.seed}. Result ${result.manifest.resultDigest.slice(0, 16)}.\n`,
      ].join("\n"),
    )
    .join("\n");
}

function answer({
  factor,
  from,
  to,
  found,
  value,
  several,
  least,
  greatest,
}: BreakEvenResult): readonly string[] {
  if (found.value === 0) {
    const range = `between ${numberCell(from)} and ${numberCell(to)}`;
    return [
      `No value of ${factor} ${range} meets the target in any draw.`,
      `The median of the left side runs from ${numberCell(least?.median ?? null)} (at ${numberCell(least?.value ?? null)}) to ${numberCell(greatest?.median ?? null)} (at ${numberCell(greatest?.value ?? null)}).`,
    ];
  }
  return [
    `${factor} = ${numberCell(quantileOf(value, 0.5))} (median; 95 % of draws from ${bandCell(value)}).`,
    `There is such a value in the range with probability ${estimateCell(found)}.`,
    ...(several === 0 ? [] : [`${several} draws have more than one; the first is taken.`]),
  ];
}

function curveRow({ value, low, median, high }: CurvePoint): readonly string[] {
  return [numberCell(value), numberCell(median), `${numberCell(low)} … ${numberCell(high)}`];
}

function mapTable({ factor, curve }: BreakEvenResult, map: BreakEvenMap): string {
  const some = curve.map((_, k) => k).filter((k) => k % Math.ceil(curve.length / 6) === 0);
  return textTable(
    [`${map.factor} \\ ${factor}`, ...some.map((k) => numberCell(curve[k]!.value)), "met at"],
    map.values.map((value, row) => [
      numberCell(value),
      ...some.map((k) => numberCell(map.cells[row]![k]!)),
      numberCell(map.plateau[row]!),
    ]),
  );
}
