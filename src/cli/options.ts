import { type Command, InvalidArgumentError } from "commander";

/** Options that every command that reads a scenario takes. */
export interface ScenarioOptions {
  readonly set: readonly string[];
  readonly draws?: number;
  readonly seed?: number | string;
  /** Of a family, the one scenario of this name. */
  readonly member?: string;
  readonly json?: boolean;
}

export interface RunOptions extends ScenarioOptions {
  readonly saveDraws?: "parquet" | "csv";
  readonly workers?: number;
  readonly backEnd?: "webassembly" | "javascript";
  readonly out?: string;
  readonly force?: boolean;
  /** False: a folder of files without a report. */
  readonly report?: boolean;
  readonly resume?: boolean;
  readonly checkpointAfter?: number;
  readonly quiet?: boolean;
}

export interface SensitivityOptions extends RunOptions {
  /** Names of methods, separated by commas. */
  readonly method?: string;
}

export interface AnalyzeOptions extends SensitivityOptions {
  readonly design?: string;
  readonly outputs: string;
  readonly layout?: "rebound" | "salib";
}

export interface DesignOptions extends ScenarioOptions {
  readonly out: string;
  readonly method?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

/** Each use of a repeatable option, in order. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** An argument that is a whole number. */
export function wholeNumber(least: number) {
  return (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`Expected a whole number, ${least} or more.`);
  };
}

/** A seed is a number where it is written as one, else the text itself. */
function readSeed(text: string): number | string {
  return /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}

/** For commands that take one scenario of a family. */
export function withMember(command: Command): Command {
  return command.option("--member <name>", "one scenario of the family that the file declares");
}

export function withScenarioOptions(command: Command, { json = true } = {}): Command {
  const common = command
    .option("--set <path=value>", "change one value of the scenario (repeatable)", collect, [])
    .option("--draws <n>", "total number of draws", wholeNumber(1))
    .option("--seed <seed>", "seed of every stream", readSeed);
  return json ? common.option("--json", "one JSON document on stdout, and nothing else") : common;
}
