import { type Command, Option } from "commander";
import { type ExportOptions, type ReproduceOptions, wholeNumber } from "./options.ts";

/** Commands that start from a result: `export`, `cite`, `reproduce`. */
export function declareResultCommands(program: Command): void {
  program
    .command("export <result>")
    .description("the tables of a result as Parquet and CSV, described by a data package")
    .requiredOption("--out <dir>", "folder to write to")
    .option("--format <format...>", "parquet, csv or both", ["parquet"])
    .option("--force", "replace files of an earlier export")
    .option("--quiet", "print no names of files")
    .action(async (result: string, options: ExportOptions) => {
      const { exportCommand } = await import("./export-command.ts");
      await exportCommand(result, options);
    });
  program
    .command("cite <result>")
    .description("how to cite a result: software, result, data and sources")
    .addOption(new Option("--format <form>", "form").choices(["text", "bibtex", "cff"]).default("text"))
    .action(async (result: string, { format }: { format: "text" | "bibtex" | "cff" }) => {
      const { citeCommand } = await import("./cite-command.ts");
      await citeCommand(result, format);
    });
  program
    .command("reproduce <result>")
    .description("run a result again from its manifest and compare")
    .option("--scenario <file>", "the scenario file, where it stands elsewhere now")
    .option("--workers <n>", "threads; 0 computes in this one", wholeNumber(0))
    .option("--json", "one JSON document on stdout, and nothing else")
    .option("--quiet", "no progress and nothing on stdout")
    .action(async (result: string, options: ReproduceOptions) => {
      const { reproduceCommand } = await import("./reproduce-command.ts");
      await reproduceCommand(result, options);
    });
}
