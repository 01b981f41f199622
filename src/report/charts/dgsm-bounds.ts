import type { DgsmMeasure, DgsmResult } from "../../result/method-results.ts";
import { slug } from "../slug.ts";
import { supportedText } from "../supported-digits.ts";
import { wantsLog } from "./axes.ts";
import type { Chart, Figure } from "./chart.ts";
import { endsOf, estimateCells, estimateColumns, type IntervalRow, intervalRows } from "./interval-rows.ts";

/** Rows that a figure has room for; the table behind it has them all. */
const shown = 20;
/** Factors whose bound is below this share of the variance could be left out. */
const small = 0.01;

/** Upper bounds of total indices from derivatives: what can at most matter, one figure a target. */
export const dgsmBounds: Chart = ({ dgsm = [] }) => dgsm.flatMap(boundsFigure);

/** The lower of the two bounds: both hold. */
function tighter({ bound, scoreBound }: DgsmMeasure) {
  if (bound.value === null) return scoreBound;
  return scoreBound.value !== null && scoreBound.value < bound.value ? scoreBound : bound;
}

function boundsFigure({ output, measures, evaluations }: DgsmResult): readonly Figure[] {
  const rows = measures
    .flatMap((measure): IntervalRow[] => {
      const estimate = tighter(measure);
      const { value, low, high } = endsOf(estimate);
      if (value === null) return [];
      return [{ label: measure.factor, value, low, high, text: supportedText(estimate) }];
    })
    .sort((a, b) => b.value - a.value);
  if (rows.length === 0) return [];
  const negligible = rows.filter(({ value, high }) => (high ?? value) < small).length;
  const more = rows.length > shown ? ` The ${shown} largest of ${rows.length}.` : "";
  const values = rows.slice(0, shown).flatMap(({ value, low }) => [value, low ?? value]);
  return [
    {
      name: `dgsm-${slug(output)}`,
      section: "drivers",
      title: `${negligible} of ${rows.length} factors account for less than ${small * 100} % of the variance of ${output} each`,
      caption: `Upper bounds of the total Sobol' indices (ST) of ${output} from its mean squared derivatives, with 95 % intervals; ${evaluations} evaluations. A small bound rules a factor out; a large one, above 1 too, says nothing.${more}`,
      spec: intervalRows(rows.slice(0, shown), {
        title: "share of the variance, at most",
        scale: wantsLog(values) ? { type: "log", nice: false } : { zero: true, nice: true },
        axis: {
          format: "~g",
          tickCount: { expr: "narrow ? 3 : 6" },
          orient: "top",
          domain: false,
          ticks: false,
        },
        reference: 1,
      }),
      table: {
        columns: [
          { name: "factor" },
          ...estimateColumns("bound of ST"),
          { name: "constant" },
          ...estimateColumns("bound by scores"),
          ...estimateColumns("mean squared derivative"),
        ],
        rows: measures.map(({ factor, nu, bound, boundBy, scoreBound }) => [
          factor,
          ...estimateCells(bound),
          boundBy ?? "–",
          ...estimateCells(scoreBound),
          ...estimateCells(nu),
        ]),
      },
    },
  ];
}
