import { type Issue, IssueError } from "../../core/issue.ts";
import { bindDistribution } from "../../families/bind.ts";
import type { ModelFactor } from "../../model/model.ts";
import type { NestedDeclaration } from "../../scenario/analyses/index.ts";
import type { About, Factor } from "../../scenario/scenario.ts";
import { type DrawnFactor, drawnFactors, type PointContext } from "./evaluate-points.ts";

/** Factors by what they stand for: one unknown value, or variation. */
export interface Kinds {
  readonly epistemic: readonly DrawnFactor[];
  readonly aleatory: readonly DrawnFactor[];
}

/** Kinds by the ids that draws have; a part or drift without one has that of its factor. */
function kindsOf({ name, kind, parts = [], drift }: Factor): readonly (readonly [string, About["kind"]])[] {
  const drifts = drift === undefined ? [] : [{ name: "drift", kind: drift.kind }];
  return [
    [name, kind],
    ...[...parts, ...drifts].map((part) => [`${name}.${part.name}`, part.kind ?? kind] as const),
  ];
}

export function splitKinds(context: PointContext): Kinds {
  const kindOf = new Map(context.scenario.factors.flatMap(kindsOf));
  const isEpistemic = ({ id }: DrawnFactor): boolean => {
    const kind = kindOf.get(id);
    return kind === "epistemic" || kind === "modelForm";
  };
  const drawn = drawnFactors(context.model);
  return { epistemic: drawn.filter(isEpistemic), aleatory: drawn.filter((factor) => !isEpistemic(factor)) };
}

function isBounded({ distribution }: ModelFactor): boolean {
  return bindDistribution(distribution).support.every(Number.isFinite);
}

/** @throws IssueError where the factors can't be nested. */
export function checkKinds(
  declaration: NestedDeclaration,
  { model }: PointContext,
  { epistemic }: Kinds,
): void {
  const { place } = declaration;
  const issues: Issue[] = [];
  const idOf = (factor: number) => model.factors[factor]!.id;
  const ids = epistemic.map(({ id }) => id);
  if (epistemic.length === 0) {
    const hint = "Give the factors that have one true value nobody knows `kind: epistemic`.";
    issues.push({ ...place, got: "no epistemic factor", expected: "at least one", hint });
  }
  for (const { factors } of model.groups) {
    const inside = factors.filter((factor) => ids.includes(idOf(factor)));
    if (inside.length === 0 || (inside.length === factors.length && declaration.mode === "distribution"))
      continue;
    const got = `the correlated factors ${factors.map(idOf).join(", ")}`;
    const expected =
      declaration.mode === "interval"
        ? "epistemic factors without correlations"
        : "correlations within one kind";
    issues.push({ ...place, got, expected, hint: "Give them one kind, or remove the correlation." });
  }
  if (declaration.mode === "interval") {
    for (const { id, members } of epistemic) {
      if (members.every((member) => isBounded(model.factors[member]!))) continue;
      const hint = "Give it a bounded family such as uniform, or `truncate` it.";
      issues.push({
        ...place,
        got: `${id} without bounds`,
        expected: "epistemic factors with bounds",
        hint,
      });
    }
  }
  if (issues.length > 0) throw new IssueError(issues);
}
