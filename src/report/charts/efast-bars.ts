import type { EfastResult } from "../../result/method-results.ts";
import { slug } from "../slug.ts";
import { supportedText } from "../supported-digits.ts";
import type { Chart, Figure } from "./chart.ts";
import { bySize, indexBars, indexTable } from "./index-bars.ts";

/** Bars that a figure has room for; the table behind it has them all. */
const shown = 16;

/** First- and total-order indices by the extended Fourier amplitude sensitivity test, one figure a target. */
export const efastBars: Chart = ({ efast = [] }) => efast.flatMap(barsFigure);

function barsFigure({ output, indices, evaluations, curves, points }: EfastResult): readonly Figure[] {
  const sorted = bySize(indices);
  const found = sorted.filter(({ s1, st }) => s1.value !== null || st.value !== null);
  const [first] = found;
  if (first === undefined) return [];
  const more = found.length > shown ? ` The ${shown} largest of ${found.length}.` : "";
  return [
    {
      name: `efast-${slug(output)}`,
      section: "drivers",
      title: `${first.factor} accounts for ${supportedText(first.st)} of the variance of ${output} by eFAST`,
      caption: `eFAST indices of ${output}: the share of its variance that a factor explains alone (S1) and with all its interactions (ST), with 95 % intervals over ${curves} curves of ${points} points for each factor; ${evaluations} evaluations.${more}`,
      spec: indexBars(found.slice(0, shown), null),
      table: indexTable(sorted),
    },
  ];
}
