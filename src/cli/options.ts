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

/** How much a run may take. */
export interface LimitOptions {
  /** Bytes. */
  readonly maxMemory?: number;
  /** Milliseconds. */
  readonly maxTime?: number;
  /** Milliseconds. */
  readonly pieceTimeout?: number;
}

export interface RunOptions extends ScenarioOptions, LimitOptions {
  readonly saveDraws?: "parquet" | "csv";
  readonly workers?: number;
  readonly backEnd?: "webassembly" | "javascript";
  readonly out?: string;
  readonly force?: boolean;
  /** Of a batch: a report of each result. */
  readonly reports?: boolean;
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
  readonly layout?: "rebound" | "salib";
  readonly method?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

export interface ShardOptions extends Omit<ScenarioOptions, "json">, LimitOptions {
  readonly index?: number;
  readonly of: number;
  readonly out: string;
  readonly batch?: boolean;
  readonly workers?: number;
  readonly quiet?: boolean;
}

export interface MergeOptions extends Omit<RunOptions, "set" | "draws" | "seed"> {
  readonly scenario?: string;
}

export interface SubmitOptions extends Omit<ScenarioOptions, "json"> {
  readonly shards: number;
  readonly out: string;
  readonly batch?: boolean;
  readonly workers?: number;
  readonly dryRun?: boolean;
  readonly image: string;
  readonly claim: string;
}

export interface ExportOptions {
  readonly out: string;
  readonly format: readonly string[];
  readonly force?: boolean;
  readonly quiet?: boolean;
}

export interface ReproduceOptions {
  readonly scenario?: string;
  readonly workers?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export interface ImportOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
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

const mostMilliseconds = 2 ** 31 - 1;

export function withLimits(command: Command): Command {
  return command
    .option("--max-memory <size>", "refuse what would take more, e.g. 4G or 500M", readSize)
    .option("--max-time <time>", "stop after so long, e.g. 90s, 30m, 8h; what is finished is kept", readTime)
    .option("--piece-timeout <time>", "end a thread that does not finish a piece in so long", readTime);
}

function readSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kmgt]?)(?:i?b)?$/i.exec(text);
  if (match === null) throw new InvalidArgumentError("Expected a size, e.g. 500M or 4G.");
  return Number(match[1]) * 1024 ** ["", "k", "m", "g", "t"].indexOf(match[2]!.toLowerCase());
}

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function readTime(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text);
  const milliseconds = match === null ? 0 : 1000 * Number(match[1]) * seconds[match[2] || "s"]!;
  if (milliseconds > 0 && milliseconds <= mostMilliseconds) return milliseconds;
  throw new InvalidArgumentError("Expected a time of up to 24 days, e.g. 90s, 30m or 8h.");
}
