import type { SobolIndex, SobolResult } from "../../result/sensitivity-result.ts";
import { slug } from "../slug.ts";
import { supportedText } from "../supported-digits.ts";
import type { Chart, Figure } from "./chart.ts";
import { bySize, indexBars, indexTable } from "./index-bars.ts";
import { endsOf } from "./interval-rows.ts";

/** Bars that a figure has room for; the table behind it has them all. */
const shown = 16;

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
  const found = sorted.filter(({ s1, st }) => s1.value !== null || st.value !== null);
  if (found.length === 0) return [];
  const [first] = found;
  const more = found.length > shown ? ` The ${shown} largest of ${found.length}.` : "";
  const floor = endsOf(dummy?.st ?? { value: null, reason: "" }).high;
  return [
    {
      name: `sobol-${slug(target)}`,
      section: "drivers",
      title: `${first!.factor} accounts for ${supportedText(first!.st)} of the variance of ${target}, interactions included`,
      caption: `Sobol' indices of ${target}: the share of its variance that a factor explains alone (S1) and with all its interactions (ST), with 95 % intervals; ${evaluations} evaluations, estimator ${estimator}.${floor === null ? "" : " Dotted: what a factor without effect would show."}${more}`,
      spec: indexBars(found.slice(0, shown), floor),
      table: indexTable(sorted),
    },
  ];
}
