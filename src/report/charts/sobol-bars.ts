import type { SobolIndex, SobolResult } from "../../result/sensitivity-result.ts";
import { slug } from "../slug.ts";
import { supportedText } from "../supported-digits.ts";
import type { Chart, Figure } from "./chart.ts";
import { bySize, indexBars, indexTable, shownBars } from "./index-bars.ts";
import { endsOf } from "./interval-rows.ts";

/** First- and total-order indices with their intervals, one figure a target, and one of its logarithm. */
export const sobolBars: Chart = ({ sobol = [] }) =>
  sobol.flatMap((item) => [
    ...barsFigure(item.output, item, item.indices, item.dummy),
    ...(item.log === undefined
      ? []
      : barsFigure(`ln ${item.output}`, item, item.log.indices, item.log.dummy)),
  ]);

function barsFigure(
  target: string,
  { evaluations, estimator }: SobolResult,
  indices: readonly SobolIndex[],
  dummy: SobolResult["dummy"] | undefined,
): readonly Figure[] {
  const sorted = bySize(indices);
  const { shown, others } = shownBars(sorted);
  const [first] = shown;
  if (first === undefined) return [];
  const floor = endsOf(dummy?.st ?? { value: null, reason: "" }).high;
  return [
    {
      name: `sobol-${slug(target)}`,
      section: "drivers",
      title: `${first.factor} accounts for ${supportedText(first.st)} of the variance of ${target}, interactions included`,
      caption: `Sobol' indices of ${target}: the share of its variance that a factor explains alone (S1) and with all its interactions (ST), with 95 % intervals; ${evaluations} evaluations, estimator ${estimator}.${floor === null ? "" : " Dotted: what a factor without effect would show."}${others}`,
      spec: indexBars(shown, floor),
      table: indexTable(sorted),
    },
  ];
}
