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
  const { joint } = tipping;
  const names = decisive.slice(0, mostNamed).map(({ factor, fails }) => `${factor} ${fails}`);
  return [
    statement,
    probabilityCell(holds),
    probabilityCell(inputs),
    probabilityCell(composition),
    names.join(", ") || "none",
    singleCell(claim),
    "beta" in joint ? describeTipping(joint) : joint.none,
  ];
}

function singleCell({ tipping: { single, joint, atMedians } }: ClaimResult): string {
  if (single[0] !== undefined) return changeOf(single[0]);
  if (atMedians === null && "none" in joint) return joint.none;
  return atMedians === "fails" ? "none (fails at the medians)" : "none";
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
export function describeTipping({ beta, probability, point, options }: JointTipping): string {
  const changes = [...point, ...options].map(changeOf);
  const more = changes.length > mostNamed ? ` and ${changes.length - mostNamed} more` : "";
  return `β ${formatNumber(beta)}, Φ(−β) ${formatNumber(probability)} to first order: ${changes.slice(0, mostNamed).join(", ")}${more}`;
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
      ...(isSearched(claim) ? [`    ${side}: one factor alone, ${single}; jointly, ${joint}.`] : []),
      ...claim.notes.map((note) => `    Note: ${note}.`),
    ];
  });
  return [table, "", ...details].join("\n");
}

/** Whether there is anything to say of what would turn it over. */
function isSearched({ tipping: { atMedians, combinations } }: ClaimResult): boolean {
  return atMedians !== null || combinations.of > 0;
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
