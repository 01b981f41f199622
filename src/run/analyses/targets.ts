import { IssueError } from "../../core/issue.ts";
import type { Place, QuantityDeclaration, ResultPath, Scenario } from "../../scenario/scenario.ts";
import type { PreparedReductions } from "../make-job.ts";

function target(id: string, path: ResultPath, place: Place): QuantityDeclaration {
  return { id, expr: { kind: "name", name: "value" }, reads: { value: path }, place };
}

/**
 * The targets declared; without any, the outputs of a model without a table, else the growth of each trend and each
 * aggregate that can be computed, else the outputs of the only system.
 *
 * @throws IssueError where that leaves none.
 */
export function chooseTargets(
  scenario: Scenario,
  { trends, aggregates }: PreparedReductions,
  declared: readonly QuantityDeclaration[],
): readonly QuantityDeclaration[] {
  if (declared.length > 0) return declared;
  const { outputs, systems } = scenario;
  if (systems === undefined) {
    return outputs.map(({ name, place }) => target(name, { kind: "output", output: name }, place));
  }
  const found = [
    ...trends
      .filter(({ refusal }) => refusal === undefined)
      .map(({ declaration: { id, place } }) =>
        target(
          `${pathOf("trend", id)}.growthPerYear`,
          { kind: "trend", id, measure: "growthPerYear" },
          place,
        ),
      ),
    ...aggregates
      .filter(({ refusal }) => refusal === undefined)
      .map(({ declaration: { id, place } }) =>
        target(pathOf("aggregate", id), { kind: "aggregate", id }, place),
      ),
  ];
  if (found.length > 0) return found;
  const names = systems.table.columns.get(systems.key)!.texts;
  const [system] = names;
  if (system !== undefined && names.length === 1) {
    return outputs.map(({ name, place }) => target(name, { kind: "output", system, output: name }, place));
  }
  throw new IssueError([
    {
      ...systems.place,
      path: "analyses",
      got: `no targets, and ${names.length} systems without trends or aggregates`,
      expected: "targets with one value per draw",
      hint: `Name them, e.g. targets: ['system["${system ?? "NAME"}"].${outputs[0]?.name ?? "OUTPUT"}'], or declare an aggregate.`,
    },
  ]);
}

/** `trend.gwp`, or `trend["…"]` for an id that is no word. */
function pathOf(root: "trend" | "aggregate", id: string): string {
  return /^[A-Za-z_]\w*(-\w+)*$/.test(id) ? `${root}.${id}` : `${root}[${JSON.stringify(id)}]`;
}
