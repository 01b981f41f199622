#!/usr/bin/env node
import { Command, CommanderError, Option } from "commander";
import type { CalibrateOptions } from "./calibrate-command.ts";
import { declareBreakEven } from "./declare-break-even.ts";
import { declareHelpers } from "./declare-helpers.ts";
import { declareImport } from "./declare-import.ts";
import { declareResultCommands } from "./declare-result-commands.ts";
import { declareScale } from "./declare-scale.ts";
import {
  type AnalyzeOptions,
  collect,
  type DesignOptions,
  type RunOptions,
  type ScenarioOptions,
  type SensitivityOptions,
  wholeNumber,
  withLimits,
  withMember,
  withScenarioOptions,
} from "./options.ts";
import type { ReportOptions } from "./report-command.ts";
import { version } from "./version.ts";

/** The command line. Commands load what they need when they run, so that help costs nothing. */
function makeProgram(): Command {
  const program = new Command("rebound")
    .description("Monte Carlo uncertainty for models written as equations in scenario files.")
    .version(version)
    .showHelpAfterError("(rebound --help lists the commands)")
    .option(
      "--plugin <file>",
      "a module that adds families, functions or formats (repeatable; docs/library.md)",
      collect,
      [],
    )
    .hook("preAction", async (command) => {
      const { plugin } = command.opts<{ plugin: readonly string[] }>();
      if (plugin.length === 0) return;
      const { loadPlugins } = await import("../node/plugins.ts");
      await loadPlugins(plugin);
    })
    .exitOverride();
  withLimits(withMember(withScenarioOptions(program.command("run <scenario>"))))
    .description("bands, aggregates and trends of a scenario")
    .option(
      "--workers <n>",
      "threads; 0 computes in this one (default: by the size of the job)",
      wholeNumber(0),
    )
    .option("--out <dir>", "also write result.json, CSV tables, report.html and figures there")
    .option("--no-report", "with --out: no report and no figures")
    .addOption(
      new Option("--save-draws <format>", "with --out: every draw of every output").choices([
        "parquet",
        "csv",
      ]),
    )
    .option("--force", "let --out replace files of an earlier result")
    .option("--resume", "go on with an unfinished run in --out")
    .option(
      "--checkpoint-after <seconds>",
      "keep finished pieces in --out from then on (default: 3)",
      wholeNumber(0),
    )
    .option("--quiet", "no progress and no table")
    .addOption(
      new Option("--back-end <name>", "what computes the draws")
        .choices(["webassembly", "javascript"])
        .hideHelp(),
    )
    .action(async (scenario: string, options: RunOptions) => {
      const { runCommand } = await import("./run-command.ts");
      await runCommand(scenario, options);
    });
  withLimits(withMember(withScenarioOptions(program.command("sensitivity <scenario>"))))
    .description("only the analyses of a scenario: which factors matter")
    .option("--method <names>", "these methods, separated by commas, or auto")
    .option("--workers <n>", "threads; 0 computes in this one", wholeNumber(0))
    .option("--out <dir>", "also write result.json and CSV tables there")
    .option("--force", "let --out replace files of an earlier result")
    .option("--quiet", "no progress and no table")
    .action(async (scenario: string, options: SensitivityOptions) => {
      const { sensitivityCommand } = await import("./sensitivity-command.ts");
      await sensitivityCommand(scenario, options);
    });
  withMember(withScenarioOptions(program.command("design <scenario>")))
    .description("the design of a scenario, for a model that runs elsewhere")
    .requiredOption("--out <file>", "CSV or Parquet file to write; the plan is written beside it")
    .addOption(
      new Option("--layout <name>", "rows with identifiers, or as SALib has them").choices([
        "rebound",
        "salib",
      ]),
    )
    .option("--method <names>", "points of these methods, separated by commas")
    .option("--force", "replace files of the same names")
    .option("--quiet", "print nothing")
    .action(async (scenario: string, options: DesignOptions) => {
      const { designCommand } = await import("./design-command.ts");
      await designCommand(scenario, options);
    });
  withMember(withScenarioOptions(program.command("analyze <scenario>")))
    .description("the analyses of outputs made elsewhere")
    .requiredOption("--outputs <file>", "CSV or Parquet with a column for each output")
    .option("--design <file>", "CSV or Parquet of the design (default: the scenario's own)")
    .addOption(
      new Option("--layout <name>", "order of the rows: by identifier, or as SALib has them").choices([
        "rebound",
        "salib",
      ]),
    )
    .option("--method <names>", "these methods, separated by commas, or auto")
    .option("--out <dir>", "also write result.json and CSV tables there")
    .option("--force", "let --out replace files of an earlier result")
    .option("--quiet", "no table")
    .action(async (scenario: string, options: AnalyzeOptions) => {
      const { analyzeCommand } = await import("./analyze-command.ts");
      await analyzeCommand(scenario, options);
    });
  withLimits(withScenarioOptions(program.command("batch <path...>")))
    .description("every scenario under the paths, families included, on one pool, with one summary table")
    .option("--workers <n>", "threads; 0 computes in this one", wholeNumber(0))
    .option(
      "--out <dir>",
      "write each result and the summary there; what is there already is not computed again",
    )
    .option("--reports", "with --out: also a report of each result")
    .option("--force", "compute everything again")
    .option("--quiet", "no progress and no table")
    .action(async (paths: readonly string[], options: RunOptions) => {
      const { batchCommand } = await import("./batch-command.ts");
      await batchCommand(paths, options);
    });
  withScenarioOptions(program.command("compare <a> <b>"))
    .description("two scenarios on common draws: difference, ratio, which is smaller")
    .option("--workers <n>", "threads; 0 computes in this one", wholeNumber(0))
    .option("--out <dir>", "also write result.json, CSV tables, report.html and figures there")
    .option("--no-report", "with --out: no report and no figures")
    .option("--force", "let --out replace files of an earlier result")
    .option("--quiet", "no progress and no table")
    .action(async (a: string, b: string, options: RunOptions) => {
      const { compareCommand } = await import("./compare-command.ts");
      await compareCommand(a, b, options);
    });
  declareBreakEven(withMember(withScenarioOptions(program.command("break-even <scenario>"))));
  withMember(withScenarioOptions(program.command("calibrate <scenario>")))
    .description("the ratio between an output that was observed and one that is computed, over systems")
    .requiredOption("--observed <output>", "as it was reported")
    .requiredOption("--computed <output>", "as it is computed, up to the ratio")
    .option("--size <output>", "from 0 to 1: the fitted distribution is a line in it")
    .option("--independent <column>", "says which systems are computed without what was observed: yes, no")
    .option("--rows <file>", "CSV file to write: ratio, leverage and independence of every system")
    .option("--out <file>", "file of distributions to write, for scenarios to include (needs --member)")
    .option("--figures <dir>", "folder to write to: observed against computed with both fits, as SVG and PNG")
    .option("--factor <name>", "first part of the names of its factors", "performance")
    .option("--force", "replace files of the same names")
    .action(async (scenario: string, options: CalibrateOptions) => {
      const { calibrateCommand } = await import("./calibrate-command.ts");
      await calibrateCommand(scenario, options);
    });
  withScenarioOptions(program.command("check <scenario...>"))
    .description("read, resolve and validate scenarios without running them")
    .action(async (scenarios: readonly string[], options: ScenarioOptions) => {
      const { checkCommand } = await import("./check-command.ts");
      await checkCommand(scenarios, options);
    });
  withMember(withScenarioOptions(program.command("explain <scenario> [factor]")))
    .description("equations, units, factors, distributions and sources as they resolve")
    .action(async (scenario: string, factor: string | undefined, options: ScenarioOptions) => {
      const { explainCommand } = await import("./explain-command.ts");
      await explainCommand(scenario, factor, options);
    });
  program
    .command("report <result...>")
    .description("the report of results of earlier runs: HTML, figures as SVG and PNG")
    .option("--out <dir>", "folder to write to (default: beside each result)")
    .option("--force", "replace an earlier report")
    .option("--quiet", "print no names of files")
    .action(async (results: readonly string[], options: ReportOptions) => {
      const { reportCommand } = await import("./report-command.ts");
      await reportCommand(results, options);
    });
  declareResultCommands(program);
  declareScale(program);
  declareImport(program);
  declareHelpers(program);
  return program;
}

/** Runs the command line; the exit code is set, never forced, so that output is written to the end. */
async function main(): Promise<void> {
  try {
    await makeProgram().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    const { reportFailure } = await import("./failure.ts");
    process.exitCode = reportFailure(error);
  }
}

await main();
