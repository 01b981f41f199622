import type { ScenarioRequest } from "../scenario/scenario.ts";

/** A factor and where it is varied: by default over its distribution. */
export interface RequestedRange {
  readonly factor: string;
  readonly from?: number;
  readonly to?: number;
  /** Values from one end to the other. */
  readonly points?: number;
}

/** What `rebound break-even` is asked. */
export interface BreakEvenRequest extends RequestedRange {
  /** Factors that take the same value. */
  readonly with?: readonly string[];
  /** Two sides, e.g. `trend.gwp.growthPerYear == 1`. */
  readonly target: string;
  /** A second factor: a map over both. */
  readonly map?: RequestedRange;
}

/** Files of a model that ran elsewhere, as `rebound analyze` is given them. */
export interface OutputsRequest {
  readonly outputs: string;
  readonly design?: string;
  readonly layout?: "rebound" | "salib";
}

/** What a result was asked for with: a scenario, and what was done with it. */
export type Request = ScenarioRequest &
  (
    | { readonly verb?: "run" | "sensitivity" }
    | ({ readonly verb: "analyze" } & OutputsRequest)
    | { readonly verb: "compare"; readonly against: ScenarioRequest }
    | {
        readonly verb: "break-even";
        /** Without one, those of the scenario. */
        readonly question?: BreakEvenRequest;
      }
  );

/** The command line that asks for it, from `rebound` on; undefined where no single one does. */
export function commandOf(request: Request): string | undefined {
  const { path, sets, member, methods, plugins = [], verb = "run" } = request;
  const files = verb === "compare" ? comparedFiles(request) : [path];
  if (files === undefined) return undefined;
  return [
    "rebound",
    ...plugins.flatMap((plugin) => ["--plugin", plugin]),
    verb,
    ...files,
    ...(member === undefined ? [] : ["--member", member]),
    ...(methods === undefined ? [] : ["--method", methods.join(",")]),
    ...optionsOf(request),
    ...sets.flatMap((set) => ["--set", set]),
  ]
    .map(quote)
    .join(" ");
}

/** Both files, where both scenarios were changed alike. */
function comparedFiles(request: Request): readonly string[] | undefined {
  if (request.verb !== "compare") return undefined;
  const { path, sets, against } = request;
  const isAlike = sets.length === against.sets.length && sets.every((set, i) => set === against.sets[i]);
  return isAlike ? [path, against.path] : undefined;
}

function optionsOf(request: Request): readonly string[] {
  if (request.verb === "analyze") {
    const { outputs, design, layout } = request;
    return given({ "--design": design, "--outputs": outputs, "--layout": layout });
  }
  if (request.verb !== "break-even" || request.question === undefined) return [];
  const { factor, with: others = [], target, from, to, points, map } = request.question;
  return [
    ...others.flatMap((name) => ["--with", name]),
    ...given({ "--factor": factor, "--target": target, "--from": from, "--to": to, "--points": points }),
    ...given({
      "--map": map?.factor,
      "--map-from": map?.from,
      "--map-to": map?.to,
      "--map-points": map?.points,
    }),
  ];
}

function given(options: Readonly<Record<string, string | number | undefined>>): readonly string[] {
  return Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [name, String(value)],
  );
}

/** What a shell would read otherwise, in quotes. */
function quote(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
