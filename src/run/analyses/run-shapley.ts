import { absentEstimate } from "../../analyze/estimate.ts";
import { estimateShapley } from "../../analyze/shapley/estimate-shapley.ts";
import { columnKey } from "../../design/key.ts";
import { orderOfRow } from "../../evaluate/points/player-orders.ts";
import type { ShapleyPoints } from "../../evaluate/points/points.ts";
import type { ShapleyResult } from "../../result/method-results.ts";
import type { ShapleyDeclaration } from "../../scenario/analyses/index.ts";
import { evaluatePoints, type PointContext, planPoints } from "./evaluate-points.ts";
import { checkGroups } from "./groups.ts";
import { choosePlayers, type Players } from "./players.ts";

/** Up to this many players `auto` visits every set of them. */
const MOST_EXACT = 6;
/** More players than this can't have every set visited. */
const MOST_SETS = 12;

function makePoints(declaration: ShapleyDeclaration, context: PointContext, players: Players): ShapleyPoints {
  const count = players.names.length;
  const plan = planPoints(context, "shapley", declaration.base, declaration.replicates, 2);
  const exact =
    declaration.orders === "all" ? count <= MOST_SETS : declaration.orders === "auto" && count <= MOST_EXACT;
  return {
    kind: "shapley",
    plan,
    rows: plan.draws,
    variants: exact ? 2 ** count : count + 1,
    players: count,
    playerOf: players.playerOf,
    exact,
    key: columnKey(plan.key, "orders", "", 0),
  };
}

function groupsOf(players: Players, context: PointContext) {
  return players.names
    .map((name, player) => ({
      name,
      factors: [
        ...new Set(
          context.model.factors.flatMap(({ id }, i) => (players.playerOf[i] === player ? [id] : [])),
        ),
      ],
    }))
    .filter(({ name, factors }) => factors.length > 1 || factors[0] !== name);
}

/** Shapley effects on every target. */
export async function runShapley(
  declaration: ShapleyDeclaration,
  context: PointContext,
): Promise<readonly ShapleyResult[]> {
  checkGroups(context.model, declaration.groups);
  const players = choosePlayers(context.scenario, context.model, declaration.groups, declaration.parts);
  if (players.names.length === 0) return [];
  const points = makePoints(declaration, context, players);
  const columns = await evaluatePoints(context, points);
  const estimator = points.exact ? "all sets of players" : "one random order of the players for each pair";
  return columns.map((y, target) => {
    const { rows } = points;
    const found = estimateShapley({
      players: players.names.length,
      replicates: declaration.replicates,
      rows,
      exact: points.exact,
      orderOf: (row) => orderOfRow(points, row),
      y,
    });
    const refused = found.failures > 0 && declaration.failures === "refuse";
    const absent = absentEstimate(
      `${found.failures} of ${rows} pairs of points failed. With failures: drop they are left out`,
    );
    return {
      output: context.targets[target]!,
      estimator,
      evaluations: rows * points.variants,
      variance: refused ? absent : found.variance,
      effects: players.names.map((factor, i) => ({
        factor,
        ...(refused ? { sh: absent, variance: null } : found.effects[i]!),
      })),
      failures: { rows: found.failures, of: rows },
      groups: groupsOf(players, context),
    };
  });
}
