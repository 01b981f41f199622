import type { Located, Reader } from "../reader.ts";
import type { AnalysisCommon, AnalysisContext } from "./analysis.ts";
import { commonKeys, readCommon } from "./common.ts";

/** `analyses.morris`: elementary effects. */
export interface MorrisDeclaration extends AnalysisCommon {
  /** `trajectories` on a grid (Morris 1991), or `radial`: the points A and AB of Sobol' (Campolongo et al. 2011). */
  readonly design: "trajectories" | "radial";
  readonly trajectories: number;
  /** Of the grid: even. */
  readonly levels: number;
  /** Trajectories drawn, of which the most spread are kept; equal to `trajectories`, all are. */
  readonly candidates: number;
}

const keys = [...commonKeys, "design", "trajectories", "levels", "candidates"] as const;

export function readMorris(
  reader: Reader,
  at: Located,
  context: AnalysisContext,
): MorrisDeclaration | undefined {
  const fields = reader.fields(at, { optional: keys });
  if (fields === undefined) return undefined;
  const design = reader.choice(fields.design, ["trajectories", "radial"]) ?? "trajectories";
  const trajectories = reader.whole(fields.trajectories, 2) ?? 50;
  const candidates = reader.whole(fields.candidates, trajectories);
  if (design === "radial") {
    for (const key of ["levels", "candidates"] as const) {
      const field = fields[key];
      if (field !== undefined) reader.report(field, `no \`${key}\` in a radial design`, "It has no grid.");
    }
  }
  return {
    ...readCommon(reader, at, fields, context),
    design,
    trajectories,
    levels: readLevels(reader, fields.levels),
    candidates: candidates ?? trajectories,
  };
}

function readLevels(reader: Reader, at: Located | undefined): number {
  const levels = reader.whole(at, 2) ?? 4;
  if (levels % 2 === 0) return levels;
  const hint = `Use ${levels - 1} or ${levels + 1}: with an even number every level is as likely as any other.`;
  reader.report(at!, "an even number of levels", hint);
  return 4;
}
