import { fillColumn } from "../../design/index.ts";
import { bindDistribution } from "../../families/bind.ts";
import type { Distribution } from "../../families/family.ts";
import { normalCdf, normalQuantile } from "../../math/special/normal.ts";
import type { CorrelatedGroup, Model } from "../../model/model.ts";
import { layOutColumns } from "../columns.ts";
import type { FactorSource } from "../evaluate.ts";
import { type Conditional, conditionScores } from "./conditional.ts";
import { orderOfRow } from "./player-orders.ts";
import type { ShapleyPoints } from "./points.ts";

/** Tells whether a player is drawn anew in a row of a variant. */
type IsFresh = (player: number, variant: number, row: number) => boolean;

function freshness(points: ShapleyPoints): IsFresh {
  if (points.exact) return (player, variant) => Math.floor(variant / 2 ** player) % 2 === 1;
  const { rows, players } = points;
  // Every component of every factor asks for the orders of all rows.
  const places = new Uint16Array(rows * players);
  for (let row = 0; row < rows; row++) {
    orderOfRow(points, row).forEach((player, place) => {
      places[row * players + player] = place;
    });
  }
  return (player, variant, row) => places[row * players + player]! < variant;
}

/** A correlated group with the conditionals met so far, by the set of its members that are drawn anew. */
interface Group extends CorrelatedGroup {
  readonly known: Map<number, Conditional>;
}

function conditionalOf(group: Group, set: number): Conditional {
  let found = group.known.get(set);
  if (found === undefined) {
    const n = group.factors.length;
    const fresh = group.factors.map((_, i) => Math.floor(set / 2 ** i) % 2 === 1);
    found = conditionScores(group.cholesky, n, fresh);
    group.known.set(set, found);
  }
  return found;
}

/** Writes the u of two samples of each member, as normal scores. */
function scoresOf(points: ShapleyPoints, column: (matrix: 0 | 1) => number, first: number, last: number) {
  return ([0, 1] as const).map((matrix) => {
    const u = new Float64Array(last - first);
    fillColumn(points.plan, column(matrix), first, last, u);
    return u.map(normalQuantile);
  });
}

function quantileOfScore(distribution: Distribution, z: number): number {
  return z <= 0 ? distribution.quantile(normalCdf(z)) : distribution.upperQuantile(normalCdf(-z));
}

/** Values of the factors at the points of a Shapley design. */
export function shapleySource(model: Model, points: ShapleyPoints): FactorSource {
  const { rows, plan, playerOf } = points;
  const { columnOf } = layOutColumns(model, 2);
  const distributions = model.factors.map((factor) => bindDistribution(factor.distribution));
  const groups: readonly Group[] = model.groups.map((group) => ({ ...group, known: new Map() }));
  // By stream: options of a joint choice follow the one draw that stands for them.
  const groupOf = new Map(
    groups.flatMap((group) =>
      group.factors.map((member) => [model.factors[member]!.stream, { group, member }] as const),
    ),
  );
  const isFresh = freshness(points);

  const fillAlone = (factor: number, component: number, variant: number, first: number, last: number) => {
    const columns = ([0, 1] as const).map((matrix) => {
      const u = new Float64Array(last - first);
      fillColumn(plan, columnOf(factor, component, matrix), first, last, u);
      return u;
    });
    const player = playerOf[factor]!;
    return Float64Array.from({ length: last - first }, (_, k) =>
      distributions[factor]!.quantile(columns[isFresh(player, variant, first + k) ? 1 : 0]![k]!),
    );
  };
  const fillGrouped = (
    { group, member }: { group: Group; member: number },
    factor: number,
    component: number,
    variant: number,
    first: number,
    last: number,
  ) => {
    const n = group.factors.length;
    const own = group.factors.indexOf(member) * n;
    const scores = group.factors.map((other) =>
      scoresOf(points, (matrix) => columnOf(other, component, matrix), first, last),
    );
    return Float64Array.from({ length: last - first }, (_, k) => {
      const set = group.factors.reduce(
        (sum, other, i) => (isFresh(playerOf[other]!, variant, first + k) ? sum + 2 ** i : sum),
        0,
      );
      const weights = conditionalOf(group, set);
      let z = 0;
      for (let i = 0; i < n; i++) {
        z += weights.first[own + i]! * scores[i]![0]![k]! + weights.second[own + i]! * scores[i]![1]![k]!;
      }
      return quantileOfScore(distributions[factor]!, z);
    });
  };
  return {
    fill(factor, component, from, to, out, offset) {
      const group = groupOf.get(model.factors[factor]!.stream);
      for (let row = from; row < to; ) {
        const variant = Math.floor(row / rows);
        const first = row - variant * rows;
        const last = Math.min(rows, first + to - row);
        const values =
          group === undefined
            ? fillAlone(factor, component, variant, first, last)
            : fillGrouped(group, factor, component, variant, first, last);
        out.set(values, offset + row - from);
        row += last - first;
      }
    },
  };
}
