/** How the engine gets at files: from a disk, a browser's upload, or a test's memory. */
export interface FileReader {
  /** The bytes of a file; an Error whose message says in plain words why there are none. */
  read(path: string): Promise<Uint8Array>;
  /** The path of `relative` as the file `base` names it. */
  resolve(base: string, relative: string): string;
}
