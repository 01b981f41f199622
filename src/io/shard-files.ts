import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { PieceStore } from "../run/checkpoint.ts";
import { checkPiece, pieceFileName, readPiece } from "./piece-files.ts";
import { writeAtomically } from "./write-atomically.ts";

const format = "rebound-shard/1";

/** What a shard says of itself, in a file beside its pieces. */
export interface Shard {
  readonly format: typeof format;
  readonly version: string;
  /** Identifies the run: scenario, inputs and version. */
  readonly identity: string;
  readonly index: number;
  readonly of: number;
  /** The scenario as it was asked for, and the working folder that its paths are relative to. */
  readonly scenario: string;
  readonly member?: string;
  readonly workingFolder: string;
  readonly sets: readonly string[];
  readonly draws?: number;
  readonly seed?: number | string;
  /** Names of its pieces. */
  readonly pieces: readonly string[];
}

/** A shard as found in a folder. */
export interface FoundShard extends Shard {
  readonly folder: string;
}

const filePattern = /^shard-\d+-of-\d+\.json$/;
const piecePattern = /^[\w-]+$/;

export function shardName({ index, of }: Pick<Shard, "index" | "of">): string {
  return `shard ${index} of ${of}`;
}

/** Written last: a shard that has this file is whole. */
export function writeShard(folder: string, shard: Omit<Shard, "format">): void {
  writeAtomically(
    folder,
    `shard-${shard.index}-of-${shard.of}.json`,
    `${JSON.stringify({ format, ...shard }, null, 1)}\n`,
  );
}

/** The shards in some folders, each folder read once, and what could not be read. */
export function readShards(folders: readonly string[]): {
  readonly shards: readonly FoundShard[];
  readonly problems: readonly string[];
} {
  const shards: FoundShard[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const folder of folders) {
    try {
      const own = realpathSync(folder);
      if (seen.has(own)) continue;
      seen.add(own);
      for (const name of readdirSync(folder)
        .sort()
        .filter((file) => filePattern.test(file))) {
        const shard = readShard(join(folder, name));
        if (shard === undefined) problems.push(`${join(folder, name)}: damaged, or not a file of this form`);
        else shards.push({ ...shard, folder });
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      problems.push(`${folder}: ${code === "ENOENT" ? "there is no such folder" : message}`);
    }
  }
  return { shards, problems };
}

function readShard(path: string): Shard | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isShard(found) ? found : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isShard(value: unknown): value is Shard {
  if (typeof value !== "object" || value === null) return false;
  const { index, of, pieces, sets, ...about } = value as Partial<Shard>;
  return (
    about.format === format &&
    Number.isSafeInteger(index) &&
    Number.isSafeInteger(of) &&
    [about.version, about.identity, about.scenario, about.workingFolder].every(isText) &&
    Array.isArray(sets) &&
    sets.every(isText) &&
    Array.isArray(pieces) &&
    pieces.every((name) => isText(name) && piecePattern.test(name))
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** What is wrong with the pieces of a shard: missing, cut or changed. */
export function damageOf({ folder, pieces }: FoundShard): readonly string[] {
  return pieces.flatMap((name) => {
    const path = join(folder, pieceFileName(name));
    const problem = checkPiece(path);
    return problem === undefined ? [] : [`${path}: ${problem}`];
  });
}

/** The pieces of some shards, to be read. */
export function piecesOf(shards: readonly FoundShard[]): PieceStore {
  const folders = new Map(shards.flatMap(({ folder, pieces }) => pieces.map((name) => [name, folder])));
  return {
    read(name, identity) {
      const folder = folders.get(name);
      if (folder === undefined) return undefined;
      const found = readPiece(join(folder, pieceFileName(name)), identity);
      if (typeof found === "object") return found;
      throw new Error(`${join(folder, pieceFileName(name))}: ${found ?? "there is no such file"}`);
    },
    write() {},
  };
}
