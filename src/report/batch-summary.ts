import type { BatchOutcome } from "../run/run-batch.ts";
import { numberCell } from "./cells.ts";
import { type SummaryValue, summaryValues } from "./summary-table.ts";
import { textTable } from "./text-table.ts";

/** Values listed of one scenario; the files that --out writes have all. */
const listed = 8;

/** A batch as text for a terminal: what each scenario gave, and how many there were of each kind. */
export function renderBatch(outcomes: readonly BatchOutcome[], bold: (text: string) => string): string {
  const rows = outcomes.flatMap((outcome) => {
    if (outcome.status === "failed") return [[outcome.item.folder, "failed", "", "", ""]];
    const { result, status } = outcome;
    const values = summaryValues(result).filter(isMain);
    if (values.length === 0) return [[result.name, status, `${result.systems?.length ?? 0} systems`, "", ""]];
    const more = values.length - listed;
    return [
      ...values.slice(0, listed).map((value, index) => {
        const head = index === 0 ? [result.name, status] : ["", ""];
        return [...head, `${value.id} ${label(value)}`, ...cells(value)];
      }),
      ...(more > 0 ? [["", "", `and ${more} more`, "", ""]] : []),
    ];
  });
  const count = (status: BatchOutcome["status"]): number =>
    outcomes.filter((outcome) => outcome.status === status).length;
  const counts = (["computed", "reused", "failed"] as const).map((status) => `${count(status)} ${status}`);
  return [
    bold(`${outcomes.length} scenarios: ${counts.join(", ")}`),
    textTable(["", "", "", "median", "95 % of draws"], rows),
    "",
  ].join("\n");
}

function isMain({ measure }: SummaryValue): boolean {
  return measure !== "doublingMonths";
}

function label({ kind, measure, unit }: SummaryValue): string {
  if (kind === "trend") return "growth per year";
  if (kind === "claim") return "holds with probability";
  return [measure === "value" ? "" : measure, unit === "1" ? "" : `(${unit})`].filter(Boolean).join(" ");
}

function cells({ kind, mean, quantiles }: SummaryValue): readonly string[] {
  if (kind === "claim") return [numberCell(mean.value), ""];
  const [low, median, high] = [0.025, 0.5, 0.975].map((p) =>
    numberCell(quantiles.find((quantile) => quantile.p === p)?.value ?? null),
  );
  return [median!, `${low} … ${high}`];
}
