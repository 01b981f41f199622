import { type Command, InvalidArgumentError } from "commander";
import type { BreakEvenOptions } from "./break-even-command.ts";
import { collect } from "./options.ts";

function number(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw new InvalidArgumentError("Expected a number.");
}

function points(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 2 && value <= 1000) return value;
  throw new InvalidArgumentError("Expected a whole number, 2 to 1000.");
}

/** `rebound break-even SCENARIO [--factor NAME --target "LEFT == RIGHT"]`. */
export function declareBreakEven(command: Command): void {
  command
    .description("the value of a factor at which a target is met, in every draw")
    .option("--factor <name>", "the factor (without it: the breakEven section of the scenario)")
    .option("--target <expr>", 'two sides, e.g. "trend.gwp.growthPerYear == 1"')
    .option("--with <name>", "a factor that takes the same value (repeatable)", collect, [])
    .option("--from <x>", "least value of the factor (default: of its distribution)", number)
    .option("--to <x>", "greatest value of the factor", number)
    .option("--points <n>", "values on the curve", points, 25)
    .option("--map <name>", "a second factor: a map over both")
    .option("--map-from <x>", "least value of the second factor", number)
    .option("--map-to <x>", "greatest value of the second factor", number)
    .option("--map-points <n>", "values of the second factor", points, 11)
    .option("--workers <n>", "threads; 0 computes in this one", number)
    .option("--out <dir>", "also write result.json, CSV tables, report.html and figures there")
    .option("--no-report", "with --out: no report and no figures")
    .option("--force", "let --out replace files of an earlier result")
    .option("--quiet", "no progress and no table")
    .action(async (scenario: string, options: BreakEvenOptions) => {
      const { breakEvenCommand } = await import("./break-even-command.ts");
      await breakEvenCommand(scenario, options);
    });
}
