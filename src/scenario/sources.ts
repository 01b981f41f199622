import type { FileReader } from "../core/file-reader.ts";
import { sha256 } from "../core/sha256.ts";
import type { TableDescription } from "../table/data-package.ts";
import type { Node } from "./node.ts";
import { readYaml } from "./read-yaml.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";

/** The files that a scenario names: read once each, remembered with their hashes. */
export class Sources {
  readonly inputs: { readonly name: string; readonly sha256: string }[] = [];
  /** Tables that were read and that a data package describes. */
  readonly tables: TableDescription[] = [];
  readonly #files: FileReader;
  readonly #reader: Reader;
  readonly #known = new Map<string, Promise<Uint8Array | string>>();

  constructor(files: FileReader, reader: Reader) {
    this.#files = files;
    this.#reader = reader;
  }

  resolve(base: string, relative: string): string {
    return this.#files.resolve(base, relative);
  }

  /** The bytes of the file that a value names, or undefined after reporting why there are none. */
  async read(at: Located): Promise<{ path: string; bytes: Uint8Array } | undefined> {
    const name = this.#reader.text(at);
    if (name === undefined) return undefined;
    const path = this.resolve(at.node.origin.base, name);
    const found = await this.find(path);
    if (typeof found !== "string") return { path, bytes: found };
    this.#reader.issues.push({
      ...placeOf(at),
      got: `"${name}"`,
      expected: "a file that can be read",
      hint: `${path}: ${found}.`,
    });
    return undefined;
  }

  /** The bytes of a file, or why there are none. */
  find(path: string): Promise<Uint8Array | string> {
    let found = this.#known.get(path);
    if (found === undefined) {
      found = this.#load(path);
      this.#known.set(path, found);
    }
    return found;
  }

  /** The YAML file that a value names. */
  async readYaml(at: Located): Promise<{ path: string; node: Node } | undefined> {
    const file = await this.read(at);
    if (file === undefined) return undefined;
    const node = readYaml(file.path, file.bytes, this.#reader.issues);
    return node === undefined ? undefined : { path: file.path, node };
  }

  async #load(path: string): Promise<Uint8Array | string> {
    try {
      const bytes = await this.#files.read(path);
      this.inputs.push({ name: path, sha256: sha256(bytes) });
      return bytes;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
