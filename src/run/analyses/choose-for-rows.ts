import { detectLayout } from "../../analyze/given/detect-layout.ts";
import { type AutoContext, type ChosenMethods, drawnIds } from "../../scenario/analyses/index.ts";
import type { Table } from "../../table/table.ts";
import { originOfRows } from "./analyze-given.ts";
import { type MadeElsewhere, rowColumn } from "./made-elsewhere.ts";

/** Most factors whose Shapley effects nearest neighbours are near enough to tell. */
const mostNeighbours = 12;

/** Parts of the scenario's own design that identifiers name: `sobol/…`, `morris/…`, `draws/…`. */
export function partsOf(table: Table | undefined): ReadonlySet<string> {
  const ids = table?.columns.get(rowColumn)?.texts ?? [];
  const parts = ["sobol", "morris", "draws"];
  return new Set(ids.map((id) => id.split("/")[0]!).filter((part) => parts.includes(part)));
}

/** Columns of the factors, in the order of the file. */
export function factorColumns(design: Table, ids: readonly string[]) {
  return [...design.columns.values()].filter(({ name }) => ids.includes(name));
}

/** Methods for rows that follow no layout; `even`: a low-discrepancy design. */
function chooseForDraws({ correlations, factors }: AutoContext, isEven: boolean): ChosenMethods {
  const count = drawnIds(factors).length;
  if (correlations.length === 0) {
    return isEven
      ? {
          methods: ["src", "spearman", "rbdFast", "pawn"],
          reason:
            "the rows are of a low-discrepancy design, on which measures by nearest neighbours are refused and these hold",
        }
      : {
          methods: ["src", "spearman", "rankFirstOrder", "xi", "pawn"],
          reason:
            "the rows are of a random design or a Latin hypercube: the linear and the monotone part, S1 by ranks, and any dependence at all",
        };
  }
  if (isEven || count > mostNeighbours) {
    const why = isEven ? "the low-discrepancy design rules it out" : `${count} factors are too many for it`;
    return {
      methods: ["src", "spearman", "pawn"],
      reason: `factors are correlated, where S1 has no meaning of its own; Shapley effects by nearest neighbours would tell, but ${why}`,
    };
  }
  return {
    methods: ["shapley", "src", "spearman", "pawn"],
    reason:
      "factors are correlated, and Shapley effects, here by nearest neighbours, share out what they explain together",
  };
}

/** Methods for rows with identifiers of the scenario's own design. */
function chooseForParts(parts: ReadonlySet<string>, context: AutoContext): ChosenMethods {
  const own = ["sobol", "morris"].filter((part) => parts.has(part));
  const rows = "the identifiers of the rows are those of the scenario's own design";
  if (!parts.has("draws")) return { methods: own, reason: `${rows} for ${own.join(" and ")}` };
  const { methods, reason } = chooseForDraws(context, context.sampling.design === "sobol");
  return own.length === 0
    ? { methods, reason }
    : { methods: [...own, ...methods], reason: `${rows} for ${own.join(" and ")}; of its draws ${reason}` };
}

/** Without a statement of it the base is what the number of rows comes to. */
function chooseForSalib({ rows }: Table, { factors, declared, stated }: AutoContext): ChosenMethods {
  const points = 2 + drawnIds(factors).length * (declared.sobol.order === 2 ? 2 : 1);
  const isWhole = rows > 0 && rows % points === 0 && !stated.includes("sobol");
  return {
    methods: ["sobol"],
    reason: "SALib's layout is that of a Saltelli design: S1 and ST",
    ...(isWhole ? { base: { sobol: rows / points } } : {}),
  };
}

/** What `auto` means for rows that exist: the first of the table in docs/sensitivity-methods.md that fits them. */
export function chooseForRows(
  { design, outputs, layout }: MadeElsewhere,
  context: AutoContext,
): ChosenMethods {
  if (layout === "salib") return chooseForSalib(outputs, context);
  const parts = partsOf(design ?? outputs);
  if (parts.size > 0) return chooseForParts(parts, context);
  // Without a design the rows are the scenario's own draws, in their order.
  if (design === undefined) return chooseForDraws(context, context.sampling.design === "sobol");
  const ids = drawnIds(context.factors).map(({ id }) => id);
  const x = factorColumns(design, ids).map(({ numbers }) => numbers);
  const found = detectLayout(x);
  if (found === undefined) return chooseForDraws(context, originOfRows(x).design === "sobol");
  if (found.kind === "saltelli") {
    const what = `${found.base} base rows of ${x.length} factors${found.both ? ", BA among them" : ""}`;
    return { methods: ["sobol"], reason: `the rows are a Saltelli design (${what}): S1 and ST` };
  }
  return {
    methods: ["morris"],
    reason: `the rows are ${found.trajectories} ${found.kind === "radial" ? "points from which each factor is moved" : "trajectories in which each factor moves once"}: elementary effects`,
  };
}
