import type { EfastResult } from "../../result/method-results.ts";
import { slug } from "../slug.ts";
import { supportedText } from "../supported-digits.ts";
import type { Chart, Figure } from "./chart.ts";
import { bySize, indexBars, indexTable, shownBars } from "./index-bars.ts";

/** First- and total-order indices by the extended Fourier amplitude sensitivity test, one figure a target. */
export const efastBars: Chart = ({ efast = [] }) => efast.flatMap(barsFigure);

function barsFigure({ output, indices, evaluations, curves, points }: EfastResult): readonly Figure[] {
  const sorted = bySize(indices);
  const { shown, others } = shownBars(sorted);
  const [first] = shown;
  if (first === undefined) return [];
  return [
    {
      name: `efast-${slug(output)}`,
      section: "drivers",
      title: `${first.factor} accounts for ${supportedText(first.st)} of the variance of ${output} by eFAST`,
      caption: `eFAST indices of ${output}: the share of its variance that a factor explains alone (S1) and with all its interactions (ST), with 95 % intervals over ${curves} curves of ${points} points for each factor; ${evaluations} evaluations.${others}`,
      spec: indexBars(shown, null),
      table: indexTable(sorted),
    },
  ];
}
