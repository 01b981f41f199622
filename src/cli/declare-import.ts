import type { Command } from "commander";
import type { ImportOptions } from "./options.ts";

/** `rebound import KIND FILE --out OUT`. */
export function declareImport(program: Command): void {
  program
    .command("import <kind> <file>")
    .description(
      "a file of another tool → a table or scenario of this one, with a report of what was made of it",
    )
    .option("--out <file>", "write the table (or scenario) there, its description and the report beside it")
    .option("--force", "let --out replace files")
    .option("--json", "the report as one JSON document on stdout, and nothing else")
    .option("--quiet", "no report on stdout")
    .action(async (kind: string, file: string, options: ImportOptions) => {
      const { importCommand } = await import("./import-command.ts");
      await importCommand(kind, file, options);
    });
}
