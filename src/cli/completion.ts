import type { Command } from "commander";

/** What a shell completes: the commands with their options, as the program declares them. */
interface Words {
  readonly command: string;
  readonly description: string;
  readonly options: readonly { readonly flag: string; readonly description: string }[];
}

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** A script that completes commands and options in a shell; where neither fits, files. */
export function completionScript(program: Command, shell: Shell): string {
  const commands = program.commands.map((command) => ({
    command: command.name(),
    description: command.description(),
    options: command.options.map(({ long, description }) => ({ flag: long ?? "", description })),
  }));
  return scripts[shell](commands);
}

const scripts: Readonly<Record<Shell, (commands: readonly Words[]) => string>> = { bash, zsh, fish };

function bash(commands: readonly Words[]): string {
  const cases = commands.map(
    ({ command, options }) => `    ${command}) words="${options.map(({ flag }) => flag).join(" ")}" ;;`,
  );
  return `# rebound completion for bash: source <(rebound completion bash)
_rebound() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  if [[ $COMP_CWORD -eq 1 ]]; then
    words="${commands.map(({ command }) => command).join(" ")} --help --version"
  elif [[ $current != -* ]]; then
    words=""
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _rebound rebound
`;
}

function zsh(commands: readonly Words[]): string {
  const quote = (text: string): string =>
    text.replace(/[[\]:'\\]/g, (mark) => (mark === "'" ? "'\\''" : `\\${mark}`));
  const list = commands.map(({ command, description }) => `    '${command}:${quote(description)}'`);
  const cases = commands.map(({ command, options }) => {
    const specs = options.map(({ flag, description }) => `'*${flag}[${quote(description)}]'`);
    return `    ${command}) _arguments -s ${[...specs, "'*:file:_files'"].join(" ")} ;;`;
  });
  return `#compdef rebound
# rebound completion for zsh: source <(rebound completion zsh)
_rebound() {
  local -a commands=(
${list.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join("\n")}
  esac
}
compdef _rebound rebound
`;
}

function fish(commands: readonly Words[]): string {
  const quote = (text: string): string => text.replace(/[\\']/g, (mark) => `\\${mark}`);
  const lines = commands.flatMap(({ command, description, options }) => [
    `complete -c rebound -n __fish_use_subcommand -a ${command} -d '${quote(description)}'`,
    ...options.map(
      ({ flag, description: text }) =>
        `complete -c rebound -n '__fish_seen_subcommand_from ${command}' -l ${flag.replace(/^--/, "")} -d '${quote(text)}'`,
    ),
  ]);
  return `# rebound completion for fish: rebound completion fish | source\n${lines.join("\n")}\n`;
}
