import type { ConditionalShape } from "../../analyze/claims/conditional-shape.ts";
import type { ClaimResult, DecisiveResult } from "../../result/claim-result.ts";
import { slug } from "../slug.ts";
import { chosenText, numberText } from "./axes.ts";
import type { Chart, Figure } from "./chart.ts";
import { type Drawing, drawingGrid, outlineOf } from "./drawing-grid.ts";
import type { Colour } from "./theme.ts";

type Shaped = DecisiveResult & { readonly shape: ConditionalShape };

/** Densities of the decisive factors where a claim holds and where it fails: one figure a claim. */
export const decisiveDensities: Chart = ({ claims = [] }) => claims.flatMap(densitiesFigure);

function densitiesFigure(claim: ClaimResult): readonly Figure[] {
  const { id, statement, decisive, split, draws } = claim;
  const shaped = decisive.filter((item): item is Shaped => item.shape !== undefined);
  const [first] = shaped;
  if (first === undefined) return [];
  const kinds = kindsOf(split);
  const [[holds], [fails]] = kinds;
  return [
    {
      name: `decisive-${slug(id)}`,
      section: "conclusions",
      title: `${statement}: ${first.factor} decides most, it ${split === "margin" ? "comes near to turning over" : "fails"} where that is ${first.fails}`,
      caption: `Density of each decisive factor ${split === "margin" ? "in the tenth of the draws nearest to turning over and in the others" : "in draws where the claim holds and where it fails"}, each of the same area; in brackets the distance of Kolmogorov and Smirnov between them, from ${draws} draws. All but the outermost half percent on either side. A factor with a value for each system is summed as it acts on the result, without unit.`,
      spec: drawingGrid(
        shaped.map((item) => drawingOf(item, holds, fails)),
        kinds,
      ),
      table: {
        columns: [
          { name: "factor" },
          { name: "from", numeric: true },
          { name: "to", numeric: true },
          { name: `draws: ${holds}`, numeric: true },
          { name: `draws: ${fails}`, numeric: true },
        ],
        rows: shaped.flatMap(({ factor, shape }) =>
          shape.holds.map((count, index) => [
            factor,
            ...endsOf(shape, index).map((value) => ({ value, text: numberText(value) })),
            ...[count, shape.fails[index]!].map((value) => ({ value, text: `${value}` })),
          ]),
        ),
      },
    },
  ];
}

function kindsOf(
  split: ClaimResult["split"],
): readonly [readonly [string, Colour], readonly [string, Colour]] {
  return split === "margin"
    ? [
        ["the other draws", "blue"],
        ["nearest to turning over", "orange"],
      ]
    : [
        ["holds", "blue"],
        ["fails", "orange"],
      ];
}

function drawingOf({ factor, score, over, shape }: Shaped, holds: string, fails: string): Drawing {
  const densities = [shape.holds, shape.fails].map(shares);
  const most = Math.max(...densities.flat());
  const range = over === undefined ? `${endText(shape, 0)} to ${endText(shape, -1)}` : `on ${over}`;
  return {
    name: `${factor} (${score.toFixed(2)})`,
    note: range,
    about: over === undefined ? "" : `sum of its values as they act on ${over}`,
    areas: [holds, fails].map((kind, side) => ({
      kind,
      outline: outlineOf({ ...shape, heights: densities[side]! }, most),
    })),
  };
}

function shares(counts: readonly number[]): readonly number[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map((count) => (sum > 0 ? count / sum : 0));
}

/** The ends of a bin, or a single value twice. */
function endsOf(shape: ConditionalShape, index: number): readonly [number, number] {
  if ("values" in shape) return [shape.values[index]!, shape.values[index]!];
  const width = (shape.high - shape.low) / shape.holds.length;
  return [shape.low + index * width, shape.low + (index + 1) * width];
}

function endText(shape: ConditionalShape, end: 0 | -1): string {
  const value = "values" in shape ? shape.values.at(end)! : end === 0 ? shape.low : shape.high;
  return chosenText(Number(value.toPrecision(3)));
}
