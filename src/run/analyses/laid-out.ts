import { isLowDiscrepancy } from "../../analyze/given/detect-design.ts";
import type { Layout } from "../../analyze/given/detect-layout.ts";
import { elementaryEffects, type Moves } from "../../analyze/morris/elementary-effects.ts";
import type { IntervalMethod } from "../../analyze/sobol/intervals.ts";
import { type Issue, IssueError } from "../../core/issue.ts";
import { masterKey } from "../../design/key.ts";
import { bindDistribution } from "../../families/bind.ts";
import type { Model } from "../../model/model.ts";
import type { AnalysisResults } from "../../result/analysis-results.ts";
import type { Analyses, MorrisDeclaration, SobolDeclaration } from "../../scenario/analyses/index.ts";
import type { GivenRows } from "./analyze-given.ts";
import { estimateIndices } from "./elsewhere-sobol.ts";
import type { FactorGroup } from "./groups.ts";
import { describeMorris } from "./morris.ts";

/** Rows made elsewhere, in a layout that was recognised. */
export interface LaidOutRows extends GivenRows {
  readonly layout: Layout;
  /** The file of the design. */
  readonly file: string;
}

const resamples = 1000;

function groupsOf({ factors }: GivenRows): readonly FactorGroup[] {
  return factors.map((name) => ({ name, factors: [name], members: [] }));
}

/** Of one net or of independent rows, whichever the rows of A look like: there are no replicates. */
function intervalsOf({ x }: LaidOutRows, points: number, seed: number | string): IntervalMethod {
  const rowsOfA = x.map((column) => column.filter((_, row) => row % points === 0));
  const isNet = isLowDiscrepancy(rowsOfA.filter((column) => new Set(column).size === column.length));
  const conservative = isNet ? "one net" : undefined;
  return { kind: "bootstrap", key: masterKey(seed, "sobol"), resamples, conservative };
}

function indicesOf(declaration: SobolDeclaration, rows: LaidOutRows, seed: number | string) {
  const { layout } = rows;
  if (layout.kind !== "saltelli") {
    throw wrongLayout(
      rows,
      "sobol",
      "A, AB of each factor, with order 2 BA of each, and B for each base row",
    );
  }
  const { both, base } = layout;
  if (declaration.order === 2 && !both) {
    const hint = "Use order: 1, or make the design with order 2.";
    throw wrongLayout(rows, "order: 2", "rows of BA as well", hint);
  }
  const points = 2 + rows.factors.length * (both ? 2 : 1);
  const method = intervalsOf(rows, points, seed);
  return estimateIndices(
    declaration,
    { groups: groupsOf(rows), base, replicates: 1, both, method },
    rows.outputs,
  );
}

function wrongLayout({ file, layout }: LaidOutRows, method: string, expected: string, hint = ""): IssueError {
  const got = {
    saltelli: "a Saltelli design without rows of BA",
    trajectories: "trajectories, in which one factor moves at a time",
    radial: "points from which one factor at a time is moved, without rows of B",
  };
  const rule = `for ${method} ${expected}`;
  const issue: Issue = { file, path: "", got: got[layout.kind], expected: rule };
  return new IssueError([hint === "" ? issue : { ...issue, hint }]);
}

/** The moves of each factor: in trajectories from row to row, else from the first row of each block. */
function movesOf(model: Model, { factors, x, layout }: LaidOutRows): Moves {
  const d = factors.length;
  const size = layout.kind === "saltelli" ? 2 + d * (layout.both ? 2 : 1) : d + 1;
  const trajectories = layout.kind === "saltelli" ? layout.base : layout.trajectories;
  const rowsOf = (trajectory: number, factor: number): readonly [number, number] => {
    const first = trajectory * size;
    if (layout.kind !== "trajectories") return [first, first + 1 + factor];
    const column = x[factor]!;
    let row = first + 1;
    while (column[row] === column[row - 1]) row++;
    return [row - 1, row];
  };
  const cdfs = factors.map((id) => {
    const found = model.factors.find(
      (factor) => factor.id === id && factor.distribution.family !== "constant",
    );
    return bindDistribution(found!.distribution).cdf;
  });
  return {
    groups: d,
    trajectories,
    rows: rowsOf,
    step: (trajectory, factor) => {
      const [before, after] = rowsOf(trajectory, factor);
      return cdfs[factor]!(x[factor]![after]!) - cdfs[factor]!(x[factor]![before]!);
    },
  };
}

function effectsOf(declaration: MorrisDeclaration, model: Model, rows: LaidOutRows) {
  const moves = movesOf(model, rows);
  const design = rows.layout.kind === "trajectories" ? ("trajectories" as const) : ("radial" as const);
  const about = { design, trajectories: moves.trajectories, failures: declaration.failures };
  const single = rows.factors.map(() => true);
  return rows.outputs.map(({ id, y }) =>
    describeMorris(id, elementaryEffects(y, moves), about, groupsOf(rows), single),
  );
}

/**
 * Sobol' indices and elementary effects of a design that was made elsewhere, from its own values: one net or sample,
 * each factor a group. Elementary effects are over steps of the factor's cumulative probability.
 *
 * @throws IssueError where the layout is not that of the method.
 */
export function analyzeLaidOut(
  { sobol, morris }: Analyses,
  model: Model,
  rows: LaidOutRows,
  seed: number | string,
): AnalysisResults {
  return {
    ...(sobol === undefined ? {} : { sobol: indicesOf(sobol, rows, seed) }),
    ...(morris === undefined ? {} : { morris: effectsOf(morris, model, rows) }),
  };
}
