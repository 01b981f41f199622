import type { FileReader } from "../core/file-reader.ts";
import type { Issue } from "../core/issue.ts";
import type { ChooseMethods } from "./analyses/choose-methods.ts";
import type { Scenario, ScenarioRequest } from "./scenario.ts";
import { readSetting, type Setting, settingOf } from "./set.ts";

export interface LoadOptions {
  /** `PATH=VALUE`, in order; later ones win. */
  readonly sets?: readonly string[];
  readonly draws?: number;
  readonly seed?: number | string;
  /** Which scenario of a family, by its name in `listMembers`; without one the file as it stands. */
  readonly member?: string;
  readonly files: FileReader;
  /** Methods of analysis to read, declared or not, or `auto`; without it those that the scenario declares. */
  readonly methods?: readonly string[];
  /** What `auto` means; without it `chooseMethods`, for a model that can be evaluated. */
  readonly choose?: ChooseMethods;
  /** Modules whose families and functions the scenario may use: its result rests on them as on its other files. */
  readonly plugins?: Scenario["inputs"];
}

/** A scenario as it is asked for. */
export function requestOf(
  path: string,
  { sets = [], draws, seed, member, methods, plugins = [] }: LoadOptions,
): ScenarioRequest {
  return {
    path,
    sets: [
      ...sets,
      ...(draws === undefined ? [] : [`sampling.draws=${draws}`]),
      ...(seed === undefined ? [] : [`sampling.seed=${JSON.stringify(seed)}`]),
    ],
    ...(member === undefined ? {} : { member }),
    ...(methods === undefined ? {} : { methods }),
    ...(plugins.length === 0 ? {} : { plugins: plugins.map(({ name }) => name) }),
  };
}

/** The changes that are asked for, in order. */
export function readSettings({ sets = [], draws, seed }: LoadOptions, issues: Issue[]): readonly Setting[] {
  return [
    ...sets.flatMap((text) => readSetting(text, issues) ?? []),
    ...(draws === undefined ? [] : [settingOf("--draws", ["sampling", "draws"], draws)]),
    ...(seed === undefined ? [] : [settingOf("--seed", ["sampling", "seed"], seed)]),
  ];
}
