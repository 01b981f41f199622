import { computeMoments } from "../moments.ts";
import { shapleyValues } from "../shapley/subsets.ts";
import type { GivenMethod } from "./method.ts";
import { averageRanks } from "./ranks.ts";

/** Rows whose y stand for one conditional distribution: a row and the nearest others. */
const NEIGHBOURS = 3;
/** Up to this many factors every set of them is visited; beyond, chains of sets along random orders. */
const MOST_EXACT = 6;
const ORDERS = 32;

/** Adds the squared differences of twice the ranks, whole numbers, of one factor to the distances of all pairs. */
function addFactor(distances: Float64Array, ranks: Float64Array): void {
  const n = ranks.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const difference = 2 * (ranks[i] - ranks[j]);
      distances[i * n + j] += difference * difference;
    }
  }
}

/** The variance of y (divisor k − 1) over a row and its two nearest rows, the first of equals. */
function varianceNear(row: number, distances: Float64Array, y: Float64Array): number {
  const n = y.length;
  let [near, next] = [-1, -1];
  let [nearest, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let j = 0; j < n; j++) {
    const distance = distances[row * n + j];
    if (distance >= second || j === row) continue;
    if (distance < nearest) {
      [next, second] = [near, nearest];
      [near, nearest] = [j, distance];
    } else [next, second] = [j, distance];
  }
  const mean = (y[row] + y[near] + y[next]) / NEIGHBOURS;
  const [a, b, c] = [y[row] - mean, y[near] - mean, y[next] - mean];
  return (a * a + b * b + c * c) / (NEIGHBOURS - 1);
}

/** E[Var(Y | the factors whose distances these are)]. */
function meanVarianceNear(distances: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < y.length; row++) sum += varianceNear(row, distances, y);
  return sum / y.length;
}

/** Worth of every set of factors: E[Var(Y | the others)]; 0 of none, since y is a function of all factors. */
function worthOfSets(ranks: readonly Float64Array[], y: Float64Array, variance: number): Float64Array {
  const all = 2 ** ranks.length - 1;
  const worth = new Float64Array(all + 1);
  worth[all] = variance;
  const distances = new Float64Array(y.length * y.length);
  for (let set = 1; set < all; set++) {
    distances.fill(0);
    ranks.forEach((column, i) => {
      if (Math.floor(set / 2 ** i) % 2 === 0) addFactor(distances, column);
    });
    worth[set] = meanVarianceNear(distances, y);
  }
  return worth;
}

/** Orders of d factors in which each stands equally often at each place: rotations of fixed strides. */
function ordersOf(players: number): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(ORDERS / players) * players }, (_, k) => {
    const shift = k % players;
    const round = Math.floor(k / players);
    const keys = Array.from(
      { length: players },
      (_, i) => ((i + 1) * (2 * round + 1) * 0.6180339887498949) % 1,
    );
    const order = keys.map((_, i) => i).sort((a, b) => keys[a] - keys[b]);
    return order.map((_, i) => order[(i + shift) % players]);
  });
}

/** Shapley values by chains: factors are given one after another, and each is worth what variance it takes away. */
function valuesByChains(ranks: readonly Float64Array[], y: Float64Array, variance: number): Float64Array {
  const players = ranks.length;
  const values = new Float64Array(players);
  const orders = ordersOf(players);
  const distances = new Float64Array(y.length * y.length);
  for (const order of orders) {
    distances.fill(0);
    let before = variance;
    order.forEach((player, place) => {
      addFactor(distances, ranks[player]);
      const left = place === players - 1 ? 0 : meanVarianceNear(distances, y);
      values[player] += (before - left) / orders.length;
      before = left;
    });
  }
  return values;
}

/**
 * Shapley effects from rows that exist already, by the nearest neighbours of Broto, Bachoc & Depecker (2020): the
 * variance of y among a row and its two nearest rows in some factors (Euclidean distance of ranks) stands for
 * Var(Y | those factors). Shares of the variance (divisor n) that add up to 1.
 */
export const shapleyNeighbours: GivenMethod = {
  name: "shapleyNeighbours",
  title: "Shapley effects by nearest neighbours",
  measures: ["sh"],
  totals: ["variance"],
  resampling: "halves",
  neighbours: true,
  mostRows: 512,
  mostResampled: 4,
  compute(x, y) {
    const variance = computeMoments(y, 0, y.length).squares / y.length;
    const ranks = x.map(averageRanks);
    const values =
      x.length <= MOST_EXACT
        ? shapleyValues(worthOfSets(ranks, y, variance), x.length)
        : valuesByChains(ranks, y, variance);
    return Float64Array.of(variance, ...values.map((value) => value / variance));
  },
};
