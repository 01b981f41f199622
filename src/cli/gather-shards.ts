import { IssueError } from "../core/issue.ts";
import { filesIn, nodeFiles } from "../io/node-files.ts";
import { damageOf, type FoundShard, piecesOf, readShards, shardName } from "../io/shard-files.ts";
import { withCheckpoint } from "../run/checkpoint.ts";
import type { Executor } from "../run/executor.ts";
import { runIdentity } from "../run/identity.ts";
import { loadScenario } from "../scenario/load.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { UsageError } from "./failure.ts";
import { version } from "./version.ts";

/** A run whose shards are all there. */
export interface Gathered {
  readonly scenario: Scenario;
  /** Takes what the shards computed. */
  wrap(executor: Executor): Executor;
}

/**
 * The run that the shards in some folders make up, in any order. `path`: its scenario, if not where the shards found it.
 *
 * @throws UsageError that names every shard that is missing, damaged, there twice or of another run.
 */
export async function gatherShards(folders: readonly string[], path?: string): Promise<Gathered> {
  const { shards, problems } = readShards(folders);
  if (shards.length === 0) throw refusal([...problems, `${folders.join(", ")}: no shard found`]);
  const main = mostCommon(shards);
  const own = shards.filter((shard) => runOf(shard) === runOf(main));
  const scenario = await loadFor(main, path).catch((error: unknown) => {
    if (error instanceof IssueError) return error.message;
    throw error;
  });
  const all = [
    ...problems,
    ...shards.filter((shard) => !own.includes(shard)).map((shard) => describeForeign(shard, main)),
    ...findMissing(own, main.of),
    ...findTwice(own),
    ...own.flatMap(damageOf),
    ...(typeof scenario === "string" ? [scenario] : findChanged(scenario, main, path)),
  ];
  if (all.length > 0 || typeof scenario === "string") throw refusal(all);
  const pieces = piecesOf(own);
  return {
    scenario,
    wrap: (executor) => withCheckpoint(executor, { pieces, run: main.identity, shards: main.of }),
  };
}

function refusal(problems: readonly string[]): UsageError {
  const hint = "Compute what is missing or damaged again: rebound shard SCENARIO --index I --of N --out DIR.";
  return new UsageError([...problems.map((problem) => `merge: ${problem}`), hint].join("\n"));
}

const runOf = ({ identity, of }: FoundShard): string => `${identity}/${of}`;

/** A shard of the run that most shards are of; the others are strays. */
function mostCommon(shards: readonly FoundShard[]): FoundShard {
  const counts = new Map<string, number>();
  for (const shard of shards) counts.set(runOf(shard), (counts.get(runOf(shard)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return shards.find((shard) => counts.get(runOf(shard)) === most)!;
}

function loadFor(shard: FoundShard, path: string | undefined): Promise<Scenario> {
  const { scenario, member, workingFolder, sets, draws, seed } = shard;
  return loadScenario(path ?? scenario, {
    sets,
    ...(draws === undefined ? {} : { draws }),
    ...(seed === undefined ? {} : { seed }),
    ...(member === undefined ? {} : { member }),
    files: path === undefined ? filesIn(workingFolder) : nodeFiles,
  });
}

function describeForeign(shard: FoundShard, main: FoundShard): string {
  const name = `${shard.folder}: ${shardName(shard)}`;
  if (shard.version !== main.version)
    return `${name} was computed by version ${shard.version}, the others by ${main.version}`;
  if (shard.identity === main.identity) return `${name} is foreign: the others are of ${main.of}`;
  return `${name} is foreign: of another run, ${shard.scenario} with other values or input`;
}

function findMissing(own: readonly FoundShard[], of: number): readonly string[] {
  const there = new Set(own.map(({ index }) => index));
  return Array.from({ length: of }, (_, index) => index)
    .filter((index) => !there.has(index))
    .map((index) => `${shardName({ index, of })} is missing`);
}

function findTwice(own: readonly FoundShard[]): readonly string[] {
  const first = new Map<number, FoundShard>();
  return own.flatMap((shard) => {
    const other = first.get(shard.index);
    if (other === undefined) {
      first.set(shard.index, shard);
      return [];
    }
    return [`${shardName(shard)} is there twice: in ${other.folder} and ${shard.folder}; leave one out`];
  });
}

function findChanged(scenario: Scenario, main: FoundShard, path: string | undefined): readonly string[] {
  if (main.version !== version)
    return [`the shards were computed by version ${main.version}, this is ${version}`];
  if (runIdentity(scenario, version) === main.identity) return [];
  return [`${path ?? main.scenario} or a file that it reads is not what the shards were computed from`];
}
