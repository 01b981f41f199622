import { dependentGroups } from "../dependent-groups.ts";
import { drawnOf } from "../drawn.ts";
import { choicesOf } from "../joint-choices.ts";
import type { Correlation, Factor, Sampling } from "../scenario.ts";
import type { AnalysisCommon } from "./analysis.ts";
import type { MorrisDeclaration } from "./morris.ts";
import type { ShapleyDeclaration } from "./shapley.ts";
import type { SobolDeclaration } from "./sobol.ts";

/** What `--method auto` looks at. */
export interface AutoContext {
  readonly factors: readonly Factor[];
  readonly correlations: readonly Correlation[];
  /** How often the model is computed for one evaluation: once for each system. */
  readonly systems: number;
  /** Of the bands. */
  readonly sampling: Pick<Sampling, "design" | "draws">;
  /** The declarations of a scenario, or their defaults. */
  readonly declared: {
    readonly sobol: SobolDeclaration;
    readonly morris: MorrisDeclaration;
    readonly shapley: ShapleyDeclaration;
  };
  /** Methods whose sizes the scenario itself states. */
  readonly stated: readonly string[];
}

/** What `--method auto` picked, and why. */
export interface ChosenMethods {
  readonly methods: readonly string[];
  readonly reason: string;
  /** Rows of a method whose default is beyond the budget. */
  readonly base?: Readonly<Record<string, number>>;
}

/** Chooses methods; the default is `chooseMethods`, for a model that can be evaluated. */
export type ChooseMethods = (context: AutoContext) => ChosenMethods;

/** Most evaluations that are picked unasked, and most models computed, one for each system: a minute or so. */
const mostEvaluations = 1_000_000;
const mostComputed = 100_000_000;
/** Fewest rows in each replicate with which indices are still told apart. */
const leastBase = 256;
/** Up to this many players every set of them is visited (see `run-shapley.ts`). */
const mostExact = 6;

/** Ids of everything that is drawn, with the factor that declares it. */
export function drawnIds(
  factors: readonly Factor[],
): readonly { readonly id: string; readonly name: string }[] {
  const choices = choicesOf(factors);
  return factors.flatMap((factor) => {
    const { name } = factor;
    const isSet = choices
      .get(name)
      ?.options.some(({ set }) => set !== undefined && set.distribution.family !== "constant");
    return drawnOf(factor)
      .filter(({ id, distribution }) => distribution.family !== "constant" || (id === name && isSet === true))
      .map(({ id }) => ({ id, name }));
  });
}

/** How many groups a method moves; without `correlations` correlated factors count each. */
function countGroups(
  { factors }: Pick<AutoContext, "factors">,
  correlations: readonly Correlation[],
  { groups, parts }: Pick<AnalysisCommon, "groups" | "parts">,
): number {
  const tied = dependentGroups({ factors, correlations });
  const keys = drawnIds(factors).map(({ id, name }) => {
    const own = groups.find(({ members }) =>
      members.some((member) => member.name === id || member.name === name),
    );
    const together = tied.get(name)!;
    return own?.name ?? (parts === "apart" && together === name ? id : together);
  });
  return new Set(keys).size;
}

/** Evaluations that Sobol' indices take for each row of A. */
function sobolPointsPerRow({ both }: Pick<SobolDeclaration, "both">, groups: number): number {
  return 2 + groups * (both ? 2 : 1);
}

function isAffordable(evaluations: number, { systems }: AutoContext): boolean {
  return evaluations <= mostEvaluations && evaluations * systems <= mostComputed;
}

/** The rows to take: those stated, else the default, halved until they are affordable; undefined where none are. */
function affordableBase(
  name: string,
  { base, replicates }: { readonly base: number; readonly replicates: number },
  points: number,
  context: AutoContext,
): number | undefined {
  const least = context.stated.includes(name) ? base : leastBase;
  for (let rows = base; rows >= least; rows /= 2) {
    if (isAffordable(rows * replicates * points, context)) return rows;
  }
  return undefined;
}

/** A whole number with its thousands apart, from five digits on. */
const count = (value: number): string =>
  value < 10_000 ? `${value}` : `${value}`.replace(/\B(?=(\d{3})+$)/g, " ");

function budgetOf({ systems }: AutoContext): string {
  const most = Math.min(mostEvaluations, Math.floor(mostComputed / systems));
  return `${count(most)} evaluations${systems === 1 ? "" : ` of ${systems} systems`}`;
}

/** Shapley effects for correlated factors, where they are affordable. */
function chooseDependent(context: AutoContext): ChosenMethods | undefined {
  const { shapley } = context.declared;
  const players = countGroups(context, [], shapley);
  const points = players <= mostExact ? 2 ** players : players + 1;
  const base = affordableBase("shapley", shapley, points, context);
  if (base === undefined) return undefined;
  const pairs = context.correlations.length;
  return {
    methods: ["shapley"],
    base: { shapley: base },
    reason: `${pairs === 1 ? "two factors are" : `${pairs} pairs of factors are`} correlated, and Shapley effects share out what correlated factors explain together (${count(base * shapley.replicates * points)} evaluations)`,
  };
}

/** The methods for a scenario whose model can be evaluated: the first of the table in docs/sensitivity-methods.md. */
export function chooseMethods(context: AutoContext): ChosenMethods {
  const { correlations, declared } = context;
  const dependent = correlations.length > 0 ? chooseDependent(context) : undefined;
  if (dependent !== undefined) return dependent;
  const { sobol, morris } = declared;
  const tied =
    correlations.length > 0 ? ", of which correlated factors are one: Shapley effects would cost more" : "";
  const groups = countGroups(context, correlations, sobol);
  const points = sobolPointsPerRow(sobol, groups);
  const base = correlations.length > 0 ? undefined : affordableBase("sobol", sobol, points, context);
  if (base !== undefined) {
    const cost = count(base * sobol.replicates * points);
    return {
      methods: ["sobol"],
      base: { sobol: base },
      reason: `${groups === 1 ? "one factor or group" : `${groups} factors or groups are independent of each other`}, and S1 and ST of a Saltelli design are affordable (${cost} evaluations)`,
    };
  }
  const moved = countGroups(context, correlations, morris);
  const walks = morris.trajectories * (moved + 1);
  if (isAffordable(walks, context)) {
    return {
      methods: ["morris"],
      reason: `${moved} factors or groups are too many for Sobol' indices within ${budgetOf(context)}; elementary effects tell in ${count(walks)} which of them matter${tied}`,
    };
  }
  return {
    methods: ["src", "spearman", "pawn"],
    reason: `${moved} factors or groups are too many even for elementary effects within ${budgetOf(context)}; these methods need none beyond the ${count(context.sampling.draws)} draws of the bands`,
  };
}
