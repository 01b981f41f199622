import { Argument, type Command } from "commander";
import type { Shell } from "./completion.ts";

/** `rebound init` and `rebound completion`: help to begin with. */
export function declareHelpers(program: Command): void {
  program
    .command("init [file]")
    .description("write a commented scenario to start from (default: scenario.yaml)")
    .action(async (file = "scenario.yaml") => {
      const { initCommand } = await import("./init-command.ts");
      await initCommand(file);
    });
  program
    .command("completion")
    .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish"]))
    .description("print a script that completes commands and options in a shell")
    .action(async (shell: Shell) => {
      const { completionScript } = await import("./completion.ts");
      const { writeOut } = await import("./output.ts");
      writeOut(completionScript(program, shell));
    });
}
