import { type Issue, IssueError } from "../core/issue.ts";
import type { Model } from "../model/model.ts";
import type { QuantityDeclaration, ResultPath } from "../scenario/scenario.ts";
import type { PreparedReductions } from "./make-job.ts";
import type { PreparedTrend } from "./prepare-trend.ts";
import { type Primitive, type QuantityJob, type Reductions, targetsOfTrend } from "./reductions.ts";

/**
 * The trends and aggregates that can be computed, and quantities over them by number; the variants of trends follow
 * the trends themselves.
 *
 * @throws IssueError where a quantity reads a trend or an aggregate that cannot be computed, or a system that the
 * scenario dropped.
 */
export function bindQuantities(
  prepared: PreparedReductions,
  model: Model,
  quantities: readonly QuantityDeclaration[],
): Reductions {
  const issues: Issue[] = [];
  const trends = computed(prepared.trends);
  const aggregates = computed(prepared.aggregates);
  const bind = (path: ResultPath): Primitive | string => {
    if (path.kind === "output") {
      const system = path.system === undefined ? 0 : model.systems.indexOf(path.system);
      if (system < 0) return `the system "${path.system}" was dropped`;
      return { kind: "output", system, target: model.targets.indexOf(path.output) };
    }
    const items = path.kind === "trend" ? trends : aggregates;
    const index = items.findIndex(({ declaration }) => declaration.id === path.id);
    if (index < 0) return `the ${path.kind} "${path.id}" has no value: ${refusalOf(prepared, path)}`;
    return path.kind === "trend" ? bindTrend(trends, index, path) : { kind: "aggregate", index };
  };
  const jobs = quantities.map(({ expr, reads, place, id }): QuantityJob => {
    const bound: Record<string, Primitive> = {};
    for (const [name, path] of Object.entries(reads)) {
      const primitive = bind(path);
      if (typeof primitive === "object") bound[name] = primitive;
      else
        issues.push({
          ...place,
          got: id,
          expected: "results that can be computed",
          hint: `Here ${primitive}.`,
        });
    }
    return { expr, reads: bound };
  });
  if (issues.length > 0) throw new IssueError(issues);
  return {
    trends: [...trends.map(({ job }) => job), ...trends.flatMap(({ variants = [] }) => variants)],
    aggregates: aggregates.map(({ job }) => job),
    quantities: jobs,
  };
}

/** A trend or its variant; without a choice of systems drawn, the inputs alone are all there is. */
function bindTrend(
  trends: readonly PreparedTrend[],
  index: number,
  { id, measure, variant }: Extract<ResultPath, { kind: "trend" }>,
): Primitive | string {
  const { variants } = trends[index]!;
  if (variants === undefined && variant === "composition")
    return `the choice of systems of "${id}" is not drawn: there is no factor system_sample that varies`;
  if (variants === undefined || variant === undefined) return { kind: "trend", index, measure };
  const first = trends.length + variants.length * index;
  return { kind: "trend", index: variant === "inputs" ? first : first + 1, measure };
}

function computed<T extends { readonly refusal: string | undefined }>(items: readonly T[]): readonly T[] {
  return items.filter(({ refusal }) => refusal === undefined);
}

function refusalOf(
  { trends, aggregates }: PreparedReductions,
  { kind, id }: Extract<ResultPath, { id: string }>,
): string {
  const items: readonly { declaration: { id: string }; refusal: string | undefined }[] =
    kind === "trend" ? trends : aggregates;
  return items.find(({ declaration }) => declaration.id === id)?.refusal ?? "it is not declared";
}

/**
 * Only what the quantities read: the trends and aggregates among them, and a model that computes no other target.
 * For jobs that want nothing else: they fit a trend in every row, since each is asked for.
 */
export function narrow(
  model: Model,
  reductions: Reductions,
): { readonly model: Model; readonly reductions: Reductions } {
  const primitives = reductions.quantities.flatMap(({ reads }) => Object.values(reads));
  const wanted = (kind: "trend" | "aggregate"): readonly number[] =>
    [...new Set(primitives.flatMap((p) => (p.kind === kind ? [p.index] : [])))].sort((a, b) => a - b);
  const trendNumbers = wanted("trend");
  const aggregateNumbers = wanted("aggregate");
  const trends = trendNumbers.map((index) => reductions.trends[index]!);
  const aggregates = aggregateNumbers.map((index) => reductions.aggregates[index]!);
  const outputs = primitives.flatMap((p) => (p.kind === "output" ? [p] : []));
  const read = [
    ...trends.flatMap(targetsOfTrend),
    ...[...aggregates, ...outputs].map(({ target }) => target),
  ];
  const targets = [...new Set(read)].sort((a, b) => a - b);
  const renumber = (primitive: Primitive): Primitive => {
    if (primitive.kind === "output") return { ...primitive, target: targets.indexOf(primitive.target) };
    const numbers = primitive.kind === "trend" ? trendNumbers : aggregateNumbers;
    return { ...primitive, index: numbers.indexOf(primitive.index) };
  };
  return {
    model: { ...model, targets: targets.map((target) => model.targets[target]!) },
    reductions: {
      trends: trends.map(({ sample: _, ...trend }) => ({
        ...trend,
        target: targets.indexOf(trend.target),
        ...(trend.weights === undefined ? {} : { weights: targets.indexOf(trend.weights) }),
      })),
      aggregates: aggregates.map((aggregate) => ({
        ...aggregate,
        target: targets.indexOf(aggregate.target),
      })),
      quantities: reductions.quantities.map(({ expr, reads }) => ({
        expr,
        reads: Object.fromEntries(
          Object.entries(reads).map(([name, primitive]) => [name, renumber(primitive)]),
        ),
      })),
    },
  };
}
