import type { Estimate } from "../analyze/estimate.ts";
import type { ClaimResult, JointTipping, TippingValue } from "../result/claim-result.ts";
import { numberCell } from "./cells.ts";
import { formatNumber } from "./format-number.ts";
import type { TextStyle } from "./text-style.ts";
import { textTable } from "./text-table.ts";

/** Factors and values named in one cell. */
const mostNamed = 3;

const head = ["claim", "holds", "inputs alone", "systems alone", "decisive", "one factor", "jointly"];

function cellsOf(claim: ClaimResult): readonly string[] {
  const { statement, holds, inputs, composition, decisive, tipping } = claim;
  const { single, joint, atMedians } = tipping;
  const names = decisive.slice(0, mostNamed).map(({ factor, fails }) => `${factor} ${fails}`);
  return [
    statement,
    probabilityCell(holds),
    probabilityCell(inputs),
    probabilityCell(composition),
    names.join(", ") || "none",
    single[0] === undefined ? `none${turns(atMedians)}` : changeOf(single[0]),
    "beta" in joint ? describeTipping(joint) : "none within 6 sd",
  ];
}

function turns(atMedians: ClaimResult["tipping"]["atMedians"]): string {
  return atMedians === "fails" ? " (fails at the medians)" : "";
}

/** `0.98 (0.97 … 0.99)`. */
function probabilityCell(estimate: Estimate): string {
  if (estimate.value === null || estimate.low === null) return numberCell(estimate.value);
  return `${formatNumber(estimate.value)} (${formatNumber(estimate.low)} … ${formatNumber(estimate.high)})`;
}

function changeOf({ factor, value, from }: TippingValue): string {
  return `${factor} ${formatNumber(from)} → ${formatNumber(value)}`;
}

/** The most probable point at which a claim turns over, in words. */
export function describeTipping({ beta, point, options }: JointTipping): string {
  const changes = [...point, ...options].map(changeOf);
  const more = changes.length > mostNamed ? ` and ${changes.length - mostNamed} more` : "";
  return `β ${formatNumber(beta)}: ${changes.slice(0, mostNamed).join(", ")}${more}`;
}

/** Claims for a terminal: a table of probabilities, then for each what decides it and what would turn it over. */
export function renderClaims(claims: readonly ClaimResult[], style: TextStyle): string {
  const table = textTable(
    ["", "holds", "inputs alone", "systems alone", ""],
    claims.map((claim) => [claim.id, ...cellsOf(claim).slice(1, 4), metCell(claim, style)]),
  );
  const details = claims.flatMap((claim) => {
    const [statement, , , , decisive, single, joint] = cellsOf(claim);
    const side = claim.tipping.atMedians === "fails" ? "It would hold with" : "It would fail with";
    return [
      `  ${claim.id}: ${statement}`,
      `    Decisive: ${decisive}.`,
      `    ${side}: one factor alone, ${single}; jointly, ${joint}.`,
      ...claim.notes.map((note) => `    Note: ${note}.`),
    ];
  });
  return [table, "", ...details].join("\n");
}

function metCell({ met }: ClaimResult, { good, bad }: TextStyle): string {
  if (met === undefined) return "";
  return met ? good("required: holds") : bad("required: DOES NOT HOLD");
}

/** The same as one table of Markdown, to be pasted into a report. */
export function claimsMarkdown(claims: readonly ClaimResult[]): string {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const notes = claims.flatMap(({ id, notes: own }) => own.map((note) => `- ${id}: ${note}.`));
  return `${[row(head), row(head.map(() => "---")), ...claims.map((claim) => row(cellsOf(claim))), "", ...notes].join("\n")}\n`;
}
