import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { PieceStore, SavedPiece } from "../run/checkpoint.ts";
import { describeFileError } from "./describe-error.ts";
import { makeFolder } from "./make-folder.ts";

/** First bytes of a file of a piece: what it is, and the version of its form. */
const magic = Buffer.from("RBPIECE1");
const digestBytes = 32;

export interface PieceFiles extends PieceStore {
  /** Writes what has been put off. */
  flush(): void;
  /** Files that could not be used, each with the reason. */
  readonly unusable: readonly string[];
  /** How many pieces were read. */
  readonly taken: number;
  /** Names of the pieces that were read or written, in their order. */
  readonly names: readonly string[];
}

export interface PieceFilesOptions {
  readonly folder: string;
  /** Pieces finished before that many milliseconds have passed are written when they have, or by `flush`. */
  readonly delay: number;
  /** Called before the first is written. */
  readonly begin?: () => void;
  /** Told of a file that cannot be used, and why. */
  readonly tell?: (problem: string) => void;
  /** Told once why a piece cannot be written; none is written from then on. Without it the error is thrown. */
  readonly giveUp?: (reason: string) => void;
}

/**
 * Pieces as files: form, SHA-256 of the rest, identity and result, values. Each is written under another name, forced
 * to disk and moved, so that a file is whole or not there; one that was cut or changed since is told and not used.
 */
export function openPieceFiles({ folder, delay, begin, tell, giveUp }: PieceFilesOptions): PieceFiles {
  const start = performance.now();
  const waiting: (() => void)[] = [];
  const unusable: string[] = [];
  const names = new Set<string>();
  let taken = 0;
  let begun = false;
  let given = false;
  const flush = (): void => {
    const writes = waiting.splice(0);
    if (given || writes.length === 0) return;
    try {
      if (!begun) begin?.();
      begun = true;
      for (const write of writes) write();
    } catch (error) {
      if (giveUp === undefined) throw error;
      given = true;
      giveUp(describeFileError(error) ?? String(error));
    }
  };
  return {
    unusable,
    get taken() {
      return taken;
    },
    get names() {
      return [...names].sort();
    },
    flush,
    read(name, identity) {
      const path = join(folder, pieceFileName(name));
      const found = readPiece(path, identity);
      if (typeof found === "object") {
        taken++;
        names.add(name);
        return found;
      }
      if (found !== undefined) {
        unusable.push(`${path}: ${found}`);
        tell?.(`${path}: ${found}`);
      }
      return undefined;
    },
    write(name, identity, result, values) {
      names.add(name);
      waiting.push(() => writePiece(folder, name, serialize({ identity, result }), values()));
      if (performance.now() - start >= delay) flush();
    },
  };
}

export function pieceFileName(name: string): string {
  return `${name}.piece`;
}

function writePiece(folder: string, name: string, about: Buffer, values: Float64Array): void {
  makeFolder(folder);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(about.length);
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const digest = createHash("sha256").update(length).update(about).update(bytes).digest();
  const temporary = join(folder, `.${name}.${process.pid}.part`);
  try {
    const file = openSync(temporary, "w");
    try {
      for (const part of [magic, digest, length, about, bytes]) writeWhole(file, part);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, join(folder, pieceFileName(name)));
  } catch (error) {
    rmSync(temporary, { force: true });
    // A write that fails does not say where.
    throw Object.assign(error as Error, { path: temporary });
  }
}

/** A write may take fewer bytes than it was given. */
function writeWhole(file: number, part: Uint8Array): void {
  for (let at = 0; at < part.length; ) at += writeSync(file, part, at);
}

/** A piece, nothing where there is no file, or the reason why it cannot be used. */
export function readPiece(path: string, identity: string): SavedPiece | string | undefined {
  const rest = readChecked(path);
  if (typeof rest !== "object") return rest;
  const length = rest.readUInt32LE(0);
  const about = deserialize(rest.subarray(4, 4 + length)) as { identity: string; result: unknown };
  if (about.identity !== identity) return "a piece of another run";
  const values = new Float64Array((rest.length - 4 - length) / Float64Array.BYTES_PER_ELEMENT);
  new Uint8Array(values.buffer).set(rest.subarray(4 + length));
  return { result: about.result, values };
}

/** Why the file of a piece cannot be used, or undefined. */
export function checkPiece(path: string): string | undefined {
  const rest = readChecked(path);
  if (rest === undefined) return "there is no such file";
  return typeof rest === "string" ? rest : undefined;
}

/** What follows the checksum of a file, if it holds; nothing where there is no file. */
function readChecked(path: string): Buffer | string | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? undefined : message;
  }
  const start = magic.length + digestBytes;
  const rest = bytes.subarray(start);
  if (!bytes.subarray(0, magic.length).equals(magic)) return "not a file of this form";
  const isSame = createHash("sha256").update(rest).digest().equals(bytes.subarray(magic.length, start));
  return isSame ? rest : "damaged: its checksum does not match";
}
